import { chmod, cp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

/**
 * What is published: JavaScript, as Node refuses to run TypeScript inside node_modules. Types are
 * checked by `npm test`, not here.
 */
const root = fileURLToPath(new URL('../', import.meta.url));
await rm(`${root}dist`, { recursive: true, force: true });
await execa('npx', ['tsc', '-p', 'tsconfig.build.json', '--noCheck'], {
  cwd: root,
  stdio: 'inherit',
});
await cp(`${root}templates`, `${root}dist/templates`, { recursive: true });
await chmod(`${root}dist/bin/ashlar.js`, 0o755);
