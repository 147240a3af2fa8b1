import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import manifest from '../package.json' with { type: 'json' };

/** Ours. */
export const { version } = manifest;

/** Kept in the state folder, so that another version is never seen as a user's edit. */
export const formatter = `prettier ${manifest.dependencies.prettier}, oxfmt ${manifest.dependencies.oxfmt}`;

/** A checkout runs its TypeScript; the package holds JavaScript, in `dist`. */
export const isCheckout = import.meta.url.endsWith('.ts');

export const packageRoot = dirname(findPackageJSON(import.meta.url) ?? '');

/** Of a module that is started by its path. */
export function moduleFile(path: string): string {
  return join(packageRoot, isCheckout ? `${path}.ts` : `dist/${path}.js`);
}

export const templatesFolder = join(packageRoot, isCheckout ? 'templates' : 'dist/templates');

export const plopVersion = manifest.dependencies.plop;
