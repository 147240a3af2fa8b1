import type {
  DefaultSyntax,
  EnumValueSyntax,
  FieldSyntax,
  ModSyntax,
  TypeSyntax,
} from '../document.ts';
import { plainModifiers } from '../vocabulary.ts';
import { printExpression, printText } from './expression.ts';

/** The canonical shorthand of a field: type, bounds, words, pattern, calls, default, label. */
export function printField(field: FieldSyntax): string {
  const type = `${printType(field.type)}${field.many ? '[]' : ''}${field.optional ? '?' : ''}`;
  const mods = [...field.mods].sort((left, right) => rank(left) - rank(right)).map(printModifier);
  const value = field.default ? [`= ${printDefault(field.default)}`] : [];
  const label = field.name.label === null ? [] : [printText(field.name.label)];
  return [type, ...mods, ...value, ...label].join(' ');
}

function printType(type: TypeSyntax): string {
  switch (type.kind) {
    case 'reference':
      return `-> ${type.targets.map((one) => one.value).join(' | ')}`;
    case 'inverse':
      return `<- ${type.entity.value}.${type.field.value}`;
    case 'enum':
      return `enum(${printEnumValues(type.values)})`;
    case 'named': {
      const args = type.args.length > 0 ? `(${type.args.join(' ')})` : '';
      return `${type.name}${args}${type.currencyField ? ` in ${type.currencyField.value}` : ''}`;
    }
  }
}

export function printEnumValues(values: readonly EnumValueSyntax[]): string {
  return values
    .map(({ code, label }) => (label === null ? code : `${code} ${printLabel(label)}`))
    .join(' | ');
}

function printLabel(label: string): string {
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_ -]*$/u.test(label) &&
    !/ {2}| $/.test(label) &&
    !/^[\x20-\x7e]*$/.test(label)
    ? label
    : printText(label);
}

const order = [
  '>=',
  '>',
  '<=',
  '<',
  ...plainModifiers,
  'pattern',
  'read',
  'computed',
  'counter',
  'sequence',
];

function rank(mod: ModSyntax): number {
  const place = order.indexOf(mod.kind === 'bound' ? mod.op : mod.kind);
  return place === -1 ? order.length + mod.kind.charCodeAt(0) : place;
}

function printModifier(mod: ModSyntax): string {
  switch (mod.kind) {
    case 'bound':
      return `${mod.op} ${mod.value}`;
    case 'pattern':
      return `/${mod.source}/${mod.flags}`;
    case 'read':
      return `read(${mod.who.map((one) => one.value).join(' ')})`;
    case 'computed':
    case 'backfill':
      return `${mod.kind}(${mod.expr ? printExpression(mod.expr) : 'custom'})`;
    case 'counter':
      return `counter(${mod.inverse.value})`;
    case 'sequence':
      return `sequence(${printText(mod.format)})`;
    case 'was':
      return `was(${mod.name})`;
    case 'column':
      return `column(${/^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(mod.name) ? mod.name : printText(mod.name)})`;
    case 'orphans':
      return `orphans(${mod.action})`;
    default:
      return mod.kind;
  }
}

function printDefault(value: DefaultSyntax): string {
  switch (value.kind) {
    case 'literal':
      return printWord(value);
    case 'list':
      return `[${value.items.map(printWord).join(', ')}]`;
    case 'call':
      return `${value.name}()`;
    case 'me':
      return 'me';
    case 'path':
      return value.segments.join('.');
  }
}

function printWord({ text, quoted }: { readonly text: string; readonly quoted: boolean }): string {
  return quoted ? printText(text) : text;
}
