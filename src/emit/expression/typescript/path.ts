import type { PathStep } from '../../../model/expression.ts';
import type { Field } from '../../../model/model.ts';
import { safe, singularOf } from '../../../model/names.ts';
import { pathTo, rowName } from '../../domain/needs.ts';
import type { RowNeed } from '../../domain/needs.ts';
import type { Path } from '../../domain/walk.ts';
import { code, key, value as valueRef } from '../../typescript/code.ts';
import type { Code } from '../../typescript/code.ts';
import { freshName } from './scope.ts';
import type { Scope } from './scope.ts';
import { anyOf, repOf } from './value.ts';
import type { List, Rep, Value } from './value.ts';

export const referred = valueRef('referred', 'internal/domain/entity/referred.ts');

/** A place on the way: what has been reached, and how. */
interface Place {
  readonly code: Code;
  readonly chain: Code;
  readonly nulls: readonly Code[];
  /** Whether this very place may be absent, so that the chain goes on with `?.`. */
  readonly open: boolean;
  readonly rep: Rep;
  /** Fields from the root of the aggregate; empty behind another row. */
  readonly path: readonly Field[];
  readonly root: 'self' | 'input';
  /** The loaded row that it stands in. */
  readonly from: RowNeed | null;
}

/** What a path leads to: one value, or a list. */
export function compilePath(path: Path, scope: Scope): Value | List {
  if (path.root.kind === 'me' || path.root.kind === 'tenant') {
    const text = code`${scope.given}.${path.root.kind}`;
    const nulls = path.root.kind === 'me' ? [code`${text} === null`] : [];
    return { code: text, rep: 'text', nulls, chain: text, literal: null };
  }
  const isInput = path.root.kind === 'input' || (path.root.kind === 'self' && scope.self.isInput);
  return follow(startOf(path, scope), path.steps, scope, isInput);
}

export function isList(value: Value | List): value is List {
  return 'source' in value;
}

function startOf(path: Path, scope: Scope): Place {
  const base = { nulls: [], open: false, rep: 'other', from: null } as const;
  if (path.root.kind === 'input') {
    const root = scope.inputIsSelf ? 'self' : 'input';
    return { ...base, code: scope.input, chain: scope.input, path: [], root };
  }
  if (path.root.kind === 'element' && scope.element !== null) {
    const { code: text, path: way, from } = scope.element;
    return { ...base, code: text, chain: text, path: way, from, root: 'self' };
  }
  const { code: text, entity } = scope.self;
  return { ...base, code: text, chain: text, path: pathTo(entity), root: 'self' };
}

function follow(
  place: Place,
  steps: readonly PathStep[],
  scope: Scope,
  isInput: boolean,
): Value | List {
  const [step, ...rest] = steps;
  if (step === undefined) return valueAt(place);
  const next = taken(place, step, isInput);
  const isReference = step.field?.type.kind === 'reference';
  if (isReference && rest[0]?.system === 'id') return follow(next, rest.slice(1), scope, false);
  if (step.field?.many === true) return listOf(next, step.field, rest, scope);
  const last = rest.length === 0;
  return follow(
    isReference && !last ? across(next, step.field, scope) : next,
    rest,
    scope,
    isInput,
  );
}

function valueAt(place: Place): Value {
  return {
    code: place.code,
    rep: place.rep,
    nulls: place.nulls,
    chain: place.chain,
    literal: null,
  };
}

function taken(place: Place, step: PathStep, isInput: boolean): Place {
  const name = key(step.field?.stateMember ?? step.name);
  const text = code`${place.code}.${name}`;
  const optional = step.field?.optional === true || step.system === 'deletedAt';
  const mark = place.open && code`?`;
  const absent = isInput ? code`${text} == null` : code`${text} === null`;
  return {
    ...place,
    code: text,
    chain: code`${place.chain}${mark}.${name}`,
    nulls: optional ? [...place.nulls, absent] : place.nulls,
    open: optional,
    rep: step.field ? repOf(step.field) : systemRep(step),
    path: step.field ? [...place.path, step.field] : place.path,
  };
}

function systemRep(step: PathStep): Rep {
  if (step.system === 'version') return 'int';
  return step.system === 'id' || step.system === 'status' ? 'text' : 'datetime';
}

/** Over a reference: to the row that was loaded for it. */
function across(place: Place, field: Field | null | undefined, scope: Scope): Place {
  const name = rowName(place);
  const known = scope.rows.find((row) => row.name === name);
  if (field === null || field === undefined || known === undefined)
    throw new Error(`no row is loaded for ${place.path.map((one) => one.name).join('.')}`);
  const reached = { open: false, rep: 'other', path: [], root: 'self', from: known } as const;
  const rows = code`${scope.given}.${known.name}`;
  if (!known.many)
    return { ...reached, ...rowIn(rows, known.nullable ? [code`${rows} === null`] : []) };
  const row = code`${referred}(${rows}, ${place.code})`;
  if (scope.hoisted === null || place.from !== null) {
    return { ...reached, ...rowIn(row, place.nulls) };
  }
  const variable = freshName(safe(field.name), scope);
  const absent = place.nulls.length > 0;
  if (!scope.hoisted.has(variable))
    scope.hoisted.set(variable, absent ? code`${anyOf(place.nulls)} ? null : ${row}` : row);
  return { ...reached, ...rowIn(code`${variable}`, absent ? [code`${variable} === null`] : []) };
}

function rowIn(row: Code, nulls: readonly Code[]): Pick<Place, 'code' | 'chain' | 'nulls'> {
  const mark = nulls.length > 0 && code`?`;
  return { code: code`${row}.state`, chain: code`${row}${mark}.state`, nulls };
}

function listOf(place: Place, field: Field, rest: readonly PathStep[], scope: Scope): List {
  const source = place.nulls.length === 0 ? place.code : code`(${place.chain} ?? [])`;
  const name = freshName(safe(singularOf(field.name)), scope);
  const element = code`${name}`;
  const start: Place = {
    code: element,
    chain: element,
    nulls: [],
    open: false,
    rep: repOf(field),
    path: place.path,
    root: place.root,
    from: place.from,
  };
  const inner = { ...scope, names: new Set([...scope.names, name]), hoisted: null };
  const isReference = field.type.kind === 'reference' && rest.length > 0;
  const body = follow(isReference ? across(start, field, inner) : start, rest, inner, false);
  if (!isList(body)) return { source, name, body, isElement: rest.length === 0 };
  const flat = code`${source}.flatMap((${name}) => ${body.source})`;
  return { ...body, source: flat };
}
