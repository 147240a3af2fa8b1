import type { Entity, Model } from '../../model/model.ts';
import { notFoundText } from '../repository/write-methods.ts';
import { say } from '../text.ts';
import { code, doc, key, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel } from '../typescript/symbols.ts';
import { asksRow } from './ownership.ts';

/** Rights on rows that must be read first: they are no way to learn which rows there are. */
export function rowFunctions(model: Model): readonly Code[] {
  const entities = model.roots.filter((root) => guardsRows(root));
  if (entities.length === 0) return [];
  const text = (en: string, zh: string): Code => doc(say(model.lang, { en, zh }));
  const rows = entities.map((entity) => guardOf(entity, model));
  return [
    code`
    interface Guard {
      ${text('Whoever may do this knows of a row.', '有权执行此操作者即知道数据存在。')}readonly read: Action | null;
      ${text('What is told where there is no row, before its id.', '数据不存在时的说明，其后为 id。')}readonly missing: string;
      readonly code: string;
    }

    const guards = {\n${rows}\n} as const satisfies Record<string, Guard>;`,
    code`
    ${text('Throws when `actor` could not do `action` on any row: none is looked for.', '若 `actor` 对任何数据都不能执行 `action`，则在查找之前抛出错误。')}export function admit(actor: Actor, action: Action): void {
      if (actor.id === null && !holds(actor, grants[action])) throw refusal(actor, action);
    }`,
    code`
    interface Row {
      readonly of: keyof typeof guards;
      readonly id: string;
      readonly owner: Owner;
    }

    ${text(
      'Throws unless `actor` may do `action` on `row`. Whoever may not read it either is answered as if it were not there.',
      '除非 `actor` 可对 `row` 执行 `action`，否则抛出错误；无权读取者得到的回答与数据不存在时相同。',
    )}export function authorizeRow(actor: Actor, action: Action, { of, id, owner }: Row): void {
      if (holds(actor, grants[action], owner)) return;
      const { read, missing, code }: Guard = guards[of];
      if (read !== null && holds(actor, grants[read], owner)) throw refusal(actor, action);
      throw new ${kernel.AppError}('not_found', code, missing + id);
    }`,
  ];
}

function guardsRows(entity: Entity): boolean {
  return (
    entity.commands.some((command) => command.kind !== 'create' && asksRow(command)) ||
    entity.queries.some((query) => !['custom', 'list'].includes(query.kind) && asksRow(query))
  );
}

function guardOf(entity: Entity, model: Model): Code {
  const read = entity.queries.find((query) => query.kind === 'get')?.action ?? null;
  return code`${key(entity.names.code)}: {
    read: ${literal(read)},
    missing: ${literal(notFoundText(entity, model))},
    code: ${literal(`${entity.names.snake}.not_found`)},
  },`;
}
