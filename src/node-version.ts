/** Null where we run; else the one line to say. Imports nothing, so that any Node can load it. */
export function refuseOldNode(found: string): string | null {
  const [major = 0, minor = 0] = found.replace(/^v/, '').split('.').map(Number);
  const isOld = major < 22 || (major === 22 && minor < 18);
  return isOld ? `ashlar needs Node 22.18 or newer, and this is ${found}` : null;
}
