/** One small PRD for each code: the code, the lines after `lang:`, and where it is said. */
export type Case = readonly [code: string, lines: string, at: string];

/** `Thing` with these lines, after the top lines given. */
const thing = (lines: string, top = ''): string =>
  `${top}entities:\n  Thing:\n${lines.replace(/^/gm, '    ')}`;
const field = (text: string, top = ''): string => thing(`fields:\n  ${text}`, top);
const people = '  User:\n    fields: { email: email unique, password: password }\n';

export const nameCases: readonly Case[] = [
  ['unknown_entity', field('a: -> Thingg'), '8:13'],
  ['unknown_type', field('a: strng'), '8:10'],
  ['unknown_field', thing('fields: { a: int }\nunique: [b]'), '8:14'],
  ['unknown_role', thing('access: { read: boss }'), '7:21'],
  ['unknown_state', thing('states: a | b\nmoves: { go: a -> c }'), '8:23'],
  ['unknown_event', thing('commands: { create: { emits: Made } }'), '7:34'],
  [
    'unknown_command',
    `${thing('fields: { a: int }')}\nreactions: { ThingCreated: [Thing.go] }`,
    '8:35',
  ],
  [
    'unknown_subject',
    `${thing('fields: { a: int }')}\nreactions: { ThingCreated: [Thin.create] }`,
    '8:29',
  ],
  [
    'unknown_call',
    `${thing('fields: { a: int }')}\nservices: { mail: { url: U, calls: { send: "->" } } }\nreactions: { ThingCreated: [mail.sent] }`,
    '9:34',
  ],
  [
    'unknown_collection',
    thing('fields: { a: int }\ncommands: { go: { on: a, sets: { a: 1 } } }'),
    '8:27',
  ],
  ['unknown_currency', field('a: int', 'currency: USX\n'), '5:11'],
  ['unknown_query', `${field('a: int')}\ncache: { Thing.lst: 5m }`, '9:10'],
  ['unknown_limit', `${field('a: int')}\nlimits: { Thing.mak: 5/min per ip }`, '9:11'],
  ['unknown_value', field('a: enum(b | c) = d'), '8:24'],
  ['unknown_name', thing('fields: { a: int }\nrules: { r: b > 0 }'), '8:17'],
  ['duplicate_type', `${field('a: int')}\nenums: { Thing: a | b }`, '9:10'],
  ['duplicate_type', `${field('a: int')}\nservices: { Thing: { url: U } }`, '9:13'],
  [
    'duplicate_type',
    thing(
      'fields: { a: int }\ncommands:\n  x: { input: { k: enum(a | b) }, sets: { a: 1 } }\n  y: { input: { k: enum(c) }, sets: { a: 1 } }',
    ),
    '10:21',
  ],
  ['reserved_name', field('status: string'), '8:7'],
  ['member_taken', thing('fields: { a: -> Thing?, aId: string? }'), '7:29'],
  ['column_taken', thing('fields: { fooBar: int, b: int column(foo_bar) }'), '7:28'],
  ['table_taken', 'entities:\n  Person: { plural: persons }\n  People: { plural: persons }', '7:3'],
  ['table_taken', 'entities:\n  Doc: { fields: { a: int } }', '6:3'],
  ['table_taken', 'entities:\n  Visit: { table: sessions, fields: { a: int } }', '6:3'],
  [
    'name_taken',
    'entities:\n  Order: { fields: { a: int } }\n  OrderView: { fields: { a: int } }',
    '7:3',
  ],
  ['name_taken', thing('fields: { a: int }\nstates: x | y\nmoves: { create: x -> y }'), '9:14'],
  [
    'parameter_taken',
    thing('fields: { limit: int }\nqueries: { list: { filter: limit } }'),
    '8:32',
  ],
];

