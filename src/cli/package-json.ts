import { relative } from 'node:path';
import { NODE_VERSION, PUBLISHED } from '../emit/project/catalogue.ts';
import { packageRoot, plopVersion, version } from '../version.ts';

type Manifest = Readonly<Record<string, unknown>>;

/** What `npm init -y` fills in for everybody, so that it says nothing about this project. */
const ofInit: Manifest = {
  version: '1.0.0',
  description: '',
  main: 'index.js',
  scripts: { test: 'echo "Error: no test specified" && exit 1' },
  keywords: [],
  author: '',
  license: 'ISC',
};

/**
 * No more than `backend` needs to run: it adds the rest by key, and these lines stay. What stands in
 * a package.json that `npm install ashlar` left is kept.
 */
export function packageJson(root: string, existing: string | null): string {
  const before = existing === null ? {} : parse(existing);
  const kept = Object.entries(before).filter(
    ([key, value]) => key !== 'name' && JSON.stringify(value) !== JSON.stringify(ofInit[key]),
  );
  const there = { ...record(before['dependencies']), ...record(before['devDependencies']) };
  const wanted = Object.entries({
    ashlar: PUBLISHED ? `^${version}` : `file:${relative(root, packageRoot).replaceAll('\\', '/')}`,
    node: NODE_VERSION,
    plop: plopVersion,
  }).filter(([name]) => !Object.hasOwn(there, name));
  const content = {
    ...Object.fromEntries(kept),
    private: true,
    type: 'module',
    allowScripts: { node: true },
    devDependencies: { ...record(before['devDependencies']), ...Object.fromEntries(wanted) },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function parse(text: string): Manifest {
  try {
    return record(JSON.parse(text));
  } catch {
    return {};
  }
}

function record(value: unknown): Manifest {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}
