/** For each unit of a decoded scalar, and its end, the offset in the source slice; null when they cannot be told. */
export function mapScalar(slice: string, style: string, decoded: string): readonly number[] | null {
  const found =
    style === 'double'
      ? mapDouble(slice)
      : style === 'single'
        ? mapSingle(slice)
        : style === 'block'
          ? mapBlock(slice, decoded)
          : mapPlain(slice);
  return found.text === decoded ? found.offsets : null;
}

interface Mapped {
  readonly text: string;
  readonly offsets: readonly number[];
}

const fold = /[ \t]*\n\s*/y;

function mapWith(
  slice: string,
  from: number,
  to: number,
  step: (at: number) => [string, number],
): Mapped {
  let text = '';
  const offsets: number[] = [];
  for (let at = from; at < to;) {
    fold.lastIndex = at;
    const folded = fold.exec(slice)?.[0];
    const [piece, length] = folded ? [foldedText(folded), folded.length] : step(at);
    for (let unit = 0; unit < piece.length; unit += 1) offsets.push(at);
    text += piece;
    at += length;
  }
  offsets.push(to);
  return { text, offsets };
}

function foldedText(folded: string): string {
  const breaks = folded.split('\n').length - 1;
  return breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
}

function mapPlain(slice: string): Mapped {
  return mapWith(slice, 0, slice.length, (at) => [slice.charAt(at), 1]);
}

function mapSingle(slice: string): Mapped {
  return mapWith(slice, 1, slice.length - 1, (at) => [
    slice.charAt(at),
    slice.startsWith("''", at) ? 2 : 1,
  ]);
}

const simpleEscapes: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  '/': '/',
  '\\': '\\',
};

function mapDouble(slice: string): Mapped {
  return mapWith(slice, 1, slice.length - 1, (at) => {
    if (slice.charAt(at) !== '\\') return [slice.charAt(at), 1];
    const code = /^\\u([0-9a-fA-F]{4})/.exec(slice.slice(at, at + 6))?.[1];
    if (code) return [String.fromCharCode(Number.parseInt(code, 16)), 6];
    return [simpleEscapes[slice.charAt(at + 1)] ?? '', 2];
  });
}

/** A literal block, line by line: each decoded line is the end of a source line. */
function mapBlock(slice: string, decoded: string): Mapped {
  const offsets: number[] = [];
  let from = slice.indexOf('\n') + 1;
  for (const line of decoded.split('\n')) {
    const found = line === '' ? from : slice.indexOf(line, from);
    if (found === -1) return { text: '', offsets };
    for (let unit = 0; unit <= line.length; unit += 1) offsets.push(found + unit);
    const newline = slice.indexOf('\n', found + line.length);
    from = newline === -1 ? slice.length : newline + 1;
  }
  return { text: decoded, offsets };
}
