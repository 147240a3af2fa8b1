import type { EntityState, FieldState, MemberState, ObjectState, SequenceState } from './parts.ts';
import type { Series } from './series.ts';

/** The PRD of a series as it stands. */
export function textOf(series: Series): string {
  const { lines, entities } = series;
  const retire = lines.retire.length === 0 ? '' : `retire: { ${lines.retire.join(', ')} }\n`;
  return [
    series.tenancy === 'on' ? 'tenancy: row by tenantId default main\n' : '',
    modulesText(entities),
    section('values', series.objects.map(objectText)),
    section('entities', entities.map(entityText)),
    listText('renames', lines.renames),
    listText('drops', lines.drops),
    retire,
  ].join('');
}

function section(name: string, texts: readonly string[]): string {
  return texts.length === 0 ? '' : `${name}:\n${texts.join('')}`;
}

function listText(name: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${name}: [${lines.join(', ')}]\n`;
}

function modulesText(entities: readonly EntityState[]): string {
  const names = new Set(entities.flatMap(({ module }) => module ?? []));
  const modules = [...names].map((name) => {
    const inside = entities.filter((one) => one.module === name).map((one) => one.name);
    return `  ${name}: [${inside.join(', ')}]\n`;
  });
  return section('modules', modules);
}

function objectText(object: ObjectState): string {
  return `  ${object.name}:\n${object.members.map((one) => `    ${one.name}: ${memberText(one)}\n`).join('')}`;
}

function memberText({ kind, object, optional }: MemberState): string {
  return `${object?.name ?? kind}${optional ? '?' : ''}`;
}

function entityText(entity: EntityState): string {
  const fields = entity.fields
    .map((field) => `${inverseText(field)}      ${field.name}: ${fieldText(field)}\n`)
    .join('');
  const states =
    entity.states.length === 0
      ? ''
      : `    states: ${entity.states.join(' | ')}\n    moves: { go: ${entity.states[0]} -> ${entity.states[1]} }\n`;
  const soft = entity.soft ? '    softDelete: true\n' : '';
  const audit = entity.audit ? '    audit: full\n' : '';
  return `  ${entity.name}:\n    fields:\n${fields}${states}${soft}${audit}`;
}

function inverseText({ counter }: FieldState): string {
  if (counter === null) return '';
  return `      ${counter.inverse}: <- ${counter.entity.name}.${counter.field.name}\n`;
}

function fieldText(field: FieldState): string {
  const mark = field.optional ? '?' : '';
  const unique = field.unique ? ' unique' : '';
  const index = field.index ? ' index' : '';
  return `${typeText(field)}${mark}${unique}${index}${sourceText(field)}${field.extra}`;
}

function typeText(field: FieldState): string {
  switch (field.kind) {
    case 'enum':
      return `enum(${field.values.join(' | ')})`;
    case 'reference':
      return `-> ${field.target?.name ?? ''}`;
    case 'set':
      return `-> ${field.target?.name ?? ''}[]`;
    case 'value':
      return `${field.object?.name ?? ''}${field.many ? '[]' : ''}`;
    case 'children':
      return `${field.child?.name ?? ''}[]`;
    case 'sequence':
      return 'string';
    case 'counter':
      return 'int';
    default:
      return field.kind;
  }
}

/** Who fills it. */
function sourceText({ sequence, counter }: FieldState): string {
  if (counter !== null) return ` readonly counter(${counter.inverse})`;
  return sequence === null ? '' : ` readonly sequence("${formatText(sequence)}")`;
}

function formatText({ prefix, yearly, width }: SequenceState): string {
  return `${prefix}${yearly ? '{yyyy}-' : ''}{n:${width}}`;
}
