import type { Diagnostic, Lang } from '../diagnostic.ts';
import { displayWidth } from './source/display-width.ts';
import { normaliseSource } from './source/normalise.ts';

export interface RenderOptions {
  readonly color?: boolean;
  readonly lang?: Lang;
}

const maxFrame = 110;
const severities = {
  en: { error: 'error:', warning: 'warning:' },
  zh: { error: '错误：', warning: '警告：' },
} as const;

/** A diagnostic for people: the place, what is wrong, the line with a caret under it, what to do. */
export function renderDiagnostic(
  diagnostic: Diagnostic,
  source: string,
  options: RenderOptions = {},
): string {
  const { color = false, lang = 'en' } = options;
  const { at, file, severity, message, code, why, next } = diagnostic;
  const paint = (style: number, text: string): string =>
    color ? `\u001b[${style}m${text}\u001b[0m` : text;
  const place = [file, ...(at ? [at.start.line, at.start.column] : [])].filter(
    (one) => one !== undefined,
  );
  const word = paint(severity === 'error' ? 31 : 33, severities[lang][severity]);
  const gap = lang === 'zh' ? '' : ' ';
  const head = `${printable(place.join(':'))}${place.length > 0 ? ' ' : ''}${word}${gap}${printable(message)}`;
  const lines = [`${head} ${paint(2, `(${code})`)}`];
  if (at) lines.push(...frame(diagnostic, source, (text) => paint(31, text)));
  if (why) lines.push(`  ${printable(why)}`);
  if (next) lines.push(`  ${paint(36, printable(next))}`);
  return lines.join('\n');
}

function frame({ at }: Diagnostic, source: string, mark: (text: string) => string): string[] {
  if (!at) return [];
  const line = normaliseSource(source).split('\n')[at.start.line - 1];
  if (line === undefined) return [];
  const from = Math.min(at.start.column - 1, line.length);
  const to = at.end.line === at.start.line ? Math.min(at.end.column - 1, line.length) : line.length;
  const [start, end] = window(line, from);
  const head = start > 0 ? '…' : '';
  const tail = end < line.length ? '…' : '';
  const shown = printable(line.slice(start, end));
  const before = displayWidth(head + printable(line.slice(start, from)));
  const width = Math.max(1, displayWidth(printable(line.slice(from, Math.min(to, end)))));
  const number = String(at.start.line);
  return [
    `  ${number} | ${head}${shown}${tail}`,
    `  ${' '.repeat(number.length)} | ${' '.repeat(before)}${mark('^'.repeat(width))}`,
  ];
}

/** The part of a long line that is worth showing. */
function window(line: string, from: number): readonly [number, number] {
  if (line.length <= maxFrame) return [0, line.length];
  const start = Math.max(0, Math.min(from - 40, line.length - maxFrame));
  return [start, Math.min(line.length, start + maxFrame)];
}

/** One column for each control character, and none of them reaches the terminal. */
function printable(text: string): string {
  return text
    .replace(/\t/g, ' ')
    .replace(
      /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
      '\ufffd',
    );
}
