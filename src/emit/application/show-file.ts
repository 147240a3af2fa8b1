import type { Entity, Field, Model } from '../../model/model.ts';
import { say } from '../text.ts';
import { code, doc, key, literal, type, value } from '../typescript/code.ts';
import type { Code } from '../typescript/code.ts';
import { kernel, of, paths } from '../typescript/symbols.ts';
import { tsFile } from '../typescript/ts-file.ts';
import type { TsFile } from '../typescript/ts-file.ts';
import { allPorts, depsInterface, ports } from './deps.ts';
import { customFields, fieldRights } from './field-rights.ts';
import { upperFirst } from './names.ts';
import { ownerWithin, tellsOwner } from './ownership.ts';
import { showsWithDeps } from './show.ts';
import { access, shown } from './symbols.ts';

/** The owner's function for a field that only he can compute: `articleFavorited`. */
export const computedBy = (entity: Entity, field: Field) =>
  value(`${entity.names.camel}${upperFirst(field.name)}`, paths.computed(entity, field));

/** The one way from a view to an answer: rights of fields, then what its owner adds. */
export function showFile(entity: Entity, model: Model): TsFile {
  const custom = customFields(entity);
  const asks = showsWithDeps(entity);
  const text = say(model.lang, {
    en: `What a caller gets to see of ${entity.label}.`,
    zh: `调用者所能看到的${entity.label}。`,
  });
  const deps = custom.length > 0 ? code`deps: ${allPorts}, ` : asks ? code`deps: Deps, ` : null;
  const view = of.view(entity);
  const reader = code`{ readonly actor: ${kernel.Actor}; readonly action: ${kernel.Action} }`;
  return tsFile(
    asks && custom.length === 0 && depsInterface([ports.repository(entity)]),
    code`
      ${doc(text)}export ${asks && code`async`} function ${shown(entity)}(${deps}view: ${view}, reader: ${reader}): ${asks ? code`Promise<${view}>` : view} {
        ${custom.length === 0 ? code`return ${visible(entity)};` : withComputed(entity, custom)}
      }`,
  );
}

function visible(entity: Entity): Code {
  if (fieldRights(entity).length === 0) return code`view`;
  const owner =
    entity.ownership === null
      ? code`null`
      : tellsOwner(entity)
        ? ownerWithin(entity, code`view`, (field) => field.member)
        : code`await deps.${of.port(entity)}.ownersOf(view.id)`;
  return code`${access.visible}(${literal(entity.names.code)}, view, { ...reader, owner: ${owner} })`;
}

function withComputed(entity: Entity, custom: readonly Field[]): readonly Code[] {
  return [
    ...custom.map(
      (field) =>
        code`const ${field.name} = await ${computedBy(entity, field)}(view, reader.actor, deps);`,
    ),
    code`return {
      ...${visible(entity)},
      ${custom.map((field) => code`...(${field.name} !== undefined && { ${key(field.member)}: ${field.name} }),`)}
    };`,
  ];
}

/** A stub: the field is left out of answers until its owner has written it. */
export function computedFile(entity: Entity, field: Field, model: Model): TsFile {
  const view = type(of.view(entity).name, paths.dto(entity));
  const text = say(model.lang, {
    en: `${field.label}, as the viewer sees it; left out while undefined. This file is yours: it is never generated again.`,
    zh: `观看者所见的${field.label}；为 undefined 时不返回。此文件归您所有，不会再次生成。`,
  });
  return tsFile(code`
    ${doc(text)}export async function ${computedBy(entity, field)}(
      _view: ${view},
      _viewer: ${kernel.Actor},
      _ports: ${allPorts},
    ): Promise<${view}[${literal(field.member)}]> {
      return undefined;
    }`);
}
