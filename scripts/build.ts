import { chmod, cp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { build } from 'rolldown';
import type { Plugin } from 'rolldown';
import { filesIn, stem } from '../src/emit/emitter-files.ts';

/**
 * What is published: JavaScript, as Node refuses to run TypeScript inside node_modules; and in few
 * files, as finding and loading several hundred takes longer than much of a run. Types are checked by
 * `npm test`, not here.
 */
const root = fileURLToPath(new URL('../', import.meta.url));
const entries = ['plopfile', 'bin/ashlar', 'src/index', 'src/merge/type-thread'];

await rm(`${root}dist`, { recursive: true, force: true });
await build({
  cwd: root,
  platform: 'node',
  // Packages stay packages.
  external: /^[^./]/,
  input: Object.fromEntries(entries.map((path) => [path, `${root}${path}.ts`])),
  plugins: [listOfEmitters()],
  output: { dir: 'dist', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
});
await execa('npx', ['tsc', '-p', 'tsconfig.build.json', '--noCheck'], {
  cwd: root,
  stdio: 'inherit',
});
await cp(`${root}templates`, `${root}dist/templates`, { recursive: true });
await chmod(`${root}dist/bin/ashlar.js`, 0o755);

/** A bundle has no folder to look into: here its emitters are named one by one. */
function listOfEmitters(): Plugin {
  const folder = `${root}src/emit/emitters/`;
  const names = filesIn(folder).map(stem);
  return {
    name: 'list-of-emitters',
    load(id) {
      if (id !== `${root}src/emit/own-emitters.ts`) return null;
      return [
        ...names.map((name, at) => `import { emitter as e${at} } from '${folder}${name}.ts';`),
        'const all = {',
        ...names.map((name, at) => `  '${name}': e${at},`),
        '};',
        'export async function ownEmitters() { return all; }',
      ].join('\n');
    },
  };
}
