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
  | 'set'
  | 'value'
  | 'children'
  | 'sequence'
  | 'counter';

/** Of a value object: its kinds are those whose JSON and columns say the same. */
export type MemberKind = Exclude<
  Kind,
  'string[]' | 'enum' | 'reference' | 'set' | 'children' | 'sequence' | 'counter'
>;

export const memberKinds: readonly MemberKind[] = [
  'string',
  'text',
  'int',
  'bigint',
  'decimal(12 2)',
  'bool',
  'date',
  'datetime',
  'uuid',
];

export interface MemberState {
  name: string;
  readonly kind: MemberKind;
  optional: boolean;
  /** Of kind `value`. */
  readonly object: ObjectState | null;
}

export interface ObjectState {
  name: string;
  readonly members: MemberState[];
}

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
  /** Of a value, with its JSON in the cells. */
  object: ObjectState | null;
  many: boolean;
  child: EntityState | null;
  sequence: SequenceState | null;
  counter: CounterState | null;
}

export interface SequenceState {
  prefix: string;
  width: number;
  readonly yearly: boolean;
  taken: number;
}

/** What it counts is the other side of `field`, which has a name of its own. */
export interface CounterState {
  readonly inverse: string;
  readonly entity: EntityState;
  readonly field: FieldState;
}

export interface EntityState {
  name: string;
  /** Of an owned child; the field stands in the parent. */
  parent: EntityState | null;
  /** By the id of each child: the id of its parent, and its place there. */
  parents: Map<string, string>;
  places: Map<string, number>;
  /**
   * The ids of those that were children once, and became entities in one instant: as they stood, and
   * once that is contracted in their own order.
   */
  freed: string[];
  module: string | null;
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

/** A field of nothing in particular. */
export function plainField(name: string, kind: Kind): FieldState {
  return {
    name,
    kind,
    optional: false,
    unique: false,
    index: false,
    values: [],
    target: null,
    extra: '',
    cells: new Map(),
    object: null,
    many: false,
    child: null,
    sequence: null,
    counter: null,
  };
}

/** The number of a sequence, as the code writes it. */
export function numbered({ prefix, width, yearly }: SequenceState, number: number): string {
  const year = yearly ? `${new Date().getUTCFullYear()}-` : '';
  return `${prefix}${year}${String(number).padStart(width, '0')}`;
}

export function plainEntity(name: string): EntityState {
  return {
    name,
    parent: null,
    parents: new Map(),
    places: new Map(),
    freed: [],
    module: null,
    fields: [],
    states: [],
    status: new Map(),
    soft: false,
    audit: false,
    ids: [],
    dropped: [],
  };
}

/** The value objects of a field, with those inside them. */
export function objectsIn(field: FieldState | MemberState): readonly ObjectState[] {
  const { object } = field;
  return object === null ? [] : [object, ...object.members.flatMap(objectsIn)];
}

interface Whole {
  readonly entities: readonly EntityState[];
}

export function descendants(series: Whole, entity: EntityState): readonly EntityState[] {
  const own = series.entities.filter((one) => one.parent === entity);
  return own.flatMap((one) => [one, ...descendants(series, one)]);
}

export function isReferred({ entities }: Whole, entity: EntityState): boolean {
  return entities.some((one) => one.fields.some((field) => field.target === entity));
}

/** Whether a counter counts the rows of an entity, or what a field refers to. */
export function isCounted({ entities }: Whole, what: EntityState | FieldState): boolean {
  const counters = entities.flatMap((one) => one.fields.flatMap(({ counter }) => counter ?? []));
  return counters.some(({ entity, field }) => entity === what || field === what);
}
