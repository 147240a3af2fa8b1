import { Open } from './context.ts';
import type { Context } from './context.ts';
import { mergeLeaf, mergeTokens } from './leaf.ts';
import { mergeList } from './list.ts';
import { render } from './render.ts';
import type { Rendered } from './render.ts';
import { leaf, saying } from './source.ts';
import type { Item, Leaf, List, Part, Range, Source, Tree } from './source.ts';

export function mergeTrees(context: Context, base: Tree | null, ours: Tree, theirs: Tree): string {
  const whole = (tree: Tree): Range => ({ pos: 0, end: tree.source.text.length });
  return mergeParts(
    context,
    base === null ? null : { core: whole(base), parts: base.parts },
    { core: whole(ours), parts: ours.parts },
    { core: whole(theirs), parts: theirs.parts },
  );
}

interface Cut {
  readonly core: Range;
  readonly parts: readonly Part[];
}

/** One item, changed on both sides or added by both. */
export function mergeItem(
  context: Context,
  base: Item | null,
  ours: Item,
  theirs: Item,
  separator: string,
): Rendered {
  const o = saying(context.ours, ours, separator);
  const t = saying(context.theirs, theirs, separator);
  if (base !== null) {
    const b = saying(context.base, base, separator);
    if (o === b && context.ours.slice(ours) === context.base.slice(base)) {
      return render(context.theirs, theirs);
    }
    if (t === b) return render(context.ours, ours);
  }
  if (o === t) return render(context.ours, ours);
  const rendered = render(context.ours, ours);
  return {
    ...rendered,
    lead: mergeLead(context, base, ours, theirs, separator),
    core: mergeParts(context, base, ours, theirs),
    after: mergeAfter(context, base, ours, theirs, separator),
  };
}

function mergeLead(
  context: Context,
  base: Item | null,
  ours: Item,
  theirs: Item,
  separator: string,
): string {
  const sign = (source: Source, item: Item): string => source.signature(item.lead, separator);
  const o = sign(context.ours, ours);
  if (base === null) {
    if (o !== sign(context.theirs, theirs)) throw new Open('both_added');
    return context.ours.slice(ours.lead);
  }
  if (o === sign(context.base, base)) {
    return sign(context.theirs, theirs) === o
      ? context.ours.slice(ours.lead)
      : context.theirs.slice(theirs.lead);
  }
  return mergeLeaf(context, base.lead, ours.lead, theirs.lead, 0);
}

function mergeAfter(
  context: Context,
  base: Item | null,
  ours: Item,
  theirs: Item,
  separator: string,
): string {
  const closing = (item: Item): Range => ({ pos: item.core.end, end: item.end });
  const o = context.ours.signature(closing(ours), separator);
  const t = context.theirs.signature(closing(theirs), separator);
  const b = base === null ? '' : context.base.signature(closing(base), separator);
  if (o === t || t === b) return render(context.ours, ours).after;
  if (o === b) return render(context.theirs, theirs).after;
  throw new Open('both_changed');
}

function mergeParts(context: Context, base: Cut | null, ours: Cut, theirs: Cut): string {
  const cuts = alike(base, ours, theirs);
  if (cuts === null) {
    if (base === null) throw new Open('both_added');
    return mergeTokens(context, base.core, ours.core, theirs.core, context.apart);
  }
  const settles = cuts.ours.some((part) => part.kind === 'list' && part.settles);
  return cuts.ours
    .map((our, index) => {
      const their = cuts.theirs[index];
      const before = cuts.base?.[index] ?? null;
      if (our.kind === 'leaf' && their?.kind === 'leaf' && before?.kind !== 'list') {
        return settles && before !== null
          ? settledLeaf(context, before, our, their)
          : mergeLeaf(context, before, our, their);
      }
      if (our.kind === 'list' && their?.kind === 'list' && before?.kind !== 'leaf') {
        return mergeList(context, before, our, their);
      }
      throw new Open('both_changed');
    })
    .join('');
}

/** The head of a class whose members merge one by one: a conflict in it stays there. */
function settledLeaf(context: Context, base: Leaf, ours: Leaf, theirs: Leaf): string {
  try {
    return mergeLeaf(context, base, ours, theirs);
  } catch (cause) {
    if (!(cause instanceof Open)) throw cause;
    const key = context.around.join('.') || '*';
    context.conflicts.push({
      key,
      kind: cause.kind,
      base: context.base.slice(base),
      ours: context.ours.slice(ours),
      theirs: context.theirs.slice(theirs),
    });
    context.symbols.push({ key, origin: 'conflict' });
    return context.ours.slice(ours);
  }
}

interface Cuts {
  readonly base: readonly Part[] | null;
  readonly ours: readonly Part[];
  readonly theirs: readonly Part[];
}

/** The three cut alike, if need be by leaving out the lists that not all of them have. */
function alike(base: Cut | null, ours: Cut, theirs: Cut): Cuts | null {
  const all = base === null ? [ours, theirs] : [base, ours, theirs];
  const labels = new Set(all.flatMap((cut) => listsOf(cut).map((list) => list.label)));
  const shared = [...labels].filter((label) => {
    const counts = all.map((cut) => listsOf(cut).filter((list) => list.label === label).length);
    return new Set(counts).size === 1;
  });
  const coarse = all.map((cut) => coarsened(cut, new Set(shared)));
  const shapes = new Set(coarse.map(shapeOf));
  if (shapes.size > 1) return null;
  const [first, second, third] = coarse;
  if (first === undefined || second === undefined) return null;
  return third === undefined
    ? { base: null, ours: first, theirs: second }
    : { base: first, ours: second, theirs: third };
}

function listsOf(cut: Cut): List[] {
  return cut.parts.filter((part) => part.kind === 'list');
}

function shapeOf(parts: readonly Part[]): string {
  return parts.map((part) => (part.kind === 'list' ? part.label : '.')).join(' ');
}

function coarsened(cut: Cut, labels: ReadonlySet<string>): readonly Part[] {
  const parts: Part[] = [];
  let at = cut.core.pos;
  for (const list of listsOf(cut)) {
    if (!labels.has(list.label)) continue;
    parts.push(leaf(at, list.pos), list);
    at = list.end;
  }
  return [...parts, leaf(at, cut.core.end)];
}
