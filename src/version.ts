import manifest from '../package.json' with { type: 'json' };

/** Ours. */
export const { version } = manifest;

/** Kept in the state folder, so that another version is never seen as a user's edit. */
export const formatter = { name: 'prettier', version: manifest.dependencies.prettier } as const;

/** The plop that we are tried with. */
export const plopVersion: string = manifest.dependencies.plop;
