import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Whether all packages that the project names are there; without them half of its types are `any`. */
export function isInstalled(root: string): boolean {
  return namesIn(join(root, 'package.json')).every((name) => isThere(root, name));
}

function namesIn(path: string): readonly string[] {
  try {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(path, 'utf8')) as {
      readonly dependencies?: object;
      readonly devDependencies?: object;
    };
    return Object.keys({ ...dependencies, ...devDependencies });
  } catch {
    return [];
  }
}

function isThere(root: string, name: string): boolean {
  for (let folder = root; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'node_modules', name))) return true;
    if (folder === dirname(folder)) return false;
  }
}
