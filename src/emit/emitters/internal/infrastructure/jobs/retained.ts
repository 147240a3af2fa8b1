import { defineEmitter } from '../../../../define.ts';
import { hasRetention } from '../../../../features.ts';
import { retainedOf } from '../../../../jobs/retained.ts';
import type { Retained } from '../../../../jobs/retained.ts';
import { quoted } from '../../../../sql/text.ts';
import { say } from '../../../../text.ts';
import { code, doc, key, templateText } from '../../../../typescript/code.ts';
import type { Code } from '../../../../typescript/code.ts';
import { tsFile } from '../../../../typescript/ts-file.ts';

/** How long rows are kept, and the statements that end them. */
export const emitter = defineEmitter({
  each: 'project',
  when: hasRetention,
  path: () => 'internal/infrastructure/jobs/retained.ts',
  build(model) {
    const texts = {
      next: say(model.lang, {
        en: 'The next thousand ids after $1.',
        zh: 'id $1 之后的一千个 id。',
      }),
      delete: say(model.lang, {
        en: 'Deletes those of the ids $1 that are from before $2 and that nothing else refers to.',
        zh: '在 id 列表 $1 中，删除早于 $2 且未被引用的数据行。',
      }),
      all: say(model.lang, {
        en: 'How long rows are kept; those that refer to others come first.',
        zh: '数据行的保留期；引用其他行的排在前面。',
      }),
    };
    return tsFile(
      code`
        export interface Retained {
          readonly keepMs: number;
          ${doc(texts.next)}readonly next: string;
          ${doc(texts.delete)}readonly delete: string;
        }`,
      code`
        ${doc(texts.all)}export const retained = {
          ${retainedOf(model).map(entry)}
        } as const satisfies Record<string, Retained>;`,
    );
  },
});

function entry({ name, keepMs, table, conditions, returning }: Retained): Code {
  const next = `select "id" from ${quoted(table)} where "id" > $1 order by "id" limit 1000`;
  const statement = `
      delete from ${quoted(table)}
      where ${['"id" = any($1)', ...conditions].join('\n        and ')}
      returning ${returning.join(', ')}`;
  return code`${key(name)}: {
    keepMs: ${keepMs},
    next: \`${templateText(next)}\`,
    delete: \`${templateText(statement)}\`,
  },`;
}
