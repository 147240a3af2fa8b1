import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digestOf } from '../text-cache.ts';
import { formatter, isCheckout, version } from '../version.ts';

/** A published version never changes; in a checkout its own files are part of every input. */
export function generatorVersion(): string {
  if (!isCheckout) return version;
  const root = fileURLToPath(new URL('../../', import.meta.url));
  return digestOf(
    version,
    digestOfFolder(join(root, 'src')),
    digestOfFolder(join(root, 'templates')),
  );
}

/** One digest of all that the generated texts depend on. */
export function inputDigest(input: {
  readonly prd: string;
  readonly lang: string | null;
  readonly overrides: string;
  readonly generator: string;
}): string {
  const { prd, lang, overrides, generator } = input;
  return digestOf(generator, formatter, digestOfFolder(overrides), lang ?? '', prd);
}

function digestOfFolder(folder: string): string {
  if (!existsSync(folder)) return '';
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return digestOf(
    ...files.flatMap((file) => [
      file.slice(folder.length).replaceAll('\\', '/'),
      readFileSync(file, 'latin1'),
    ]),
  );
}
