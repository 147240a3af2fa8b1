import type { Field, ValueObject } from '../../model/model.ts';
import type { OldName } from '../names/work.ts';
import type { Planning } from '../planning.ts';
import type { Words } from '../problems.ts';

/** Values inside JSON are not converted: a member's type stays, and what values may lack is optional. */
export function refuseJsonMembers(planning: Planning): void {
  for (const old of planning.old.flatMap((one) => one.children)) {
    const field = old.now?.field;
    if (!isJson(old) || field?.type.kind !== 'value' || !field.columns.some(isJsonColumn)) continue;
    refuseMembers(planning, field.type.value);
  }
}

function isJson({ type, columns }: OldName): boolean {
  return type.startsWith('value ') && columns.length === 1 && columns.some(isJsonColumn);
}

function isJsonColumn(column: { readonly sqlType: string; readonly path: readonly string[] }) {
  return column.sqlType === 'jsonb' && column.path.length === 0;
}

function refuseMembers(planning: Planning, object: ValueObject): void {
  const old = planning.old.find((one) => one.now?.name === object.className);
  for (const field of object.fields) {
    const before = old?.children.find((one) => one.now?.field === field);
    const name = `${object.className}.${field.name}`;
    const lack = lackOf(field, before);
    if (lack !== null) refuse(planning, field, lacking[lack](name), asOptional(field));
    else if (before?.now && !reads(before.type, before.now.type)) {
      refuse(planning, field, otherType(name, before.type, before.now.type), besides(field));
    }
    if (field.type.kind === 'value') refuseMembers(planning, field.type.value);
  }
}

/** Where values that exist may have none. */
function lackOf(field: Field, before: OldName | undefined): 'new' | 'required' | null {
  if (field.optional) return null;
  if (before === undefined) return 'new';
  return wasOptional(field, before) ? 'required' : null;
}

/** A value object's columns are those of its members, of which some may be optional by themselves. */
function wasOptional({ type }: Field, { columns }: OldName): boolean {
  if (type.kind !== 'value') return columns.some((one) => one.nullable);
  const hasRequired = type.value.fields.some((one) => !one.optional);
  return hasRequired && columns.length > 0 && columns.every((one) => one.nullable);
}

const texts = ['string', 'text'];
/** Written to JSON as texts. */
const asTexts = [
  ...texts,
  ...['bigint', 'date', 'datetime', 'decimal', 'email', 'enum', 'ip', 'money', 'phone', 'time'],
  ...['url', 'uuid'],
];

/** Whether what stands in JSON as one type is read as the other. */
function reads(from: string, to: string): boolean {
  if (from === to || (from.startsWith('value ') && to.startsWith('value '))) return true;
  return (texts.includes(to) && asTexts.includes(from)) || (from === 'int' && to === 'float');
}

const lacking: Readonly<Record<'new' | 'required', (name: string) => Words>> = {
  new: (name) => ({
    en: `${name} is new and required, and values kept inside JSON have none`,
    zh: `${name} 是新增的必填字段，而 JSON 中已有的值没有它`,
  }),
  required: (name) => ({
    en: `${name} becomes required, and values kept inside JSON may have none`,
    zh: `${name} 变为必填，而 JSON 中已有的值可能没有它`,
  }),
};

function otherType(name: string, from: string, to: string): Words {
  return {
    en: `${name} is kept inside JSON, where nothing turns ${from} into ${to}`,
    zh: `${name} 保存在 JSON 中，无法将 ${from} 转换为 ${to}`,
  };
}

function asOptional({ name }: Field): Words {
  return {
    en: `make it optional (\`${name}: …?\`)`,
    zh: `请改为可选（\`${name}: …?\`）`,
  };
}

function besides({ name }: Field): Words {
  return {
    en: `leave it as it was, and declare an optional member of the new type beside it (\`${name}2: …?\`)`,
    zh: `请保持原样，并另声明一个新类型的可选成员（\`${name}2: …?\`）`,
  };
}

function refuse({ problems }: Planning, field: Field, message: Words, next: Words): void {
  problems.refuse('json_member', field.at, message, next);
}
