import type { Options } from 'prettier';
import type { Disk } from './disk.ts';

/** What the user told prettier about TypeScript. */
export type Layout = Readonly<Pick<Options, Name>>;

const NAMES = [
  'printWidth',
  'tabWidth',
  'useTabs',
  'semi',
  'singleQuote',
  'trailingComma',
  'bracketSpacing',
  'arrowParens',
  'quoteProps',
  'objectWrap',
] as const;
type Name = (typeof NAMES)[number];

const FILES = ['.prettierrc', '.prettierrc.json', '.prettierrc.yaml', '.prettierrc.yml'];

/** As `.prettierrc` is generated. */
const OWN = 'printWidth 100,singleQuote true';

/** Of the user's own configuration, when it is plain data and not as generated; code is not run for it. */
export async function layoutIn(disk: Disk): Promise<Layout | null> {
  const file = FILES.map((path) => textAt(disk, path)).find((text) => text !== null);
  const data = file === undefined ? await inPackageJson(disk) : await dataOf(file);
  if (!isRecord(data)) return null;
  const entries = NAMES.flatMap((name) => (Object.hasOwn(data, name) ? [[name, data[name]]] : []));
  const said = entries.map(([name, value]) => `${String(name)} ${String(value)}`).toSorted();
  // Prettier itself refuses a value that it does not know.
  return said.join(',') === OWN ? null : (Object.fromEntries(entries) as Layout);
}

async function inPackageJson(disk: Disk): Promise<unknown> {
  const data = await dataOf(textAt(disk, 'package.json') ?? '');
  return isRecord(data) ? data['prettier'] : null;
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function textAt(disk: Disk, path: string): string | null {
  const found = disk.read(path);
  return found.kind === 'file' ? found.text : null;
}

/** Most are JSON; the other form is loaded only where there is one. */
async function dataOf(text: string): Promise<unknown> {
  try {
    return JSON.parse(text);
  } catch {
    return fromYaml(text);
  }
}

async function fromYaml(text: string): Promise<unknown> {
  const { parse } = await import('yaml');
  try {
    return parse(text);
  } catch {
    return null;
  }
}
