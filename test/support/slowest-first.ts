import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** What comes early: the longest, then what needs no generated projects while those are installed. */
const early = ['/test/e2e/long-life', '/test/evolution/', '/test/e2e/'];

/** Files that take long do not begin when all others are done. */
export default class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((one, other) => rankOf(one) - rankOf(other));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = early.findIndex((part) => moduleId.includes(part));
  return rank === -1 ? early.length : rank;
}
