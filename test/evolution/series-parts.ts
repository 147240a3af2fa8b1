/** What a random PRD is made of, how it is written, and what the rows of each part hold. */

export type Kind =
  | 'string'
  | 'string[]'
  | 'text'
  | 'int'
  | 'bigint'
  | 'decimal(12 2)'
  | 'decimal(14 2)'
  | 'bool'
  | 'date'
  | 'datetime'
  | 'uuid'
  | 'enum'
  | 'reference'
  | 'set';

export interface FieldState {
  name: string;
  kind: Kind;
  optional: boolean;
  unique: boolean;
  index: boolean;
  values: string[];
  target: EntityState | null;
  /** Default, backfill and was, as written. */
  extra: string;
  /** Text of each row's value, by its id. */
  cells: Map<string, string | null>;
}

export interface EntityState {
  name: string;
  fields: FieldState[];
  states: string[];
  status: Map<string, string | null>;
  soft: boolean;
  audit: boolean;
  ids: string[];
  dropped: { readonly field: FieldState; contracts: number }[];
}

/** What a kind can become, and what that makes of a value. */
export const conversions: Partial<Record<Kind, readonly [Kind, (text: string) => string][]>> = {
  int: [
    ['bigint', (text) => text],
    ['decimal(12 2)', (text) => `${text}.00`],
    ['string', (text) => text],
  ],
  bigint: [['string', (text) => text]],
  'decimal(12 2)': [
    ['decimal(14 2)', (text) => text],
    ['string', (text) => text],
  ],
  bool: [
    ['int', (text) => (text === 'true' ? '1' : '0')],
    ['string', (text) => text],
  ],
  uuid: [['string', (text) => text]],
  date: [['datetime', (text) => `${text}T00:00:00.000Z`]],
  string: [
    ['text', (text) => text],
    ['string[]', (text) => JSON.stringify([text])],
  ],
  'string[]': [['string', (text) => String((JSON.parse(text) as unknown[])[0])]],
  enum: [['string', (text) => text]],
};

export function entityText(entity: EntityState): string {
  const fields = entity.fields
    .map((field) => `      ${field.name}: ${fieldText(field)}\n`)
    .join('');
  const states =
    entity.states.length === 0
      ? ''
      : `    states: ${entity.states.join(' | ')}\n    moves: { go: ${entity.states[0]} -> ${entity.states[1]} }\n`;
  const soft = entity.soft ? '    softDelete: true\n' : '';
  const audit = entity.audit ? '    audit: full\n' : '';
  return `  ${entity.name}:\n    fields:\n${fields}${states}${soft}${audit}`;
}

function fieldText(field: FieldState): string {
  const type = {
    enum: `enum(${field.values.join(' | ')})`,
    reference: `-> ${field.target?.name ?? ''}`,
    set: `-> ${field.target?.name ?? ''}[]`,
  }[field.kind as 'enum' | 'reference' | 'set'];
  const mark = field.optional ? '?' : '';
  const unique = field.unique ? ' unique' : '';
  const index = field.index ? ' index' : '';
  return `${type ?? field.kind}${mark}${unique}${index}${field.extra}`;
}

export function isOne(field: FieldState, text: string): boolean {
  return field.kind !== 'string[]' || (JSON.parse(text) as unknown[]).length === 1;
}

/** What only meant the last edit. */
export function settle(field: FieldState): void {
  field.extra = '';
}

export function defaultOf(field: FieldState): string {
  const values: Partial<Record<Kind, string>> = {
    string: ' = "it\'s; \\"new\\""',
    text: ' = "a b"',
    int: ' = 7',
    bigint: ' = 8',
    'decimal(12 2)': ' = 1.5',
    'decimal(14 2)': ' = 1.5',
    bool: ' = true',
    date: ' backfill(today())',
    datetime: ' = now()',
    uuid: ' = uuid()',
    enum: ` = ${field.values[0] ?? ''}`,
  };
  return values[field.kind] ?? '';
}

/** `*` stands for a value that only the database knows. */
export function fill(entity: EntityState, field: FieldState): void {
  const text: Partial<Record<Kind, string>> = {
    string: 'it\'s; "new"',
    text: 'a b',
    int: '7',
    bigint: '8',
    'decimal(12 2)': '1.50',
    'decimal(14 2)': '1.50',
    bool: 'true',
    enum: field.values[0] ?? '',
  };
  for (const id of entity.ids) {
    if ((field.cells.get(id) ?? null) !== null) continue;
    const given = field.kind === 'set' ? '' : field.optional ? null : (text[field.kind] ?? '*');
    field.cells.set(id, given);
  }
}

export function replaceText(cells: Map<string, string | null>, from: string, to: string): void {
  for (const [id, text] of cells) if (text === from) cells.set(id, to);
}
