import { describe, expect, it } from 'vitest';
import { edited, merged } from './texts.ts';

type Edits = readonly (readonly [string, string])[];

interface Case {
  readonly story: string;
  readonly path: string;
  readonly base: string;
  readonly user: Edits;
  readonly prd: Edits;
  readonly want: string;
  readonly conflicts?: readonly string[];
}

const compose = `# how it runs here
services:
  api:
    image: api
    environment:
      PORT: "3000" # the usual one
  db:
    image: postgres
volumes:
  data: {}
`;

const manifest = `{
  "name": "shop",
  "scripts": {
    "start": "node cmd/api/main.ts",
    "test": "vitest run"
  },
  "dependencies": {
    "fastify": "5.0.0",
    "pg": "8.0.0"
  }
}
`;

const readme = `# Shop

What it is.

## Start

npm start

## Layout

- cmd
- internal
`;

const cases: readonly Case[] = [
  {
    story: 'package.json: a script of mine, a dependency of the PRD',
    path: 'package.json',
    base: manifest,
    user: [['"test": "vitest run"', '"test": "vitest run",\n    "lint": "eslint ."']],
    prd: [['"pg": "8.0.0"', '"ioredis": "6.0.0",\n    "pg": "8.1.0"']],
    want: edited(
      manifest,
      ['"test": "vitest run"', '"test": "vitest run",\n    "lint": "eslint ."'],
      ['"pg": "8.0.0"', '"ioredis": "6.0.0",\n    "pg": "8.1.0"'],
    ),
  },
  {
    story: 'package.json: one version changed by both',
    path: 'package.json',
    base: manifest,
    user: [['"pg": "8.0.0"', '"pg": "9.0.0"']],
    prd: [
      ['"pg": "8.0.0"', '"pg": "8.1.0"'],
      ['"fastify": "5.0.0"', '"fastify": "5.1.0"'],
    ],
    want: edited(
      manifest,
      ['"pg": "8.0.0"', '"pg": "9.0.0"'],
      ['"fastify": "5.0.0"', '"fastify": "5.1.0"'],
    ),
    conflicts: ['dependencies.pg both_changed'],
  },
  {
    story: 'tsconfig.json: a comment of mine stays',
    path: 'tsconfig.json',
    base: '{\n  "strict": true\n}\n',
    user: [['"strict": true', '// always\n  "strict": true']],
    prd: [['"strict": true', '"strict": true,\n  "noEmit": true']],
    want: '{\n  // always\n  "strict": true,\n  "noEmit": true\n}\n',
  },
  {
    story: 'YAML: a service of mine and a service of the PRD at one place',
    path: 'deployments/compose.yaml',
    base: compose,
    user: [
      ['    image: postgres\n', '    image: postgres\n  mail:\n    image: mailpit # for tests\n'],
    ],
    prd: [['    image: postgres\n', '    image: postgres:18\n  redis:\n    image: redis\n']],
    want: edited(compose, [
      '    image: postgres\n',
      '    image: postgres:18\n  mail:\n    image: mailpit # for tests\n  redis:\n    image: redis\n',
    ]),
  },
  {
    story: 'YAML: one value changed by both',
    path: 'deployments/compose.yaml',
    base: compose,
    user: [['image: postgres', 'image: postgres:17']],
    prd: [
      ['image: postgres', 'image: postgres:18'],
      ['image: api', 'image: shop-api'],
    ],
    want: edited(
      compose,
      ['image: postgres', 'image: postgres:17'],
      ['image: api', 'image: shop-api'],
    ),
    conflicts: ['services.db.image both_changed'],
  },
  {
    story: 'YAML: a comment of mine, a variable of the PRD beside it',
    path: 'deployments/compose.yaml',
    base: compose,
    user: [['# the usual one', '# ours']],
    prd: [['    environment:\n', '    environment:\n      HOST: 0.0.0.0\n']],
    want: edited(
      compose,
      ['# the usual one', '# ours'],
      ['    environment:\n', '    environment:\n      HOST: 0.0.0.0\n'],
    ),
  },
  {
    story: 'YAML: steps of a workflow, each its own',
    path: '.github/workflows/ci.yml',
    base: 'jobs:\n  test:\n    steps:\n      - uses: checkout\n      - run: npm ci\n      - run: npm test\n',
    user: [['      - run: npm test\n', '      - run: npm test\n      - run: npm run mine\n']],
    prd: [
      ['      - run: npm ci\n', '      - run: npm ci\n      - run: npx plop backend --check\n'],
    ],
    want: 'jobs:\n  test:\n    steps:\n      - uses: checkout\n      - run: npm ci\n      - run: npx plop backend --check\n      - run: npm test\n      - run: npm run mine\n',
  },
  {
    story: 'Markdown: a section of mine, a section of the PRD that changes',
    path: 'README.md',
    base: readme,
    user: [['## Layout', '## Mine\n\nwords\n\n## Layout']],
    prd: [
      ['- internal\n', '- internal\n- pkg\n'],
      ['npm start', 'npm run start'],
    ],
    want: edited(
      readme,
      ['## Layout', '## Mine\n\nwords\n\n## Layout'],
      ['- internal\n', '- internal\n- pkg\n'],
      ['npm start', 'npm run start'],
    ),
  },
  {
    story: 'Markdown: one line changed by both; the other sections merge',
    path: 'README.md',
    base: readme,
    user: [['npm start', 'make run']],
    prd: [
      ['npm start', 'npm run start'],
      ['- internal', '- internals'],
    ],
    want: edited(readme, ['npm start', 'make run'], ['- internal', '- internals']),
    conflicts: ['# Shop.## Start both_changed'],
  },
  {
    story: '.env.example: a variable of mine and one of the PRD at the end',
    path: '.env.example',
    base: 'PORT=3000\n',
    user: [['PORT=3000\n', 'PORT=3000\nMINE=1\n']],
    prd: [['PORT=3000\n', 'PORT=3000\n# the cache\nREDIS_URL=\n']],
    want: 'PORT=3000\nMINE=1\n# the cache\nREDIS_URL=\n',
  },
  {
    story: 'Dockerfile: lines of both apart from each other',
    path: 'deployments/Dockerfile',
    base: 'FROM node:24\nWORKDIR /app\nCOPY . .\nRUN npm ci\nCMD ["npm", "start"]\n',
    user: [['FROM node:24', 'FROM node:24-slim']],
    prd: [['RUN npm ci', 'RUN npm ci --omit=dev']],
    want: 'FROM node:24-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci --omit=dev\nCMD ["npm", "start"]\n',
  },
  {
    story: 'Dockerfile: one line changed by both: mine stays',
    path: 'deployments/Dockerfile',
    base: 'FROM node:24\nRUN npm ci\n',
    user: [['FROM node:24', 'FROM node:24-slim']],
    prd: [['FROM node:24', 'FROM node:26']],
    want: 'FROM node:24-slim\nRUN npm ci\n',
    conflicts: ['line 1 both_changed'],
  },
  {
    story: 'a shell script by line',
    path: 'scripts/run.sh',
    base: '#!/bin/sh\nset -e\n\nnpm ci\nnpm start\n',
    user: [['npm start\n', 'npm start -- --mine\n']],
    prd: [['set -e\n', 'set -eu\n']],
    want: '#!/bin/sh\nset -eu\n\nnpm ci\nnpm start -- --mine\n',
  },
  {
    story: 'SQL is never merged',
    path: 'migrations/0002.sql',
    base: 'create table a ();\n',
    user: [['a ()', 'a (b int)']],
    prd: [['a ()', 'a (c int)']],
    want: 'create table a (b int);\n',
    conflicts: ['* unsafe'],
  },
];

