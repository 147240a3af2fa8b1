import { fileURLToPath } from 'node:url';
import manifest from '../package.json' with { type: 'json' };

/** Ours. */
export const { version } = manifest;

/** Kept in the state folder, so that another version is never seen as a user's edit. */
export const formatter = `prettier ${manifest.dependencies.prettier}, oxfmt ${manifest.dependencies.oxfmt}`;

/** A checkout runs its TypeScript; the package holds JavaScript, one folder deeper. */
export const isCheckout = import.meta.url.endsWith('.ts');

export const packageRoot = fileURLToPath(new URL(isCheckout ? '../' : '../../', import.meta.url));

export const plopVersion = manifest.dependencies.plop;
