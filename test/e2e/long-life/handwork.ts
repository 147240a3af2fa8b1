import { readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What its owner does to the project between two runs, and by what it is known again. */
export interface Handwork {
  readonly name: string;
  readonly path: string;
  readonly piece: string;
  readonly change: (text: string) => string;
  /** A file of their own that comes with it. */
  readonly beside?: readonly [path: string, text: string];
}

export function write(root: string, { path, change, beside }: Handwork): void {
  const text = change(read(root, path));
  put(root, path, text);
  if (beside !== undefined) put(root, ...beside);
}

export function read(root: string, path: string): string {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return '';
  }
}

export function put(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const insert = (before: string, piece: string) => (text: string) => {
  if (!text.includes(before)) throw new Error(`no place for ${piece}`);
  return text.replace(before, () => piece + before);
};

const note = 'internal/domain/entity/note.ts';

/** One after every third edit of the PRD. */
export const handwork: readonly Handwork[] = [
  {
    name: 'a method, with a test of it',
    path: note,
    piece: 'isEmpty(): boolean',
    change: insert(
      '  static restore(',
      '  /** Nothing to read. */\n  isEmpty(): boolean {\n    return this.state.body === null;\n  }\n\n',
    ),
    beside: [
      'tests/unit/mine/empty.test.ts',
      "import { expect, test } from 'vitest';\nimport { sampleNote } from '../../samples/note.ts';\n\ntest('a note with a body is not empty', () => {\n  expect(sampleNote().isEmpty()).toBe(false);\n});\n",
    ],
  },
  {
    name: 'a file of their own, with a test of it',
    path: 'internal/domain/service/heavy.ts',
    piece: 'limit = 500',
    change: () =>
      "import type { NoteState } from '../entity/note.ts';\n\nconst limit = 500;\n\nexport function isHeavy({ weight }: NoteState): boolean {\n  return weight > limit;\n}\n",
    beside: [
      'tests/unit/mine/heavy.test.ts',
      "import { expect, test } from 'vitest';\nimport { isHeavy } from '../../../internal/domain/service/heavy.ts';\nimport { sampleNote } from '../../samples/note.ts';\n\ntest('what weighs much is heavy', () => {\n  expect(isHeavy({ ...sampleNote().state, weight: 501 })).toBe(true);\n});\n",
    ],
  },
  {
    name: 'a remark and a check in a generated method',
    path: note,
    piece: "'note.blank'",
    change: (text) =>
      text.replace(
        /( {2}close\(\): void \{\n)/,
        "$1    // Nobody closes what has no title.\n    ensure(this.state.title.trim() !== '', 'note.blank', 'a title first');\n",
      ),
  },
  {
    name: 'a route',
    path: 'internal/interfaces/http/note-routes.ts',
    piece: "'/notes-of-mine'",
    change: (text) =>
      text.replace(/\n\}\n*$/, "\n\n  app.get('/notes-of-mine', async () => ['mine']);\n}\n"),
  },
  {
    name: 'a script',
    path: 'package.json',
    piece: '"lint": "eslint ."',
    change: insert('    "start":', '    "lint": "eslint .",\n'),
  },
  {
    name: 'imports in another order',
    path: 'internal/application/application.ts',
    piece: '// mine, sorted',
    change: (text) => {
      const lines = text.split('\n');
      const imports = lines.filter((line) => line.startsWith('import '));
      const rest = lines.filter((line) => !line.startsWith('import '));
      return ['// mine, sorted', ...imports.toReversed(), ...rest].join('\n');
    },
  },
  {
    name: 'a whole file in another style',
    path: 'internal/application/query/get-note.ts',
    piece: '\t',
    change: (text) => text.replaceAll('  ', '\t').replaceAll("'", '"'),
  },
  {
    name: 'a use case of their own',
    path: 'internal/application/application.ts',
    piece: 'countLetters',
    change: (text) =>
      text.replace(
        '  return {\n',
        '  return {\n    countLetters: async (text: string) => text.length,\n',
      ),
  },
  {
    name: 'a section of the README',
    path: 'README.md',
    piece: '## House rules',
    change: (text) => `${text}\n## House rules\n\nBe kind.\n`,
  },
  {
    name: 'a variable of the environment',
    path: '.env.example',
    piece: 'MINE=1',
    change: (text) => `${text}MINE=1\n`,
  },
];
