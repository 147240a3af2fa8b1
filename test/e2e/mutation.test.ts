import { beforeAll, describe, expect, test } from 'vitest';
import { dropped, opened, survivors } from './mutants.ts';
import { prdOf, writeProject } from './project.ts';
import type { Project } from './project.ts';
import { install } from './workshop.ts';

const minutes = 60_000;

describe('somebody who breaks the corner shop by hand is told by its own tests', () => {
  let project: Project;

  beforeAll(async () => {
    await install();
    project = await writeProject('mutation-corner-shop', prdOf('corner-shop'));
  }, 10 * minutes);

  test(
    'rules, versions and rights that are no longer checked',
    { timeout: 5 * minutes },
    async () => {
      const { plan, text } = project;
      const handlers = 'internal/application/command/';
      const rules = dropped(plan, 'internal/domain/entity/', 'ensure', ([, code = '']) =>
        code === 'user.cannot_update'
          ? /^User.update is not possible when/
          : new RegExp(`: ${code}$`),
      );
      const versions = dropped(
        plan,
        handlers,
        'expectVersion',
        (_, path) => new RegExp(`^${actionIn(text(path))} refuses a stale version$`),
      );
      const rights = ['authorize', 'admit', 'authorizeRow'].flatMap((name) =>
        dropped(plan, handlers, name, ([, action = '']) =>
          isForAll(project, action)
            ? null
            : new RegExp(`^${action} refuses (?:a caller|a mere|another|somebody)`),
        ),
      );
      expect(rules.length).toBeGreaterThan(3);
      expect(versions.length).toBeGreaterThan(8);
      expect(rights.length).toBeGreaterThan(8);
      const mutants = [...rules, ...versions, ...rights];
      expect(await survivors(project, mutants, ['tests/unit', 'tests/http'])).toEqual([]);
    },
  );

  test('rights that are given to all', { timeout: 2 * minutes }, async () => {
    const mutants = opened(project.plan);
    expect(mutants.length).toBeGreaterThan(10);
    expect(await survivors(project, mutants, ['tests/unit/access.test.ts'])).toEqual([]);
  });
});

/** What a handler asks the right to. */
function actionIn(handler: string): string {
  return /(?:authorize|admit)\(actor, '([\w.]+)'/.exec(handler)?.[1] ?? '';
}

function isForAll({ text }: Project, action: string): boolean {
  return text('internal/application/access.ts').includes(`'${action}': ['anyone']`);
}
