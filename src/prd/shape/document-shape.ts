import {
  architectures,
  auditKinds,
  crudActions,
  deployWords,
  ignoredKeys,
  stackWords,
} from '../vocabulary.ts';
import { fieldShape, languageShape } from './field-shapes.ts';
import { either, flag, listOf, mapOf, matching, namesOf, oneOrList, text, words } from './shape.ts';
import type { MapShape, Shape } from './shape.ts';

const who = oneOrList(() => text('anyone, signedIn, owner, system or a role'));
const duration = matching('a duration', /^\d+(\.\d+)?(ms|s|m|min|h|d|w|mo|y)$/, {
  en: 'a number with a unit, as in 30s, 5m or 7y',
  zh: '数字加单位，例如 30s、5m 或 7y',
});
const amount = matching('a count', /^\d+(\.\d+)?[kM]?$/, {
  en: 'a count, as in 500 or 100k',
  zh: '数量，例如 500 或 100k',
});
const integer = matching('a whole number', /^\d{1,4}$/, { en: 'a whole number', zh: '整数' });
const percent = matching('a percentage', /^(100|\d{1,2}(\.\d+)?)%$/, {
  en: 'a percentage, as in 99.9%',
  zh: '百分比，例如 99.9%',
});
const replicas = matching('replicas', /^\d{1,4}(\.\.\d{1,4})?$/, {
  en: 'a number or a range, as in 2..10',
  zh: '数字或范围，例如 2..10',
});
const expression = text('an expression');
const name = text('a name');
const optionalText: Shape = { kind: 'text', means: 'a description', empty: true };

export const accessShape = mapOf('who reads and who writes', { read: who, write: who });

const inputShape = either(
  listOf(() => text('a field, or `name type`')),
  namesOf('input fields', () => fieldShape),
  text('one field'),
);

export const commandShape = mapOf('a command', {
  by: who,
  input: inputShape,
  when: text('an expression, then a message in quotes if you like'),
  sets: namesOf('field: expression', () => expression),
  emits: oneOrList(() => text('an event')),
  on: text('an owned collection'),
  returns: namesOf('name: type', () => fieldShape),
  every: duration,
  custom: flag,
  idempotent: flag,
});

export const queryShape = mapOf('a query', {
  by: who,
  filter: oneOrList(() => text('a path, `path range` or `path in`')),
  search: oneOrList(() => text('a path')),
  sort: oneOrList(() => text('a field, with - before it for descending')),
  page: text('`cursor 20 max 100` or `offset 20 max 100`'),
  find: oneOrList(() => text('a unique field')),
  custom: flag,
});

export const entityShape = mapOf('an entity', {
  fields: namesOf('fields', () => fieldShape),
  states: oneOrList(() => text('a state; the first is the initial one')),
  moves: namesOf('moves', () => text('`from | from -> to`')),
  rules: namesOf('rules', () => text('an expression, then its message in quotes')),
  unique: oneOrList(() => text('`a + b where …`')),
  index: oneOrList(() => text('`a + b desc where …`')),
  commands: namesOf('commands', () => commandShape),
  queries: namesOf('queries', () => queryShape),
  access: accessShape,
  owner: text('`self` or a path to the principal'),
  softDelete: text('true, false or `from flagField`'),
  audit: words(...auditKinds),
  plural: name,
  table: name,
  crud: oneOrList(() => words(...crudActions)),
  tenancy: words('none'),
});

const callShape = either(
  text('`input type, … -> output type, …`'),
  mapOf('a call', {
    input: namesOf('name: type', () => fieldShape),
    output: namesOf('name: type', () => fieldShape),
  }),
);

const serviceShape = mapOf(
  'an outside service',
  {
    url: name,
    timeout: duration,
    retry: integer,
    breaker: text('`50% of 20 for 30s`'),
    calls: namesOf('calls', () => callShape),
  },
  ['url'],
);

const roleShape = either(
  optionalText,
  mapOf('a role', {
    description: text('what the role is for'),
    extends: oneOrList(() => text('a role')),
    assigns: oneOrList(() => text('a role')),
    tenants: words('all'),
  }),
);

const settings = (
  means: string,
  vocabulary: Readonly<Record<string, readonly string[]>>,
): MapShape =>
  mapOf(
    means,
    Object.fromEntries(
      Object.entries(vocabulary).map(([key, list]) => [key, oneOrList(() => words(...list))]),
    ),
  );

export const documentShape: MapShape = {
  ...mapOf(
    'the model',
    {
      prd: text('the version of the format: 1'),
      name: matching('the code name of the product', /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, {
        en: 'small letters, digits and single hyphens, a letter first',
        zh: '小写字母、数字与单个连字符，以字母开头',
      }),
      title: text('the title'),
      lang: languageShape,
      currency: matching('an ISO 4217 code', /^[A-Z]{3}$/, {
        en: 'three capital letters, as in USD',
        zh: '三个大写字母，例如 CNY',
      }),
      stack: settings('technologies', stackWords),
      architecture: words(...architectures),
      tenancy: text('`none`, `row by claim` or `schema by claim`'),
      principal: text('`Entity` or `Entity by field`'),
      access: accessShape,
      roles: namesOf('roles', () => roleShape),
      modules: namesOf('modules', () => oneOrList(() => text('an entity'))),
      enums: namesOf('enums', () => oneOrList(() => text('`value label | …`'))),
      values: namesOf('value objects', () => namesOf('fields', () => fieldShape)),
      entities: namesOf('entities', () => entityShape),
      events: namesOf('events', () =>
        either(
          mapOf('an event', { data: inputShape }),
          listOf(() => text('a field')),
          optionalText,
        ),
      ),
      reactions: namesOf('event: targets', () => oneOrList(() => text('a target'))),
      sagas: namesOf('sagas', () =>
        mapOf(
          'a saga',
          {
            starts: text('the event that starts it'),
            steps: oneOrList(() => text('a step')),
            fails: text('the target run when it fails'),
          },
          ['starts', 'steps'],
        ),
      ),
      services: namesOf('services', () => serviceShape),
      cache: namesOf('Entity or Entity.query: duration', () => duration),
      limits: namesOf('what: limit', () => text('`100/min per user`')),
      nfr: mapOf('what the product must hold', {
        users: amount,
        qps: amount,
        p50: duration,
        p95: duration,
        p99: duration,
        availability: percent,
        retention: namesOf('Entity: duration', () => duration),
        rpo: duration,
        rto: duration,
      }),
      deploy: mapOf('where and how it runs', {
        ...settings('deploy', deployWords).keys,
        replicas,
      }),
      seed: namesOf('Entity: rows', () => listOf(() => namesOf('field: value', () => seedValue))),
      renames: oneOrList(() => text('`old -> new`')),
      drops: oneOrList(() => text('`Entity` or `Entity.field`')),
      retire: namesOf('what: replacement', () => name),
      data: oneOrList(() => text('`A -> B`')),
    },
    ['prd', 'name', 'entities'],
  ),
  ignored: ignoredKeys,
};

const seedValue: Shape = { kind: 'text', means: 'a value', empty: true };
