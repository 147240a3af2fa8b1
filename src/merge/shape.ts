/** How a text is stored, apart from what it says. */
export interface Shape {
  readonly bom: boolean;
  readonly crlf: boolean;
  /** Without a line end at the end. */
  readonly open: boolean;
}

const BOM = '\uFEFF';

export function shapeOf(text: string): Shape {
  const ends = text.match(/\r?\n/g) ?? [];
  const crlf = ends.filter((end) => end === '\r\n').length;
  return {
    bom: text.startsWith(BOM),
    crlf: crlf > 0 && crlf * 2 > ends.length,
    open: text !== '' && !text.endsWith('\n'),
  };
}

/** Without BOM, with LF only: what merges compare. */
export function plain(text: string): string {
  return (text.startsWith(BOM) ? text.slice(1) : text).replaceAll('\r\n', '\n');
}

export function shaped(text: string, { bom, crlf, open }: Shape): string {
  const whole = open ? plain(text).trimEnd() : plain(text);
  const ended = crlf ? whole.replaceAll('\n', '\r\n') : whole;
  return bom && !ended.startsWith(BOM) ? BOM + ended : ended;
}