export const fieldCases: readonly Case[] = [
  ['empty_range', field('a: string(5..2)'), '8:7'],
  ['empty_range', field('a: int >= 5 <= 2'), '8:7'],
  ['bound_without_number', field('a: string >= 2'), '8:17'],
  ['pattern_without_text', thing('fields: { a: -> Thing? /x/ }'), '7:28'],
  ['slow_pattern', field('a: string /(a+)+/'), '8:17'],
  ['sequence_without_number', field('a: string sequence("X-{yyyy}")'), '8:17'],
  ['modifier_without_use', field('a: int search'), '8:14'],
  ['modifier_without_use', thing('fields: { e: email unique, "a": "password[]" }'), '7:32'],
  ['setnull_of_required', field('a: -> Thing setnull'), '8:19'],
  ['not_in_a_value', `${field('a: V')}\nvalues: { V: { x: int unique } }`, '9:23'],
  ['not_a_currency', thing('fields: { c: int, a: money in c }'), '7:35'],
  [
    'counter_without_number',
    thing('fields: { up: -> Thing?, downs: <- Thing.up, n: string counter(downs) }'),
    '7:60',
  ],
  [
    'computed_leaves_aggregate',
    thing('fields: { up: -> Thing?, a: int, n: int? computed(up.a) }'),
    '7:55',
  ],
  ['computed_order', thing('fields: { a: int computed(b + 1), b: int computed(2) }'), '7:15'],
  ['default_beside_source', field('a: int computed(1) = 2'), '8:28'],
  ['wrong_default', field('a: int = x'), '8:16'],
  ['default_out_of_bounds', field('a: int >= 5 = 2'), '8:21'],
  ['default_out_of_bounds', field('a: string(1..2) = long'), '8:25'],
  ['may_be_absent', thing('fields: { up: -> Thing?, a: int, b: int = up.a }'), '7:47'],
  ['may_be_absent', thing('fields: { x: int?, b: int computed(x + 1) }'), '7:40'],
  ['wrong_type', thing('fields: { x: string, b: int computed(x) }'), '7:42'],
  ['never_filled', field('a: int readonly'), '8:7'],
  ['no_roles', field('a: role[]'), '8:7'],
  [
    'not_an_inverse',
    'entities:\n  A: { fields: { bs: <- B.x } }\n  B: { fields: { x: int, a: -> A } }',
    '6:27',
  ],
  ['unique_twice', thing('fields: { no: int unique }\nunique: [no]'), '8:14'],
  // What holds for all rows says it for some too, whichever comes first.
  ['unique_twice', thing('fields: { no: int }\nunique: ["no where no > 1", no]'), '8:15'],
  ['not_a_key', thing('fields: { tags: "-> Thing[]" }\nunique: [tags]'), '8:14'],
];

export const relationCases: readonly Case[] = [
  [
    'two_parents',
    'entities:\n  A: { fields: { "cs": "C[]" } }\n  B: { fields: { "cs": "C[]" } }\n  C: { fields: { x: int } }',
    '7:18',
  ],
  ['owned_by_itself', field('parts: Thing[]'), '8:7'],
  [
    'not_for_owned',
    `${field('parts: Part[]')}\n  Part: { fields: { x: int }, softDelete: true }`,
    '9:3',
  ],
  [
    'not_for_owned',
    `${field('parts: Part[]')}\n  Part: { fields: { n: 'string sequence("{n}")' } }`,
    '9:21',
  ],
  [
    'refers_to_owned',
    `${field('parts: Part[]')}\n  Part: { fields: { x: int } }\n  Other: { fields: { p: -> Part } }`,
    '10:22',
  ],
  ['entity_in_two_modules', `modules: { a: [Thing], b: [Thing] }\n${field('a: int')}`, '5:28'],
  [
    'entity_without_module',
    `modules: { a: [Thing] }\n${field('a: int')}\n  Other: { fields: { a: int } }`,
    '10:3',
  ],
  [
    'child_in_other_module',
    `modules: { a: [Thing], b: [Part] }\n${field('parts: Part[]')}\n  Part: { fields: { x: int } }`,
    '10:3',
  ],
  [
    'delete_across_modules',
    `modules: { a: [Thing], b: [Other] }\n${field('o: -> Other cascade')}\n  Other: { fields: { x: int } }`,
    '9:7',
  ],
  [
    'across_modules',
    `modules: { a: [Thing], b: [Other] }\n${thing('fields: { o: -> Other }\nqueries: { list: { filter: o.x } }')}\n  Other: { fields: { x: int } }`,
    '9:16',
  ],
  ['no_tenants', thing('fields: { a: int }\ntenancy: none'), '8:14'],
  [
    'no_tenants',
    `roles: { boss: { tenants: all } }\n${thing('access: { read: boss, write: boss }')}`,
    '5:10',
  ],
  [
    'shared_refers_to_tenant',
    `tenancy: row by shopId\n${thing('fields: { o: -> Other }\ntenancy: none')}\n  Other: { fields: { x: int } }`,
    '8:15',
  ],
];

