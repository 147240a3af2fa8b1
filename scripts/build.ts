import { chmod, cp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

/** What is published: JavaScript, as Node refuses to run TypeScript inside node_modules. */
const root = fileURLToPath(new URL('../', import.meta.url));
await rm(`${root}dist`, { recursive: true, force: true });
const { exitCode } = await execa('npx', ['tsc', '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
  reject: false,
});
if (exitCode !== 0) process.exit(1);
await cp(`${root}templates`, `${root}dist/templates`, { recursive: true });
await chmod(`${root}dist/bin/ashlar.js`, 0o755);
