import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** `npm run bench`: the generator, then a generated service; or the benches that are named. */
const benches = process.argv.length > 2 ? process.argv.slice(2) : ['generator', 'service'];
for (const name of benches) {
  console.log(`\n# ${name}`);
  const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const { status } = spawnSync(process.execPath, [file], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
