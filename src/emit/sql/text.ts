import { createHash } from 'node:crypto';

const MAX_NAME_BYTES = 63;

/** A name in SQL, always quoted. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text in SQL; an `E''` string where a backslash would depend on the server's settings. */
export function sqlText(text: string): string {
  const escaped = text.replaceAll("'", "''");
  return text.includes('\\') ? `E'${escaped.replaceAll('\\', '\\\\')}'` : `'${escaped}'`;
}

/** A name of ours within PostgreSQL's 63 bytes, still its own when it has to be cut. */
export function fittingName(name: string): string {
  if (Buffer.byteLength(name) <= MAX_NAME_BYTES) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 8);
  let kept = name;
  while (Buffer.byteLength(`${kept}_${digest}`) > MAX_NAME_BYTES) kept = kept.slice(0, -1);
  return `${kept}_${digest}`;
}

export function indented(text: string, spaces: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(spaces));
}
