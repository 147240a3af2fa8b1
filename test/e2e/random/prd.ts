import { stringify } from 'yaml';
import type { Random } from '../../evolution/series/series.ts';

type Words = Readonly<Record<string, unknown>>;

/** A field's words in their order: type, `?`, modifiers, default. */
interface FieldWords {
  readonly kind: string;
  readonly type: string;
  readonly optional: boolean;
  readonly modifiers: string;
  readonly value: string | null;
}

/** The front matter of a PRD with `count` entities, which together use what the format has. */
export function randomPrd(count: number, random: Random): string {
  const names = Array.from({ length: count }, (_, n) => `Thing${n}`);
  const things = names.map((name, n) => new EntityWords(name, names.slice(0, n), random));
  for (const thing of things) thing.showItself(things);
  const entities = { User: user, ...Object.assign({}, ...things.map((one) => one.words())) };
  const events = Object.assign({}, ...things.map((one) => one.events));
  const reactions = Object.assign({}, ...things.map((one) => one.reactions));
  const model = {
    prd: 1,
    name: 'random',
    lang: random(2) === 0 ? 'en' : 'zh',
    stack: {
      cache: random(2) === 0 ? 'redis' : 'memory',
      mq: ['memory', 'redis', 'nats', 'rabbitmq', 'none'][random(5)],
    },
    ...(random(2) === 0 && { tenancy: 'row by orgId default main' }),
    roles: {
      member: 'works',
      boss: { description: 'leads', extends: 'member', assigns: 'member' },
    },
    ...(random(2) === 0 && { modules: modulesOf(Object.keys(entities)) }),
    enums: { Kind: 'red | green | blue' },
    values: { Place: { city: 'string(1..60)', floor: 'int?', kinds: 'Kind[]' } },
    entities,
    events,
    reactions,
    services: { mail: { url: 'MAIL_URL', calls: { send: 'about uuid, text string ->' } } },
    ...(random(2) === 0 && {
      cache: Object.fromEntries(names.slice(0, 3).map((one) => [one, '1m'])),
    }),
    limits: { default: '100/min per user', 'auth.login': '10/min per ip' },
    nfr: { retention: { [names[0] ?? '']: '1y' } },
  };
  return `---\n${stringify(model)}---\n\n# Random\n`;
}

/** Children stand where their parent does. */
function modulesOf(entities: readonly string[]): Words {
  const isFirst = (name: string): boolean =>
    name === 'User' || /^Thing\d*[02468](?:Line\d+)?$/.test(name);
  return {
    core: entities.filter(isFirst),
    more: entities.filter((name) => !isFirst(name)),
  };
}

const user: Words = {
  fields: {
    email: 'email unique pii',
    password: 'password',
    name: 'string(1..60)',
    roles: 'role[] readonly = [member]',
  },
  owner: 'self',
  crud: ['create', 'update', 'get', 'list'],
  commands: {
    create: { by: 'anyone', input: ['email', 'name', 'password'] },
    update: { by: 'owner', input: ['name'] },
  },
  queries: { get: { by: ['owner', 'boss'] }, list: { by: 'boss' } },
};

class EntityWords {
  readonly events: Record<string, Words> = {};
  readonly reactions: Record<string, readonly string[]> = {};
  readonly #children: Record<string, Words> = {};
  readonly #inverses: Record<string, string> = {};
  readonly #name: string;
  readonly #others: readonly string[];
  readonly #random: Random;
  readonly #fields: Record<string, FieldWords> = {};

  constructor(name: string, others: readonly string[], random: Random) {
    this.#name = name;
    this.#others = others;
    this.#random = random;
    for (let n = 1 + random(7); n > 0; n--) {
      const field = this.#field(n);
      this.#fields[`${field.kind}${n}`] = field;
    }
    if (this.#chance(2)) {
      const value = this.#chance(2) ? 'me' : null;
      this.#fields['person'] = plain('person', '-> User', { value, optional: this.#chance(3) });
    }
    if (this.#chance(5)) {
      const modifiers = 'unique readonly sequence("N-{n:4}")';
      this.#fields['no'] = plain('no', 'string(20)', { modifiers });
    }
    for (const name of this.#named(['lines'])) {
      const type = this.#fields[name]?.type.replace('[]', '') ?? '';
      this.#children[type] = this.#line(name);
    }
  }

