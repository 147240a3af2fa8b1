import type { Entity, Field, Model, Unique } from '../../../../../model/model.ts';
import { defineEmitter } from '../../../../define.ts';
import { repositoryMethods } from '../../../../repository-methods.ts';
import { foreignKeys, joinKeys } from '../../../../sql/constraints.ts';
import type { ForeignKey } from '../../../../sql/constraints.ts';
import { say } from '../../../../text.ts';
import { code, key, literal, templateText } from '../../../../typescript/code.ts';
import type { Code } from '../../../../typescript/code.ts';
import { kernel } from '../../../../typescript/symbols.ts';
import { tsFile } from '../../../../typescript/ts-file.ts';

export const emitter = defineEmitter({
  each: 'project',
  path: () => 'internal/infrastructure/persistence/errors.ts',
  build: (model) => {
    const entries = model.entities.flatMap((entity) => [
      ...foreignKeys(entity).map((one) => missing(one, model)),
      ...joinKeys(entity).map((one) => missing(one, model)),
      ...entity.uniques.map((unique) => taken(entity, unique, model)),
    ]);
    return tsFile(
      code`
        /** What a violated constraint means to the caller. */
        const violations: Record<string, () => ${kernel.AppError}> = {
          ${entries}
        };`,
      plainErrors(
        model,
        model.roots.some((root) => repositoryMethods(root, model).delete),
      ),
    );
  },
});

function taken(entity: Entity, unique: Unique, model: Model): Code {
  return violation(unique.name, 'conflict', unique.code, takenText(entity, unique, model), null);
}

function takenText(entity: Entity, unique: Unique, { lang }: Model): string {
  const own = unique.fields.filter((field) => entity.fields.includes(field));
  const within = entity.parent !== null && own.length < unique.fields.length;
  const labels = own.map((field) => field.label).join(say(lang, { en: ' and ', zh: '和' }));
  if (unique.overlap !== null) {
    return say(lang, {
      en: `this time overlaps another ${entity.label} of the same ${labels}`,
      zh: `该时段与同一${labels}的其他${entity.label}重叠`,
    });
  }
  if (within) return say(lang, { en: `the same ${labels} twice`, zh: `${labels}重复` });
  return own.length > 1
    ? say(lang, { en: `this combination of ${labels} is taken`, zh: `该${labels}组合已被占用` })
    : say(lang, { en: `this ${labels} is taken`, zh: `${labels}已被占用` });
}

function missing(foreign: ForeignKey, model: Model): Code {
  const { label, names } = foreign.target;
  const text = say(model.lang, { en: `no such ${label}`, zh: `没有这个${label}` });
  return violation(foreign.name, 'invalid', `${names.snake}.not_found`, text, foreign.field);
}

function violation(
  name: string,
  kind: 'conflict' | 'invalid',
  errorCode: string,
  text: string,
  field: Field | null,
): Code {
  const fields = field === null ? null : literal([{ field: field.member, message: text }]);
  return code`${key(name)}: () => new ${kernel.AppError}(${literal(kind)}, ${literal(errorCode)}, ${literal(text)}${fields && code`, ${fields}`}),`;
}

function plainErrors(model: Model, deletes: boolean): Code {
  const { lang } = model;
  const refused = literal(
    say(lang, {
      en: 'a value is out of the bounds of what can be stored',
      zh: '某个值超出了可存储的范围',
    }),
  );
  const character = literal(
    say(lang, {
      en: 'a text holds a character that cannot be stored',
      zh: '文本中含有无法存储的字符',
    }),
  );
  const other = literal(say(lang, { en: 'a value is taken', zh: '某个值已被占用' }));
  const changed = templateText(
    say(lang, {
      en: 'somebody else has just changed it; please try again',
      zh: '刚刚被他人修改，请重试',
    }),
  );
  return code`
    const SERIALIZATION_FAILURE = '40001';
    const DEADLOCK = '40P01';
    // Of a constraint that only a newer version knows; the two may run side by side.
    const UNIQUE_VIOLATION = '23505';
    ${deletes && code`const FOREIGN_KEY_VIOLATION = '23503';`}

    /** What PostgreSQL will not store, whoever sends it. */
    const refusals: Record<string, string> = {
      // untranslatable character, numeric value out of range, check, range bounds, date and time
      '22021': ${character},
      '22P05': ${character},
      '22003': ${refused},
      '23514': ${refused},
      '22000': ${refused},
      '22008': ${refused},
    };

    /** Another writer came first. The work runs again on what that writer left. */
    export function concurrentUpdate(entity: string, id: string): ${kernel.AppError} {
      return new ${kernel.AppError}('conflict', 'concurrent_update', \`${changed} (\${entity} \${id})\`);
    }

    export function isWorthRetrying(error: unknown): boolean {
      const code = property(error, 'code');
      const isPassing = code === SERIALIZATION_FAILURE || code === DEADLOCK;
      return isPassing || code === 'concurrent_update' || isOutdated(error);
    }

    /** Whether a migration has changed what a statement gives since it was prepared. */
    export function isOutdated(error: unknown): boolean {
      return property(error, 'routine') === 'RevalidateCachedQuery';
    }

    ${
      deletes &&
      code`
    /** Whether a row could not go because others refer to it. */
    export function isReferred(error: unknown): boolean {
      return property(error, 'code') === FOREIGN_KEY_VIOLATION;
    }`
    }

    /** The caller's view of a database error; anything unknown stays as it is. */
    export function translate(error: unknown): unknown {
      const code = property(error, 'code') ?? '';
      const refusal = refusals[code];
      if (refusal !== undefined) return new ${kernel.AppError}('invalid', 'invalid', refusal);
      const known = violations[property(error, 'constraint') ?? '']?.();
      return known ?? (code === UNIQUE_VIOLATION ? new ${kernel.AppError}('conflict', 'taken', ${other}) : error);
    }

    function property(error: unknown, name: string): string | undefined {
      const value: unknown = error instanceof Error ? Reflect.get(error, name) : undefined;
      return typeof value === 'string' ? value : undefined;
    }`;
}
