import type { FieldState, ObjectState } from './parts.ts';

/** What a value object holds: texts by the names of its members. */
export interface Data {
  readonly [member: string]: string | Data | null;
}
export type Value = Data | readonly Data[] | null;

/** How the model has a value kept. */
export function isJson({ object, many, optional }: FieldState): boolean {
  const members = object?.members ?? [];
  const nests = members.some((one) => one.object !== null);
  return many || nests || (optional && members.every((one) => one.optional));
}

/** A cell's text, the same for equal values. */
export function writeData(value: Value): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

/** Of a value that is one. */
export function readData(text: string | null | undefined): Data | null {
  return text == null ? null : (JSON.parse(text) as Data);
}

export function rewrite(field: FieldState, change: (value: Value) => Value): void {
  for (const [id, text] of field.cells) {
    const value = change(text === null ? null : (JSON.parse(text) as Value));
    field.cells.set(id, value === null ? null : writeData(value));
  }
}

/** In every place that holds a value of the object. */
export function rewriteAll(
  series: { readonly entities: readonly { readonly fields: readonly FieldState[] }[] },
  object: ObjectState,
  change: (data: Data) => Data,
): void {
  const inside = (data: Data, of: ObjectState): Data => {
    const nested = of.members.flatMap(({ name, object: inner }) => {
      const value = data[name];
      const isThere = inner !== null && typeof value === 'object' && value !== null;
      return isThere ? [[name, inside(value, inner)] as const] : [];
    });
    const whole = { ...data, ...Object.fromEntries(nested) };
    return of === object ? change(whole) : whole;
  };
  for (const field of series.entities.flatMap((one) => one.fields)) {
    const of = field.object;
    if (of === null) continue;
    rewrite(field, (value) => {
      if (value === null) return null;
      return isList(value) ? value.map((one) => inside(one, of)) : inside(value, of);
    });
  }
}

/** An optional value whose members are all absent is absent itself, where columns hold it or held it. */
export function settleStorage(fields: readonly FieldState[]): void {
  for (const field of fields) {
    if (field.many || !field.optional) continue;
    rewrite(field, (value) =>
      value !== null && Object.values(value).every((one) => one === null) ? null : value,
    );
  }
}

export function isList(value: Value): value is readonly Data[] {
  return Array.isArray(value);
}
