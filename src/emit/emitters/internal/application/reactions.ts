import { reactionDeps } from '../../../application/reaction-deps.ts';
import { reactionEntries } from '../../../application/reaction-code.ts';
import { defineEmitter } from '../../../define.ts';
import { hasEvents, hasSagas, outsideReactions, recordsEvents } from '../../../features.ts';
import { say } from '../../../text.ts';
import { code, doc, join, literal, type } from '../../../typescript/code.ts';
import { of, paths } from '../../../typescript/symbols.ts';
import { tsFile } from '../../../typescript/ts-file.ts';

const DomainEvent = type('DomainEvent', paths.aggregate);

/** What follows each event. */
export const emitter = defineEmitter({
  each: 'project',
  when: (model) => hasEvents(model),
  path: () => paths.reactions,
  build(model) {
    const events = join(
      model.roots.filter((root) => recordsEvents(root, model)).map((root) => of.events(root)),
      ' & ',
    );
    const entries = reactionEntries(model);
    const deps = entries.length === 0 ? '_deps' : 'deps';
    const text = say(model.lang, {
      en: "What follows each event. A reaction's name is stored, so it must never change.",
      zh: '各事件之后的处理。处理的名称会被存储，不可更改。',
    });
    const outside = outsideReactions(model);
    const outsideText = say(model.lang, {
      en: hasSagas(model)
        ? 'Those that call an outside service, or have a saga run: no transaction waits for it.'
        : 'Those that call an outside service: no transaction waits for it.',
      zh: hasSagas(model)
        ? '调用外部服务或启动长事务的处理：不在事务中等待。'
        : '调用外部服务的处理：不在事务中等待。',
    });
    const causeText = say(model.lang, {
      en: 'The event itself, and what tells this reaction to it from all others.',
      zh: '事件本身，以及区分此处理与其他处理的键。',
    });
    const asks = outside.length > 0;
    return tsFile(
      reactionDeps(model),
      code`type Events = ${events};`,
      asks && code`${doc(causeText)}type Cause = ${DomainEvent} & { readonly key: string };`,
      code`
        type ReactionTable = {
          readonly [Type in keyof Events]?: Readonly<
            Record<string, (event: Events[Type]${asks && code`, cause: Cause`}) => Promise<void>>
          >;
        };`,
      code`export type Reactions = ReturnType<typeof createReactions>;`,
      asks &&
        code`
        ${doc(outsideText)}const outside: Readonly<Record<string, true>> = {
          ${outside.map((name) => code`${literal(name)}: true,`)}
        };`,
      code`
        ${doc(text)}export function createReactions(${deps}: Deps) {
          const table: ReactionTable = {\n${entries}\n};

          return {
            to(event: ${DomainEvent}) {
              // The key says what the data is, which the compiler cannot follow.
              const reactions = table[event.type as keyof Events] as
                Record<string, (data: unknown${asks && code`, cause: Cause`}) => Promise<void>> | undefined;
              return Object.entries(reactions ?? {}).map(([name, react]) => ({
                name,
                ${asks && code`outside: Object.hasOwn(outside, name),`}
                react: () => react(event.data${asks && code`, { ...event, key: \`\${event.id} \${name}\` }`}),
              }));
            },
          };
        }`,
    );
  },
});