describe('files of other kinds', () => {
  it.each(cases)('$story', async ({ path, base, user, prd, want, conflicts = [] }) => {
    const theirs = edited(base, ...prd);
    const result = await merged(base, edited(base, ...user), theirs, path);
    expect(result.conflicts.map((one) => `${one.key} ${one.kind}`)).toEqual(conflicts);
    expect(result.text).toBe(want);
    if (conflicts.length === 0) expect((await merged(theirs, want, theirs, path)).text).toBe(want);
  });

  it('joins package.json with one that was there before us', async () => {
    const ours = '{\n  "name": "mine",\n  "scripts": {\n    "lint": "eslint ."\n  }\n}\n';
    const result = await merged(null, ours, manifest, 'package.json');
    expect(result.conflicts.map((one) => one.key)).toEqual(['name']);
    expect(JSON.parse(result.text)).toMatchObject({
      name: 'mine',
      scripts: { lint: 'eslint .', test: 'vitest run' },
      dependencies: { pg: '8.0.0' },
    });
  });

  it('adds to a .gitignore that was there before us', async () => {
    const result = await merged(null, 'dist/\n', 'node_modules/\ndist/\n', '.gitignore');
    expect(result.conflicts).toEqual([]);
    expect(result.text.split('\n').toSorted()).toEqual(['', 'dist/', 'node_modules/']);
  });

  it('writes markers when asked to, in diff3 form', async () => {
    const base = 'export const a = {\n  one: 1,\n};\n\nexport const b = 1;\n';
    const result = await merged(
      base,
      edited(base, ['b = 1', 'b = 2']),
      edited(base, ['b = 1', 'b = 3'], ['one: 1', 'one: 11']),
      'a.ts',
      true,
    );
    expect(result.text).toBe(
      'export const a = {\n  one: 11,\n};\n<<<<<<< yours\nexport const b = 2;\n||||||| generated last\nexport const b = 1;\n=======\nexport const b = 3;\n>>>>>>> generated now\n',
    );
  });
});
