import { createHash } from 'node:crypto';
import type { Lang } from '../diagnostic.ts';
import { schemaMark } from '../emit/sql/tenant-schema.ts';
import { phases } from './planning.ts';
import type { Phase, Step } from './planning.ts';
import type { Words } from './problems.ts';

export const migrationsFolder = 'internal/infrastructure/persistence/migrations';

export interface Migration {
  /** From the project's root. */
  readonly file: string;
  /** `0002_expand_products`: what the database remembers. */
  readonly name: string;
  readonly text: string;
  readonly kind: 'init' | Phase;
  /** `once`: the owner's to write. */
  readonly planned: 'append' | 'once';
  readonly transaction: boolean;
}

export interface PlannedStep {
  readonly migration: string;
  readonly what: string;
  readonly lock: string;
  readonly reversible: boolean;
  /** Whether it only runs because `--contract` was asked for. */
  readonly contract: boolean;
}

const outsideTransaction: ReadonlySet<Phase> = new Set(['check', 'backfill', 'index', 'validate']);

const heads: Readonly<Record<Phase, Words>> = {
  check: {
    en: 'Check: nothing is changed; rows that are in the way stop the run here.',
    zh: '检查：不作任何改动；若有行妨碍迁移，则在此停止。',
  },
  contract: {
    en: 'Contract: what only served the code of earlier versions goes.',
    zh: '收缩：去掉只为旧版本代码保留的内容。',
  },
  expand: {
    en: 'Expand: what the new code needs, beside what the old code uses.',
    zh: '扩展：加入新代码所需，旧代码照常运行。',
  },
  backfill: {
    en: 'Backfill: rows in batches, each a transaction of its own; goes on where it stopped.',
    zh: '回填：分批处理，每批一个事务；中断后从断点继续。',
  },
  owner: { en: 'Your SQL.', zh: '你的 SQL。' },
  index: {
    en: 'Indexes, built while reads and writes go on.',
    zh: '建立索引，期间读写照常。',
  },
  constrain: {
    en: 'Constraints for new writes; rows that are there are checked later.',
    zh: '约束先对新写入生效，已有的行稍后检查。',
  },
  validate: {
    en: 'Validate: rows that are there are checked while writes go on.',
    zh: '校验：检查已有的行，期间写入照常。',
  },
  switch: {
    en: 'Switch: the new takes the place of the old.',
    zh: '切换：新的取代旧的。',
  },
  seed: { en: 'Reference rows.', zh: '预置数据。' },
};

/** Steps as files, each phase one, numbered on from the last. */
export function filesOf(
  steps: readonly Step[],
  last: number,
  lang: Lang,
  needs: readonly string[],
): { readonly migrations: readonly Migration[]; readonly plan: readonly PlannedStep[] } {
  const migrations: Migration[] = [];
  const plan: PlannedStep[] = [];
  for (const phase of phases) {
    const own = distinct(steps.filter((one) => one.phase === phase));
    const groups = phase === 'owner' ? own.map((one) => [one]) : own.length > 0 ? [own] : [];
    for (const group of groups) {
      const number = String(last + migrations.length + 1).padStart(4, '0');
      const text = textOf(phase, group, lang, needs);
      const name = `${number}_${phase}_${slugOf(group)}_${markOf(text)}`;
      migrations.push({
        file: `${migrationsFolder}/${name}.sql`,
        name,
        text,
        kind: phase,
        planned: phase === 'owner' ? 'once' : 'append',
        transaction: !outsideTransaction.has(phase),
      });
      plan.push(
        ...group.map((step) => ({
          migration: name,
          what: step.what[lang],
          lock: step.lock[lang],
          reversible: step.reversible,
          contract: phase === 'contract',
        })),
      );
    }
  }
  return { migrations, plan };
}

/** A helper that two steps ask for is made once. */
function distinct(steps: readonly Step[]): readonly Step[] {
  const seen = new Set<string>();
  return steps.filter((step) => {
    const text = step.statements.join('\n');
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

function slugOf(steps: readonly Step[]): string {
  const tables = [...new Set(steps.map((one) => one.table).filter((one) => one !== ''))];
  const [first = 'database', ...more] = tables;
  const name = first
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .slice(0, 40);
  return more.length === 0 ? name : `${name}_and_${more.length}_more`;
}

/** Two branches may make the same number; their files stay two. */
function markOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 4);
}

function textOf(
  phase: Phase,
  steps: readonly Step[],
  lang: Lang,
  needs: readonly string[],
): string {
  const head = [
    `-- ${heads[phase][lang]}`,
    `-- transaction: ${outsideTransaction.has(phase) ? 'no' : 'yes'}`,
    ...(phase === 'owner' ? [] : needs.map((one) => `-- needs: ${one}`)),
  ];
  const body = steps.map((step, index) => {
    const line = (text: string): string => text.replaceAll(/\s+/g, ' ');
    const explained =
      phase === 'owner' ? [] : [`-- # ${line(step.what[lang])} (${step.lock[lang]})`];
    const isSame = step.schema === (steps[index - 1]?.schema ?? 'shared');
    return [...(isSame ? [] : [schemaMark(step.schema)]), ...explained, ...step.statements].join(
      '\n',
    );
  });
  return `${[head.join('\n'), ...body].join('\n\n')}\n`;
}
