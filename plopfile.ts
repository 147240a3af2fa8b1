/** Thin on purpose: whatever goes wrong while loading is one readable line and exit 1. */
export default async function plopfile(plop: import('plop').NodePlopAPI): Promise<void> {
  try {
    const { registerAlone } = await import('./src/cli/plop.ts');
    registerAlone(plop);
  } catch (error) {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
    const isOld = major < 22 || (major === 22 && minor < 18);
    const advice = isOld ? `ashlar needs Node 22.18 or newer, and this is ${process.version}` : '';
    console.error(advice || `ashlar cannot be loaded: ${String(error)}`);
    process.exit(1);
  }
}
