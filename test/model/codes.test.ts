import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  behaviourCases,
  eventCases,
  fieldCases,
  moreCases,
  nameCases,
  relationCases,
  rightsCases,
} from './cases.ts';
import { prd, problemsOf } from './prd-model.ts';

const cases = [
  ...nameCases,
  ...fieldCases,
  ...relationCases,
  ...rightsCases,
  ...behaviourCases,
  ...moreCases,
  ...eventCases,
];

describe('one mistake, one problem', () => {
  it.each(cases)('%s', (code, lines, at) => {
    expect(problemsOf(prd(lines))).toEqual([`${at} prd.${code}`]);
  });
});

it('has a case for every code of the model', () => {
  const root = new URL('../../src/model', import.meta.url).pathname;
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(root, name), 'utf8'));
  const said = sources.flatMap((source) => [
    ...[...source.matchAll(/problems\.(?:add|warn)\(\s*'([a-z_]+)'/g)].map(([, code]) => code),
    ...[...source.matchAll(/problems\.addUnless\([^;]*?,\s*'([a-z]+_[a-z_]+)'/g)].map(
      ([, code]) => code,
    ),
    ...[...source.matchAll(/kinds\.([a-z]+)\b/g)].map(([, kind]) => `unknown_${kind}`),
  ]);
  const covered = new Set<string | undefined>(cases.map(([code]) => code));
  expect([...new Set(said)].filter((code) => !covered.has(code)).sort()).toEqual([]);
});
