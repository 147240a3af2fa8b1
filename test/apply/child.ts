import { readFileSync } from 'node:fs';
import { apply } from '../../src/apply/index.ts';
import type { ChangeSet } from '../../src/merge/change-set.ts';

/** Carries a stored change set out; with a step, it is killed there, as by a power cut. */
const [root = '', stored = '', step = ''] = process.argv.slice(2);
const { objects, ...rest } = JSON.parse(readFileSync(stored, 'utf8')) as Omit<
  ChangeSet,
  'objects'
> & {
  readonly objects: readonly [string, string][];
};
let count = 0;
process.send?.('ready');
await apply({ ...rest, objects: new Map(objects) }, root, () => {
  count += 1;
  if (String(count) === step) process.kill(process.pid, 'SIGKILL');
});
process.send?.(count);
process.disconnect?.();
