import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What may hold an emitter, by path in the folder. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.(ts|m?js)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length));
}

export function stem(path: string): string {
  return path.replaceAll('\\', '/').replace(/\.(ts|m?js)$/, '');
}
