/** What every later offset counts in: no byte order mark, line feeds only. */
export function normaliseSource(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}

/** Full-width forms become ASCII, one unit for one unit, so that offsets hold. Quoted text is left alone. */
export function normaliseWidth(text: string): string {
  if (!/[\u3000\u00a0\u3001\u201c\u201d\uff01-\uff5e]/.test(text)) return text;
  let result = '';
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote) {
      if (character === '\\') {
        result += text.slice(at, at + 2);
        at += 1;
        continue;
      }
      const closes = quote === '"' ? character === '"' : character === '”' || character === '“';
      result += closes ? '"' : character;
      if (closes) quote = '';
      continue;
    }
    if (character === '"' || character === '“' || character === '”') {
      quote = character === '"' ? '"' : '”';
      result += '"';
      continue;
    }
    result += toHalfWidth(character);
  }
  return result;
}

function toHalfWidth(character: string): string {
  if (character === '\u3000' || character === '\u00a0') return ' ';
  if (character === '\u3001') return ',';
  const code = character.charCodeAt(0);
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : character;
}
