#!/usr/bin/env node
import { refuseOldNode } from '../src/node-version.ts';

const old = refuseOldNode(process.version);
if (old === null) {
  const { main } = await import('../src/cli/main.ts');
  process.exitCode = await main(process.argv.slice(2));
} else {
  console.error(old);
  process.exitCode = 1;
}
