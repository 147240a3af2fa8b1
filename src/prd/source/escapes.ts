/** Stand-ins for characters that YAML would take for its own; a repaired text carries them to the parser. */
const standIns = new Map([
  ['[', '\ue001'],
  [']', '\ue002'],
  ['{', '\ue003'],
  ['}', '\ue004'],
  [',', '\ue005'],
  [':', '\ue006'],
  ['#', '\ue007'],
]);
const originals = new Map([...standIns].map(([original, standIn]) => [standIn, original]));

export function hide(character: string): string {
  return standIns.get(character) ?? character;
}

export function reveal(text: string): string {
  return /[\ue001-\ue007]/.test(text)
    ? text.replace(/[\ue001-\ue007]/g, (standIn) => originals.get(standIn) ?? standIn)
    : text;
}
