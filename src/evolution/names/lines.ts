import type { Range } from '../../diagnostic.ts';
import type { Document } from '../../prd/index.ts';

/** One word of the PRD about a name that changed. */
export interface Line {
  readonly kind: 'rename' | 'drop' | 'retire' | 'data';
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** As written: `renames: A.b -> A.c`. */
  readonly text: string;
  /** Remembers it once it has done its work; a second writing is another line. */
  readonly key: string;
  readonly at: Range;
}

/** In the order in which they are applied. */
export function linesOf(document: Document): readonly Line[] {
  const seen = new Map<string, number>();
  const line = (kind: Line['kind'], from: string, to: string, text: string, at: Range): Line => {
    const plain = `${kind} ${from} -> ${to}`;
    const count = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, count);
    return { kind, from: from.split('.'), to: to.split('.'), text, key: `${plain} ${count}`, at };
  };
  return [
    ...document.renames.map(({ from, to }) =>
      line('rename', from.value, to.value, `renames: ${from.value} -> ${to.value}`, from.at),
    ),
    ...document.entities.flatMap((entity) => formerNames(entity.name.code, entity.fields, line)),
    ...document.values.flatMap((value) => formerNames(value.name.code, value.fields, line)),
    ...document.data.map(({ from, to }) =>
      line('data', from.value, to.value, `data: ${from.value} -> ${to.value}`, from.at),
    ),
    ...document.drops.map((one) => line('drop', one.value, '', `drops: ${one.value}`, one.at)),
    ...document.retire.map(({ target, to }) =>
      line('retire', target.value, to.value, `retire: ${target.value}: ${to.value}`, target.at),
    ),
  ];
}

function formerNames(
  owner: string,
  fields: Document['entities'][number]['fields'],
  line: (kind: 'rename', from: string, to: string, text: string, at: Range) => Line,
): readonly Line[] {
  return fields.flatMap((field) =>
    field.mods.flatMap((mod) =>
      mod.kind === 'was'
        ? [
            line(
              'rename',
              `${owner}.${mod.name}`,
              `${owner}.${field.name.code}`,
              `was(${mod.name})`,
              mod.at,
            ),
          ]
        : [],
    ),
  );
}
