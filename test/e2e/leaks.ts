import { hiddenMembers } from '../../src/emit/project/hidden-members.ts';
import type { Model } from '../../src/model/index.ts';

/** Shorter values stand in any text by chance. */
const SHORTEST = 6;

/**
 * Values of `exchanged`, the bodies of requests and answers, that stand in a log and must not: those
 * of members that the PRD marks as `secret` or `pii`, and whatever proves who somebody is.
 */
export function leaks(model: Model, exchanged: readonly unknown[], log: string): readonly string[] {
  const names = new Set(hiddenMembers(model).map(({ name }) => name));
  const values = new Set(
    exchanged.filter((one) => !isDescription(one)).flatMap((one) => hiddenIn(one, names)),
  );
  return [...values].filter((value) => value.length >= SHORTEST && log.includes(inJson(value)));
}

/** What is JSON of texts that may be. */
export function parsed(texts: readonly (string | undefined)[]): readonly unknown[] {
  return texts.flatMap((text) => {
    try {
      return [JSON.parse(text ?? '')];
    } catch {
      return [];
    }
  });
}

/** The OpenAPI document has names of parameters, and nobody's data. */
function isDescription(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'openapi' in value;
}

function hiddenIn(value: unknown, names: ReadonlySet<string>): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    names.has(name) ? leaves(member) : hiddenIn(member, names),
  );
}

function leaves(value: unknown): readonly string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leaves);
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
