import { defineEmitter } from '../../../../define.ts';
import { dueCommands } from '../../../../features.ts';
import { dueStatement } from '../../../../jobs/due.ts';
import { say } from '../../../../text.ts';
import { code, doc, key, templateText, type } from '../../../../typescript/code.ts';
import { paths } from '../../../../typescript/symbols.ts';
import { tsFile } from '../../../../typescript/ts-file.ts';

/** How PostgreSQL finds the rows that a command is due for. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => dueCommands(model).length > 0,
  path: () => 'internal/infrastructure/jobs/due-statements.ts',
  build(model) {
    const text = say(model.lang, {
      en: 'A batch of $3 rows after the one with the id $1 for which a command is due at the time $2.',
      zh: '在时刻 $2 命令到期的数据行，从 id $1 之后起取 $3 行。',
    });
    const statements = dueCommands(model).map(
      (command) => code`${key(command.action)}: \`${templateText(dueStatement(command, model))}\`,`,
    );
    return tsFile(code`
      ${doc(text)}export const dueStatements = {
        ${statements}
      } as const satisfies Record<${type('DueCommand', paths.jobs)}, string>;`);
  },
});
