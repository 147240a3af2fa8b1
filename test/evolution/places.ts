/** Where a run may die: before a query, or in the midst of one that is no transaction. */
export interface Place {
  /** What it would have been done after: all commits are alike. */
  readonly last: string;
  readonly query: string;
  readonly values: string;
  readonly midway: boolean;
}

/** Each place once, as all that a run knew is lost with it. */
export function everyPlace(place: Place): string {
  return JSON.stringify(place);
}

/** Each kind of statement once, whatever it is about, at its start, midway and before what follows it. */
export function everyKind({ last, query, midway }: Place): string {
  return `${kindOf(last)}; ${kindOf(query)}${midway ? ' midway' : ''}`;
}

/** What a statement does, without names and values. */
export function kindOf(sql: string): string {
  const plain = sql
    .replaceAll(/^--.*$/gm, '')
    .replaceAll(/\$\$[^]*?\$\$|"[^"]*"|'[^']*'|\d+/g, '…')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return /^(?:.*? as select|.*?(?= as | where |[(=]|$))/.exec(plain)?.[0] ?? plain;
}

export interface Deaths {
  readonly keyOf: (place: Place) => string;
  readonly known: Set<string>;
}

/** A place is due when none before was like it. */
export function isDue({ keyOf, known }: Deaths, place: Place): boolean {
  const key = keyOf(place);
  const isNew = !known.has(key);
  known.add(key);
  return isNew;
}
