import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generators } from '../generators/index.ts';
import { noProgress } from '../src/cli/progress.ts';
import { runGenerator } from '../src/cli/run.ts';

/** The picture of a run in the README: `npx node scripts/picture.ts > docs/run.svg`. */
const root = fileURLToPath(new URL('../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ashlar-picture-'));
const columns = 118;
const [width, height] = [8.4, 18];
const colors: Readonly<Record<string, string>> = {
  '1': 'font-weight:bold',
  '2': 'opacity:.6',
  '32': 'fill:#3fb950',
  '33': 'fill:#d29922',
  '36': 'fill:#39c5cf',
};

let text = '\u001b[2m$\u001b[22m npx plop backend fixtures/corner-shop/PRD.md --out ../shop\n\n';
const [backend] = generators;
if (backend) {
  const args = [join(root, 'fixtures/corner-shop/PRD.md'), '--out', join(folder, 'shop')];
  await runGenerator(backend, args, {
    cwd: join(folder),
    out: (more) => {
      text += more;
    },
    err: () => {},
    outIsTerminal: true,
    errIsTerminal: false,
    rows: 34,
    noColor: false,
    terminalProgress: () => noProgress,
  });
}
rmSync(folder, { recursive: true });

const lines = text
  .replaceAll('cd shop', 'cd ../shop')
  .replaceAll('written to \u001b[1mshop', 'written to \u001b[1m../shop')
  .trimEnd()
  .split('\n');
const box = `width="${Math.ceil(columns * width + 32)}" height="${lines.length * height + 32}"`;
const rows = lines.map(
  (line, index) => `<text x="16" y="${(index + 1) * height + 10}">${spans(line)}</text>`,
);
console.log(
  `<svg xmlns="http://www.w3.org/2000/svg" ${box}>
<style>text{font:14px ui-monospace,Menlo,Consolas,monospace;fill:#e6edf3;white-space:pre}</style>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
${rows.join('\n')}
</svg>`,
);

/** Styles of a terminal as styles of SVG. */
function spans(line: string): string {
  const active = new Set<string>();
  let used = 0;
  return line
    .split(/(\u001b\[\d+m)/)
    .map((part) => {
      const style = /^\u001b\[(\d+)m$/.exec(part)?.[1];
      if (style !== undefined) {
        if (colors[style] === undefined) active.clear();
        else active.add(style);
        return '';
      }
      const shown = [...part].slice(0, Math.max(0, columns - used)).join('');
      used += [...part].length;
      if (shown === '') return '';
      const styles = [...active].map((one) => colors[one]).join(';');
      return `<tspan${styles === '' ? '' : ` style="${styles}"`}>${escaped(shown)}</tspan>`;
    })
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
