/**
 * Merges by the hundred thousand: real generated files, random edits of a hand on one side and of the
 * generator on the other, each with its due outcome known beforehand. `node bench/merge.ts [COUNT] [FROM]`:
 * parts of the hundred thousand may run in several processes, and their figures be added up.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mergeLines } from '../src/merge/lines.ts';
import { mergeTexts } from '../src/merge/texts.ts';
import { parse } from '../src/merge/typescript/parser.ts';
import { tokensOf } from '../src/merge/typescript/tokens.ts';
import { planOfPrd } from '../test/merge/corpus.ts';
import { apply, editsOf, pick, randomOf, truths, verdictOf } from '../test/merge/random-edits.ts';
import type { Edit, Make, Verdict } from '../test/merge/random-edits.ts';

const COUNT = Number(process.argv[2] ?? 100_000);
const FROM = Number(process.argv[3] ?? 0);
/** Starting git costs more than the merge, so it sees one of so many. */
const GIT_EVERY = Math.max(1, Math.floor(COUNT / 1_000));

interface Tally {
  merges: number;
  clean: number;
  due: number;
  either: number;
  false: number;
  missed: number;
  wrong: number;
  lost: number;
}

const tally = (): Tally => ({
  merges: 0,
  clean: 0,
  due: 0,
  either: 0,
  false: 0,
  missed: 0,
  wrong: 0,
  lost: 0,
});
const ours = tally();
const lines = tally();
const git = tally();

interface Trial {
  readonly base: string;
  readonly user: readonly Edit[];
  readonly generator: readonly Edit[];
  readonly verdict: Verdict;
}

interface Outcome {
  readonly text: string;
  readonly isConflict: boolean;
  /** What a conflict keeps of the generator's side. */
  readonly kept: string;
}

function count(into: Tally, trial: Trial, outcome: Outcome): void {
  const { verdict } = trial;
  into.merges += 1;
  if (isLost(trial, outcome)) into.lost += 1;
  else if (outcome.isConflict)
    into[verdict === 'clean' ? 'false' : verdict === 'due' ? 'due' : 'either'] += 1;
  else if (verdict === 'due') into.missed += 1;
  else if (isRight(trial, outcome.text)) into.clean += 1;
  else into[verdict === 'may' ? 'either' : 'wrong'] += 1;
}

function isLost({ user, generator }: Trial, { text, kept }: Outcome): boolean {
  const gone = (edits: readonly Edit[], where: string): boolean =>
    edits.some((edit) => {
      const name = /(mine|gen)\d+/.exec(edit.text)?.[0];
      return name !== undefined && !where.includes(name);
    });
  return gone(user, text) || gone(generator, text + kept);
}

function isRight({ base, user, generator }: Trial, text: string): boolean {
  const right = truths(base, user, generator);
  const dense = (one: string): string => one.replace(/\s+/g, '');
  if (right.some((one) => dense(one) === dense(text))) return true;
  const said = words(text);
  return right.some((one) => words(one) === said);
}

function words(text: string): string {
  return tokensOf(parse(text))
    .map((token) => token.text)
    .join(' ');
}

/** What went wrong, to be made a story of. */
function show(index: number, path: string, { base, user, generator, verdict }: Trial): void {
  const line = (side: string, { kind, from, to, text }: Edit): string =>
    `  ${side} ${kind} ${JSON.stringify(text)} at ${JSON.stringify(base.slice(from - 20, to + 20))}`;
  console.error(`${index} ${path}, ${verdict}`);
  for (const edit of user) console.error(line('user', edit));
  for (const edit of generator) console.error(line('generator', edit));
}

const folder = mkdtempSync(join(tmpdir(), 'merge-bench-'));

function gitMerge(base: string, mine: string, theirs: string): Outcome {
  const paths = ['ours', 'base', 'theirs'].map((name) => join(folder, name));
  [mine, base, theirs].forEach((text, index) => writeFileSync(paths[index] ?? '', text));
  try {
    const text = execFileSync('git', ['merge-file', '-p', ...paths], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return { text, isConflict: false, kept: '' };
  } catch (cause) {
    const text = String((cause as { stdout?: unknown }).stdout ?? '');
    return { text, isConflict: true, kept: text };
  }
}

const prds = ['corner-shop', 'shop'].map((name) =>
  readFileSync(new URL(`../fixtures/${name}/PRD.md`, import.meta.url), 'utf8'),
);
const files: { readonly path: string; readonly text: string; readonly makes: readonly Make[] }[] =
  [];
for (const prd of prds) {
  for (const { path, text } of await planOfPrd(prd)) {
    const makes = path.endsWith('.ts') ? editsOf(text) : [];
    if (makes.length > 3) files.push({ path, text, makes });
  }
}

let spent = 0;
for (let index = FROM; index < FROM + COUNT; index += 1) {
  const random = randomOf(index * 7919 + 17);
  const file = files[Math.floor(random() * files.length)];
  if (file === undefined) break;
  const user = pick(file.makes, 1 + Math.floor(random() * 3), 'mine', random);
  const generator = pick(file.makes, 1 + Math.floor(random() * 3), 'gen', random);
  const trial: Trial = { base: file.text, user, generator, verdict: verdictOf(user, generator) };
  const texts = {
    path: file.path,
    base: file.text,
    ours: apply(file.text, user),
    theirs: apply(file.text, generator),
    markers: false,
  };
  const start = performance.now();
  const merged = await mergeTexts(texts);
  spent += performance.now() - start;
  const kept = merged.conflicts.map((one) => one.theirs ?? '').join('\n');
  const bad = ours.false + ours.missed + ours.wrong + ours.lost;
  count(ours, trial, { text: merged.text, isConflict: merged.conflicts.length > 0, kept });
  if (ours.false + ours.missed + ours.wrong + ours.lost > bad) show(index, file.path, trial);
  const byLine = mergeLines(texts);
  const keptLines = byLine.conflicts.map((one) => one.theirs ?? '').join('\n');
  count(lines, trial, {
    text: byLine.text,
    isConflict: byLine.conflicts.length > 0,
    kept: keptLines,
  });
  if (index % GIT_EVERY === 0) count(git, trial, gitMerge(texts.base, texts.ours, texts.theirs));
  if (index % 1_000 === 999) console.error(`${index + 1}: ${JSON.stringify({ ours, lines, git })}`);
}
rmSync(folder, { recursive: true });

const share = (part: number, whole: number): string =>
  `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;
const row = (name: string, one: Tally): Record<string, string | number> => ({
  merge: name,
  ...one,
  'false share': share(one.false, one.false + one.clean),
});
console.log(`${files.length} files, ${(spent / COUNT).toFixed(2)} ms a merge`);
console.table([row('by structure', ours), row('by line', lines), row('git merge-file', git)]);
