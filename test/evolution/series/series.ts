/** Random versions of a PRD, with what each edit means for the rows that are there. */

import { children } from './children.ts';
import { choices } from './choices.ts';
import { derived } from './derived.ts';
import { addEntity, entities } from './entities.ts';
import { fields } from './fields.ts';
import { modules } from './modules.ts';
import { objects } from './objects.ts';
import { objectsIn, settle } from './parts.ts';
import type { EntityState, FieldState, ObjectState } from './parts.ts';
import { textOf } from './text.ts';

export interface Random {
  (below: number): number;
}

/** What it did, in words that hold the names of all that it touched; null: it could not. */
export type Change = (series: Series) => string | null;

/** Small, and the same everywhere: a failing series is told by its number. */
export function randomFrom(seed: number): Random {
  let state = seed * 2_654_435_761 + 12_345;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) | 0;
    const mixed = Math.imul(state ^ (state >>> 13), 3_266_489_917) >>> 0;
    return mixed % below;
  };
}

const changes: readonly Change[] = [
  ...entities,
  ...fields,
  ...choices,
  ...objects,
  ...children,
  ...derived,
  ...modules,
];

export class Series {
  readonly entities: EntityState[] = [];
  readonly objects: ObjectState[] = [];
  readonly lines: Record<'renames' | 'drops' | 'retire', string[]> = {
    renames: [],
    drops: [],
    retire: [],
  };
  tenancy: 'never' | 'on' | 'off' = 'never';
  /** What the last edit did, for messages. */
  done: string[] = [];
  readonly random: Random;
  #names = 0;

  constructor(random: Random) {
    this.random = random;
    addEntity(this);
    addEntity(this);
  }

  /** One to three changes; all but the first version have some. */
  edit(): void {
    this.done = [];
    for (const entity of this.entities) for (const field of entity.fields) settle(field);
    const wanted = 1 + this.random(3);
    for (let tries = 0; this.done.length < wanted && tries < 60; tries += 1) {
      const word = this.pick(changes)(this);
      if (word !== null) this.done.push(word);
    }
    this.#forgetUnused();
  }

  /** What earlier edits left goes a step further away. */
  contract(): void {
    for (const entity of this.entities) {
      for (const one of entity.dropped) one.contracts += 1;
      entity.freed.sort();
    }
  }

  text(): string {
    return textOf(this);
  }

  /** Those that are no part of another. */
  get roots(): readonly EntityState[] {
    return this.entities.filter((one) => one.parent === null);
  }

  /** One change a field a version keeps what is expected plain. */
  isTouched(field: FieldState): boolean {
    return [field, ...objectsIn(field)].some(({ name }) => this.isNamed(name));
  }

  isNew(entity: EntityState): boolean {
    return this.isNamed(entity.name);
  }

  isNamed(name: string): boolean {
    return this.done.some((word) => word.split(/[\s.]/).includes(name));
  }

  fresh(prefix: string): string {
    this.#names += 1;
    return `${prefix}${this.#names}x`;
  }

  pick<T>(list: readonly T[]): T {
    const one = list[this.random(list.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }

  /** Value objects that nothing uses are none of the PRD. */
  #forgetUnused(): void {
    const used = new Set(this.entities.flatMap((one) => one.fields.flatMap(objectsIn)));
    const left = this.objects.filter((one) => used.has(one));
    this.objects.splice(0, this.objects.length, ...left);
  }
}