export const rightsCases: readonly Case[] = [
  [
    'role_is_principal',
    `roles: { owner: all }\n${thing('access: { read: anyone, write: anyone }')}`,
    '5:10',
  ],
  [
    'role_cycle',
    `roles: { a: { extends: b }, b: { extends: a } }\n${thing('access: { read: a, write: a }')}`,
    '5:10',
  ],
  [
    'assigns_not_held',
    `roles: { a: { assigns: b }, b: x }\n${thing('access: { read: a, write: a }')}`,
    '5:24',
  ],
  ['no_access', `roles: { a: x }\n${field('n: int')}`, '7:3'],
  ['no_owner', thing('fields: { a: int }\naccess: { read: owner, write: anyone }'), '6:3'],
  ['owner_without_principal', thing('fields: { a: -> Thing? }\nowner: a'), '8:12'],
  ['owner_is_no_principal', `${thing('fields: { a: -> Thing? }\nowner: a')}\n${people}`, '8:12'],
  ['owner_is_no_principal', `${thing('fields: { a: int }\nowner: self')}\n${people}`, '8:12'],
  [
    'create_needs_by',
    `entities:\n  User:\n    fields: { email: email unique, password: password }\n    owner: self`,
    '6:3',
  ],
  ['which_principal', `entities:\n${people}${people.replace('User', 'Admin')}`, '8:3'],
  [
    'principal_is_owned',
    `principal: Part\n${field('parts: Part[]')}\n  Part: { fields: { x: int } }`,
    '5:12',
  ],
  ['principal_needs_unique', `principal: Thing by a\n${field('a: string')}`, '5:21'],
  ['password_without_identifier', field('p: password'), '8:7'],
  [
    'password_outside_principal',
    `principal: User\nentities:\n${people}  Other: { fields: { p: password } }`,
    '9:22',
  ],
];

export const behaviourCases: readonly Case[] = [
  ['moves_without_states', thing('moves: { go: a -> b }'), '7:14'],
  ['not_a_condition', thing('fields: { a: int }\nrules: { r: a + 1 }'), '8:17'],
  ['wrong_operands', thing('fields: { a: int, b: string }\nrules: { r: a == b }'), '8:17'],
  ['wrong_operands', thing('fields: { a: int, b: string }\nrules: { r: a * b > 0 }'), '8:17'],
  ['wrong_argument', thing('fields: { a: int }\nrules: { r: len(a) > 0 }'), '8:17'],
  [
    'where_without_collection',
    thing('fields: { "a": "int[]" }\nrules: { r: count(a where x) > 0 }'),
    '8:31',
  ],
  [
    'where_beyond_row',
    `entities:\n  Thing:\n    fields: { n: int, parts: <- Part.thing }\n    rules: { r: count(parts where n > 1) < 3 }\n  Part:\n    fields: { thing: -> Thing, m: int }`,
    '8:35',
  ],
  [
    'not_an_input',
    thing('fields: { a: int computed(1) }\ncommands: { create: { input: [a] } }'),
    '8:35',
  ],
  [
    'cannot_set',
    thing('fields: { a: int computed(1) }\ncommands: { go: { sets: { a: 2 } } }'),
    '8:31',
  ],
  ['wrong_type', thing('fields: { a: int }\ncommands: { go: { sets: { a: \'"x"\' } } }'), '8:35'],
  [
    'may_be_absent',
    thing('fields: { a: int, b: int? }\ncommands: { go: { sets: { a: b } } }'),
    '8:34',
  ],
  ['cannot_be_custom', thing('fields: { a: int }\ncommands: { create: { custom: true } }'), '8:17'],
  [
    'every_without_system',
    thing('fields: { a: int }\ncommands: { go: { every: 1h, by: signedIn, sets: { a: 1 } } }'),
    '8:17',
  ],
  [
    'every_needs_input',
    thing(
      'fields: { a: int }\ncommands: { go: { every: 1h, by: system, input: { b: int }, sets: { a: input.b } } }',
    ),
    '8:17',
  ],
  ['find_needs_unique', thing('fields: { a: int }\nqueries: { byA: { find: a } }'), '8:29'],
  [
    'cannot_sort',
    thing('fields: { a: -> Thing?, b: int }\nqueries: { list: { sort: a.b } }'),
    '8:30',
  ],
  ['cannot_search', thing('fields: { a: int }\nqueries: { list: { search: a } }'), '8:32'],
  ['cannot_filter', thing('fields: { a: json }\nqueries: { list: { filter: a } }'), '8:32'],
  [
    'cannot_cache',
    `${field('parts: Part[]')}\n  Part: { fields: { x: int } }\ncache: { Part: 5m }`,
    '10:10',
  ],
  [
    'cannot_cache',
    `${thing('fields: { a: int unique }\nqueries: { byA: { find: a } }')}\ncache: { Thing.byA: 5m }`,
    '9:10',
  ],
  [
    'cache_without_store',
    `stack: { cache: none }\n${field('a: int')}\ncache: { Thing: 5m }`,
    '10:10',
  ],
  ['limit_without_tenant', `${field('a: int')}\nlimits: { default: 5/min per tenant }`, '9:11'],
  [
    'cannot_seed',
    `${field('parts: Part[]')}\n  Part: { fields: { x: int unique } }\nseed: { Part: [{ x: 1 }] }`,
    '10:9',
  ],
  [
    'cannot_seed',
    `${thing('fields: { a: string unique, b: "int[]" }')}\nseed: { Thing: [{ a: x, b: 1 }] }`,
    '8:25',
  ],
  [
    'seed_without_tenant',
    `tenancy: row by shopId\n${field('a: string unique')}\nseed: { Thing: [{ a: x }] }`,
    '10:9',
  ],
  ['seed_without_key', `${field('a: string')}\nseed: { Thing: [{ a: x }] }`, '9:9'],
  ['seed_twice', `${field('a: string unique')}\nseed: { Thing: [{ a: x }, { a: x }] }`, '9:29'],
  [
    'seed_incomplete',
    `${thing('fields: { a: string unique, b: int }')}\nseed: { Thing: [{ a: x }] }`,
    '8:17',
  ],
  ['unused_type', `${field('a: int')}\nenums: { E: a | b }`, '9:10'],
];

