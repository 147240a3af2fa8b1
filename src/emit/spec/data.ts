import type { Entity, Field, Model } from '../../model/model.ts';
import { isSecret } from '../features.ts';
import type { ColumnSchema, TableSchema } from '../sql/database.ts';
import { databaseOf } from '../sql/schema.ts';
import { blocks, fenced, label, prose, table, tick } from './markdown.ts';
import { tellIn } from './section.ts';
import type { Section, Tell } from './section.ts';

export const data: Section = {
  title: { en: 'Data model', zh: '数据模型' },
  body(model) {
    const t = tellIn(model.lang);
    const byTable = new Map(model.entities.map((entity) => [entity.names.table, entity]));
    return blocks(
      fenced('mermaid', erDiagram(model)),
      `### ${t('Tables', '数据表')}`,
      ...databaseOf(model).tables.map((one) => tableBlock(one, byTable.get(one.name), t)),
      `### ${t('Personal data and secrets', '个人数据与秘密信息')}`,
      personal(model, t),
    );
  },
};

function erDiagram(model: Model): readonly string[] {
  const name = (entity: Entity): string => entity.names.code;
  return [
    'erDiagram',
    ...model.entities.map((entity) => `  ${name(entity)}[${label(entity.label)}]`),
    ...model.entities.flatMap((entity) => [
      ...(entity.parent === null
        ? []
        : [
            `  ${name(entity.parent.entity)} ||--${entity.parent.field.many ? 'o{' : 'o|'} ${name(entity)} : ${label(entity.parent.field.name)}`,
          ]),
      ...entity.fields.flatMap((field) =>
        field.type.kind === 'reference'
          ? field.type.targets.map(
              (target) =>
                `  ${name(target)} ${near(field)}--${far(field)} ${name(entity)} : ${label(field.name)}`,
            )
          : [],
      ),
    ]),
  ];
}

function near(field: Field): string {
  if (field.many) return '}o';
  return field.optional ? '|o' : '||';
}

function far(field: Field): string {
  return field.unique && !field.many ? 'o|' : 'o{';
}

function tableBlock(one: TableSchema, entity: Entity | undefined, t: Tell): string {
  const heading = entity
    ? `#### ${tick(one.name)} ${prose(entity.label)}`
    : `#### ${tick(one.name)}`;
  const constraints = [
    ...one.constraints.map(({ name, kind, definition }) => [name, kind, definition] as const),
    ...one.indexes.map(
      ({ name, unique, definition }) =>
        [name, unique ? 'unique index' : 'index', definition] as const,
    ),
  ];
  return blocks(
    heading,
    table(
      [t('column', '列'), t('type', '类型'), t('null', '可空'), t('default', '默认值')],
      one.columns.map((column) => columnRow(column, one, t)),
    ),
    constraints.length > 0 &&
      table(
        [t('constraint', '约束'), t('kind', '种类'), t('definition', '定义')],
        constraints.map(([name, kind, definition]) => [tick(name), kind, tick(definition)]),
      ),
  );
}

function columnRow(column: ColumnSchema, one: TableSchema, t: Tell): readonly string[] {
  const key = one.primaryKey.includes(column.name) ? ` ${t('(key)', '（主键）')}` : '';
  const nullable = column.nullable ? t('yes', '是') : t('no', '否');
  const filled = column.identity ? 'identity' : column.default;
  return [
    tick(column.name) + key,
    tick(column.sqlType),
    nullable,
    filled === null ? '' : tick(filled),
  ];
}

function personal(model: Model, t: Tell): string {
  const fields = model.entities.flatMap((entity) =>
    [...entity.fields.map((field) => [field.name, field] as const), ...valueFields(entity)]
      .filter(([, field]) => field.pii || isSecret(field))
      .map(([path, field]) => ({ entity, path, field })),
  );
  if (fields.length === 0) {
    return t(
      'The PRD marks no field as personal or secret.',
      'PRD 未将任何字段标为个人数据或秘密信息。',
    );
  }
  return table(
    [t('entity', '实体'), t('field', '字段'), t('is', '性质'), t('kept for', '保留期')],
    fields.map(({ entity, path, field }) => [
      tick(entity.names.code),
      tick(path),
      [field.pii && t('personal', '个人数据'), isSecret(field) && t('secret', '秘密信息')]
        .filter((one) => one !== false)
        .join(', '),
      retention(entity, model, t),
    ]),
  );
}

function valueFields(entity: Entity): (readonly [string, Field])[] {
  return entity.fields.flatMap((field) =>
    field.type.kind === 'value'
      ? field.type.value.fields.map((inner) => [`${field.name}.${inner.name}`, inner] as const)
      : [],
  );
}

function retention(entity: Entity, model: Model, t: Tell): string {
  const found = model.retention.find((one) => one.target === entity.names.code);
  if (found === undefined) return t('not stated', '未说明');
  const days = Math.round(found.ms / 86_400_000);
  return t(`${days} days`, `${days} 天`);
}
