import type { Conflict, ConflictKind } from '../merge/change-set.ts';

const titles: Readonly<Record<ConflictKind, string>> = {
  both_changed: 'You and the PRD changed the same place. Yours stays for now.',
  both_added: 'You and the PRD added different things under one name. Yours stays for now.',
  both_inserted: 'You and the PRD added lines at the same point. Yours stay for now.',
  deleted_by_you: 'You deleted it; the PRD changed it. It stays deleted for now.',
  deleted_by_generator: 'You changed it; the PRD no longer asks for it. It stays for now.',
  exists: 'A file of yours stands where a generated one should. It was not touched.',
  unsafe: 'The merged text failed a check, so your file stays as it was.',
  unreadable: 'Your file does not parse, so nothing could be merged into it.',
};

/** One page that a person reads from top to bottom: what is open, all three sides, what to do. */
export function conflictReport(conflicts: readonly Conflict[]): string {
  const files = [...new Set(conflicts.map((conflict) => conflict.path))];
  return [
    '# What awaits you',
    '',
    `${counted(conflicts.length, 'open conflict')} in ${counted(files.length, 'file')}. Your code stands as you wrote it; everything else was merged.`,
    'The whole generated text of each file lies beside this page, under the same path with `.generated`.',
    '',
    ...files.map((file) => `- [ ] \`${file}\``),
    '',
    ...conflicts.flatMap(section),
    '## When you are done with a file',
    '',
    '```',
    ...files.map((file) => `npx plop resolve ${shellWord(file)}`),
    '```',
    '',
  ].join('\n');
}

function section(conflict: Conflict): string[] {
  const key = conflict.key === '*' ? 'the whole file' : `\`${conflict.key}\``;
  return [
    `## \`${conflict.path}\`: ${key}`,
    '',
    titles[conflict.kind],
    '',
    ...side('As it was generated last', conflict.base, conflict),
    ...side('Yours', conflict.ours, conflict),
    ...side('As the PRD now asks', conflict.theirs, conflict),
    `What to do: ${conflict.suggestion}.`,
    '',
  ];
}

/** A file that exists without a base is the user's own: no need to show it to them in full. */
function side(title: string, text: string | null, conflict: Conflict): string[] {
  if (text === null && conflict.kind === 'exists') return [];
  if (text === null) return [`${title}: nothing.`, ''];
  if (conflict.key === '*') return [];
  const fence = '`'.repeat(Math.max(3, ...(text.match(/`+/g) ?? []).map((run) => run.length + 1)));
  const language = conflict.path.split('.').at(-1) ?? '';
  return [`${title}:`, '', `${fence}${language}`, dedent(text), fence, ''];
}

function dedent(text: string): string {
  const lines = text.replace(/^\s*\n|\s+$/g, '').split('\n');
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  const least = Math.min(...indents);
  return Number.isFinite(least) ? lines.map((line) => line.slice(least)).join('\n') : text;
}

export function conflictRecords(conflicts: readonly Conflict[]): string {
  return `${JSON.stringify(conflicts, null, 2)}\n`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function shellWord(text: string): string {
  return /^[\w./@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