const pair = (lines: string): string =>
  `entities:\n  A:\n    fields: { b: -> B, n: int, t: string? }\n    commands:\n      go: { emits: Gone }\n  B:\n    fields: { x: int }\n    commands:\n      take: { input: { n: int }, sets: { x: input.n } }\n${lines}`;

export const moreCases: readonly Case[] = [
  [
    'idle_command',
    thing(
      'fields: { a: int }\nstates: x | y\nmoves: { pay: x -> y }\ncommands: { pya: { by: anyone } }',
    ),
    '10:17',
  ],
  [
    'returns_without_custom',
    thing('fields: { a: int }\ncommands: { go: { sets: { a: 1 }, returns: { x: int } } }'),
    '8:17',
  ],
  ['not_for_owned', `${field('parts: Part[]')}\n  Part: { fields: { f: file } }`, '9:21'],
];

export const eventCases: readonly Case[] = [
  ['event_never_emitted', `${field('a: int')}\nevents: { Gone: { data: [id] } }`, '9:11'],
  [
    'event_of_two_entities',
    'entities:\n  A: { fields: { x: int }, commands: { go: { emits: Gone } } }\n  B: { fields: { x: int }, commands: { go: { emits: Gone } } }\nevents: { Gone: { data: [x] } }',
    '7:53',
  ],
  [
    'event_never_emitted',
    `${thing('crud: [get]\nfields: { a: int }')}\nreactions: { ThingCreated: [mail.send] }\nservices: { mail: { url: U, calls: { send: "->" } } }`,
    '9:14',
  ],
  [
    'event_data_missing',
    `${thing('fields: { a: int }\ncommands: { go: { emits: Gone } }')}\nevents: { Gone: { data: ["why string"] } }`,
    '8:30',
  ],
  [
    'not_in_event',
    `${thing('fields: { a: int secret }\ncommands: { go: { emits: Gone } }')}\nevents: { Gone: { data: [a] } }`,
    '9:26',
  ],
  ['no_row', pair('events: { Gone: { data: [id, n] } }\nreactions: { Gone: [B.take] }'), '15:21'],
  [
    'no_argument',
    pair('events: { Gone: { data: [id, b] } }\nreactions: { Gone: [B.take] }'),
    '15:21',
  ],
  [
    'wrong_type',
    pair('events: { Gone: { data: [id, b] } }\nreactions: { Gone: ["B.take with (n: \\"x\\")"] }'),
    '15:38',
  ],
  [
    'may_be_absent',
    pair('events: { Gone: { data: [id, b, "n int?"] } }\nreactions: { Gone: [B.take] }'),
    '15:21',
  ],
  [
    'not_for_system',
    pair('events: { Gone: { data: [id, b, n] } }\nreactions: { Gone: [B.take] }').replace(
      'take: {',
      'take: { by: signedIn,',
    ),
    '15:23',
  ],
  [
    'target_is_owned',
    `entities:\n  A: { fields: { parts: "P[]" } }\n  P: { fields: { x: int } }\nreactions: { ACreated: [P.create] }`,
    '8:25',
  ],
  [
    'beyond_row',
    pair(
      'events: { Gone: { data: [id] } }\nservices: { s: { url: U, calls: { f: "n int ->" } } }\nsagas:\n  x: { starts: Gone, steps: ["s.f with (n: b.x)"] }',
    ),
    '17:44',
  ],
  [
    'result_of_two_steps',
    pair(
      'events: { Gone: { data: [id, b] } }\nservices: { s: { url: U, calls: { f: "-> n int", g: "-> n int" } } }\nsagas:\n  x: { starts: Gone, steps: [s.f, s.g, B.take] }',
    ),
    '17:40',
  ],
];
