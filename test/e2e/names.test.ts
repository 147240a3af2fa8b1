import { beforeAll, expect, test } from 'vitest';
import { emit } from '../../src/emit/index.ts';
import { generateFrom, run } from './backend.ts';
import { modelOf, prdOf } from './project.ts';
import { install } from './workshop.ts';

const minutes = 60_000;
/** Names that come with entities: nobody calls a thing so. */
const companion = /(?:Row|View|State|Status|Events|Id|Reader|Repository)$/;
/** Their routes are paths of the service, which is told. */
const refused = ['Metric', 'Metrics', 'Saga'];
/** What teams call things that a backend, too, has under that name. */
const common = [
  'Attempt',
  'Cache',
  'Comment',
  'Count',
  'Environment',
  'Job',
  'Share',
  'Tag',
  'Version',
];

beforeAll(install, 10 * minutes);

test(
  'an entity may be called what the generated code calls its own types',
  { timeout: 5 * minutes },
  async () => {
    const shop = prdOf('shop').replace(/^modules:.*\n(?: .*\n)+/m, '');
    const names = new Set([...(await typesOf(shop)), ...common]);
    expect([...names]).toEqual(expect.arrayContaining(['Session', 'Page', 'Role', 'Deps']));
    const entities = [...names].map(
      (name) =>
        `  ${name}:\n    fields: { title: string(1..80) }\n    access: { read: staff, write: staff }\n`,
    );
    await generateFrom(shop.replace(/^entities:\n/m, `entities:\n${entities.join('')}`), 'names');
    const { exitCode, all } = await run('names', 'tsc', ['--noEmit']);
    expect(all).toBe('');
    expect(exitCode).toBe(0);
    const migrated = await run('names', 'node', ['cmd/migration/main.ts'], {
      DATA_FOLDER: 'memory://',
    });
    expect(migrated.exitCode, migrated.all).toBe(0);
  },
);

/** The names of all types that no entity, value or enum of the PRD brings along. */
async function typesOf(prd: string): Promise<readonly string[]> {
  const model = modelOf(prd);
  const own = [...model.entities, ...model.values, ...model.enums].map((one) =>
    'names' in one ? one.names.code : one.className,
  );
  const names = (await emit(model))
    .filter(({ path }) => path.endsWith('.ts') && !path.startsWith('tests/'))
    .flatMap(({ text }) => [...text.matchAll(/^(?:export )?(?:class|interface|type) (\w+)/gm)])
    .map(([, name = '']) => name)
    .filter((name) => !own.some((code) => name.startsWith(code)))
    .filter((name) => !refused.includes(name) && !companion.test(name));
  return [...new Set(names)].sort();
}