  /** Whatever it refers to may list and count it. */
  showItself(all: readonly EntityWords[]): void {
    for (const name of this.#named(['ref'])) {
      const target = all.find((one) => this.#fields[name]?.type === `-> ${one.#name}`);
      if (target === undefined || !this.#chance(2)) continue;
      const list = `of${this.#name}${name}`;
      target.#inverses[list] = `<- ${this.#name}.${name}`;
      if (this.#chance(2)) target.#inverses[`${list}Count`] = `int counter(${list})`;
    }
  }

  /** Itself and its children, by name. */
  words(): Readonly<Record<string, Words>> {
    return { [this.#name]: this.#root(), ...this.#children };
  }

  #root(): Words {
    const numbers = this.#named(['int', 'money', 'decimal', 'bigint']).filter(
      (one) => !this.#fields[one]?.optional,
    );
    const [number] = numbers;
    const texts = this.#named(['string', 'text', 'slug']);
    const hasStates = this.#chance(2);
    const isOwned = this.#fields['person'] !== undefined && this.#chance(2);
    const computed = number !== undefined &&
      this.#chance(2) && {
        twice: `${this.#fields[number]?.type} computed(${number} + ${number})`,
      };
    return {
      fields: { ...mapped(this.#fields, textOf), ...computed, ...this.#inverses },
      ...(hasStates && {
        states: 'open | held | shut',
        moves: { hold: 'open -> held', shut: 'open | held -> shut' },
      }),
      ...(isOwned && { owner: 'person' }),
      access: isOwned
        ? {
            read: this.#of<unknown>('owner', ['owner', 'boss']),
            write: this.#of<unknown>('owner', ['owner', 'boss']),
          }
        : { read: this.#of('member', 'signedIn', 'anyone'), write: this.#of('member', 'boss') },
      ...(this.#chance(3) && { softDelete: true }),
      ...(this.#chance(4) && { audit: 'full' }),
      ...(this.#chance(3) && { crud: this.#some(['create', 'update', 'delete', 'get', 'list']) }),
      ...(number && this.#chance(3) && { rules: { bounded: `${number} <= 900 "too much"` } }),
      ...(number && texts[0] && this.#chance(3) && { unique: [`${number} + ${texts[0]}`] }),
      ...(this.#chance(3) && { index: ['createdAt desc'] }),
      ...(this.#chance(2) && { queries: { list: this.#list(numbers, texts, hasStates) } }),
      commands: this.#commands(number, hasStates),
    };
  }

  #list(numbers: readonly string[], texts: readonly string[], hasStates: boolean): Words {
    const filters = [
      ...this.#named(['bool', 'date', 'uuid', 'ref']),
      ...(hasStates ? ['status in'] : []),
      ...numbers.map((one) => `${one} range`),
    ];
    return {
      filter: this.#some(filters),
      sort: [this.#of('-createdAt', 'createdAt'), ...this.#some(numbers)],
      ...(texts.length > 0 && this.#chance(2) && { search: texts }),
      page: this.#of('cursor 10 max 50', 'offset 10 max 50'),
    };
  }

  #commands(number: string | undefined, hasStates: boolean): Words {
    const changed = this.#named(['int', 'string', 'bool', 'date', 'lines', 'value']);
    const [collection] = this.#named(['lines']);
    return {
      ...(this.#fields['person']?.optional &&
        this.#chance(3) && { create: { sets: { person: 'me' } } }),
      ...(changed.length > 0 && this.#chance(3) && { update: { input: this.#some(changed) } }),
      ...(number &&
        this.#chance(2) && {
          raise: {
            input: { by: 'int >= 1 <= 9' },
            ...(hasStates && { when: 'status == open "not open"' }),
            sets: { [number]: `${number} + input.by` },
            ...(this.#chance(2) && { emits: this.#event(number) }),
            ...(this.#chance(2) && { idempotent: true }),
          },
        }),
      ...(collection &&
        this.#chance(2) && {
          correct: { on: collection, input: { qty: 'int >= 0' }, sets: { qty: 'input.qty' } },
        }),
      ...(this.#chance(4) && {
        ask: { custom: true, input: { about: 'string(1..80)?' }, returns: { answer: 'text' } },
      }),
      ...(hasStates && this.#chance(3) && { shut: { by: ['boss', 'system'], every: '1d' } }),
    };
  }

  #event(number: string): string {
    const name = `${this.#name}Raised`;
    this.events[name] = { data: ['id', number] };
    if (this.#chance(2)) this.reactions[name] = ['mail.send with (about: id, text: "raised")'];
    return name;
  }

  #line(collection: string): Words {
    return {
      fields: {
        qty: this.#of('int >= 0', 'int >= 1 = 1'),
        note: this.#of('string(..80)?', 'text', 'Kind = red'),
        ...(this.#chance(2) && { of: `-> ${this.#of('User', ...this.#others)}` }),
        ...(this.#chance(3) && { double: 'int computed(qty * 2)' }),
      },
      ...(this.#chance(3) && { rules: { few: `qty <= 99 "too many of ${collection}"` } }),
    };
  }

  #field(n: number): FieldWords {
    const optional = this.#chance(3);
    const value = this.#chance(3);
    const scalar = (kind: string, type: string, modifiers: readonly string[], text: string) =>
      plain(kind, type, {
        optional,
        modifiers: this.#of('', ...modifiers),
        value: value ? text : null,
      });
    const other = this.#of('User', ...this.#others);
    return this.#of<FieldWords>(
      scalar(
        'string',
        this.#of('string', 'string(1..40)'),
        ['unique', 'search', 'ci', 'immutable'],
        '"a b"',
      ),
      scalar('text', 'text', ['search', 'pii'], '"x: #1"'),
      scalar('int', 'int', ['>= 0', '> 0 <= 100', 'index'], '3'),
      scalar('money', 'money', ['>= 0'], '2.50'),
      scalar('decimal', 'decimal(9 3)', ['<= 900'], '0.125'),
      scalar('bigint', 'bigint', [], '9007199254740993'),
      scalar('float', 'float', ['>= 0'], '0.5'),
      scalar('bool', 'bool', [], 'true'),
      scalar('date', 'date', ['immutable'], 'today()'),
      scalar('datetime', 'datetime', ['index'], 'now()'),
      scalar('time', 'time', [], '"08:30"'),
      scalar('duration', 'duration', [], '90min'),
      scalar('uuid', 'uuid', ['unique'], 'uuid()'),
      scalar('email', 'email', ['pii', 'unique'], '"a@b.co"'),
      scalar('url', 'url', [], '"https://a.example"'),
      scalar('phone', 'phone', ['pii'], '"+4912345"'),
      scalar('slug', 'slug', ['unique'], 'abc'),
      scalar('tz', 'tz', [], '"Europe/Berlin"'),
      scalar('ip', 'ip', [], '"10.0.0.1"'),
      scalar('secret', 'string(1..60)', ['secret'], '"s"'),
      scalar('kind', this.#of('Kind', 'enum(red | low)'), ['index'], 'red'),
      plain('json', 'json', { optional }),
      plain('bytes', 'bytes(..1KB)', { optional }),
      plain('file', this.#of('file', 'image(..2MB)'), { optional: true }),
      plain('value', 'Place', { optional }),
      plain('values', 'Place[]', {}),
      plain('kinds', 'Kind[]', {}),
      plain('strings', 'string(1..9)[]', {}),
      plain('lines', `${this.#name}Line${n}[]`, {}),
      plain('ref', `-> ${other}`, { optional }),
      plain('refs', `-> ${other}[]`, {}),
      plain('either', `-> User | ${other === 'User' ? this.#name : other}`, { optional }),
    );
  }

  #named(kinds: readonly string[]): readonly string[] {
    return Object.keys(this.#fields).filter((name) =>
      kinds.includes(this.#fields[name]?.kind ?? ''),
    );
  }

  #chance(oneOf: number): boolean {
    return this.#random(oneOf) === 0;
  }

  #of<Value>(...values: readonly [Value, ...Value[]]): Value {
    return values[this.#random(values.length)] ?? values[0];
  }

  #some<Value>(values: readonly Value[]): readonly Value[] {
    return values.filter(() => this.#chance(2));
  }
}

function plain(kind: string, type: string, more: Partial<FieldWords>): FieldWords {
  return { kind, type, optional: false, modifiers: '', value: null, ...more };
}

function textOf({ type, optional, modifiers, value }: FieldWords): string {
  return [`${type}${optional ? '?' : ''}`, modifiers, value === null ? '' : `= ${value}`]
    .filter((one) => one !== '')
    .join(' ');
}

function mapped<From, To>(values: Readonly<Record<string, From>>, to: (value: From) => To) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, to(value)]));
}
