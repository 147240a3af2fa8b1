/** The words of a text, small and without the endings that English puts on them. */
export function wordsOf(text: string): ReadonlySet<string> {
  return new Set(
    text
      .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '')
      .map(stem),
  );
}

/** Whether a text speaks of a name: all its words are there, or, as Chinese parts no words, it stands within. */
export function mentions(text: string, name: string): boolean {
  if (/\p{Script=Han}/u.test(name)) return text.includes(name);
  const said = wordsOf(text);
  const wanted = [...wordsOf(name)];
  return wanted.length > 0 && wanted.every((word) => said.has(word));
}

function stem(word: string): string {
  if (word.length <= 3) return word;
  return word
    .replace(/ies$/, 'y')
    .replace(/(?:ing|ed|es|s|e)$/, '')
    .replace(/([bdglmnprt])\1$/, '$1');
}
