import type { Entity } from '../../model/model.ts';
import { code, literal } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { customFields, fieldRights, isPresented } from './field-rights.ts';
import { of } from '../typescript/symbols.ts';
import { ownerWithin, tellsOwner } from './ownership.ts';
import { access, shown } from './symbols.ts';

/** Whether showing a view asks other rows. */
export function showsWithDeps(entity: Entity): boolean {
  return customFields(entity).length > 0 || (fieldRights(entity).length > 0 && !tellsOwner(entity));
}

/** What is answered of `view`: all of it, or what the caller may see. */
export function answerOf(entity: Entity, view: Code, action: string): Code {
  if (!isPresented(entity)) return view;
  const reader = code`{ actor, action: ${literal(action)} }`;
  return showsWithDeps(entity)
    ? code`${shown(entity)}(deps, ${view}, ${reader})`
    : code`${shown(entity)}(${view}, ${reader})`;
}

/** The same for a page of views. */
export function pageAnswer(entity: Entity, page: Code, action: string): readonly Code[] {
  if (!isPresented(entity)) return [code`return ${page};`];
  const one = answerOf(entity, code`one`, action);
  const items = showsWithDeps(entity)
    ? code`await Promise.all(page.items.map((one) => ${one}))`
    : code`page.items.map((one) => ${one})`;
  return [code`const page = await ${page};`, code`return { ...page, items: ${items} };`];
}

/** The view that one member is taken of: what the caller may see, without what its owner computes. */
export function fieldAnswer(entity: Entity, row: string, action: string): Code {
  if (fieldRights(entity).length === 0) return code`${row}`;
  const owner =
    entity.ownership === null
      ? code`null`
      : tellsOwner(entity)
        ? ownerWithin(entity, code`${row}`, (field) => field.member)
        : code`await deps.${of.port(entity)}.ownersOf(${row}.id)`;
  return code`${access.visible}(${literal(entity.names.code)}, ${row}, { actor, action: ${literal(action)}, owner: ${owner} })`;
}
