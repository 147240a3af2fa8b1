/** What depends on the language of a PRD, or on the places in its text. */
const spoken = new Set(
  'at label message lang title currency description requirements openQuestions why risks'.split(
    ' ',
  ),
);

/** A model as a tree that can be compared: nodes met before are named by their number. */
export function plainModel(root: unknown): unknown {
  const seen = new Map<object, number>();
  const visit = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const known = seen.get(value);
    if (known !== undefined) return `#${known}`;
    seen.set(value, seen.size);
    if (Array.isArray(value)) return value.map(visit);
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => !spoken.has(key))
        .map(([key, one]) => [key, visit(one)]),
    );
  };
  return visit(root);
}
