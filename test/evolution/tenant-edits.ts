import { entity, thing } from './edit.ts';
import type { Edit } from './edit.ts';

/** Things with tags and parts, under tenants or not. */
const tenants = (tenancy: string, fields: string): string =>
  `${tenancy}\n${entity(fields)}  Tag:\n    fields:\n      t: string unique\n  Part:\n    fields:\n      u: int\n`;

/** Whose rows they are, and what the database makes of it. */
export const tenantEdits: readonly Edit[] = [
  {
    name: 'tenancy is switched on where there are sets and elements',
    before: tenants('', 'tags: "-> Tag[]"\nparts: Part[]'),
    rows: [],
    after: tenants('tenancy: row by shopId default main', 'tags: "-> Tag[]"\nparts: Part[]'),
    ask: 'select count(*)::int as n from things',
    want: [{ n: 0 }],
    sql: [/create policy "of_tenant" on "things_tags"|create policy "of_tenant" on "thing_tags"/],
  },
  {
    name: 'the claim that names the tenant is another',
    before: tenants('tenancy: row by shopId default main', 'tags: "-> Tag[]"\nparts: Part[]'),
    rows: [],
    after: tenants('tenancy: row by storeId default main', 'tags: "-> Tag[]"\nparts: Part[]'),
    ask: 'select count(*)::int as n from things',
    want: [{ n: 0 }],
  },
  {
    name: 'an entity is shared among tenants, and another comes',
    before: tenants('tenancy: row by shopId default main', 'p: string'),
    rows: [],
    after: `${tenants('tenancy: row by shopId default main', 'p: string').replace('Tag:', 'Tag:\n    tenancy: none')}  New:\n    fields:\n      q: string\n`,
    ask: 'select count(*)::int as n from tags',
    want: [{ n: 0 }],
  },
  {
    name: 'an entity of a tenant is renamed',
    before: tenants('tenancy: row by shopId default main', 'tags: "-> Tag[]"\nparts: Part[]'),
    rows: [],
    after: `${tenants('tenancy: row by shopId default main', 'tags: "-> Tag[]"\nparts: Part[]').replaceAll('Tag', 'Label').replace('tags:', 'labels:')}renames: [Tag -> Label, Thing.tags -> Thing.labels]\n`,
    ask: 'select count(*)::int as n from labels',
    want: [{ n: 0 }],
    sql: ['with (security_invoker = true)'],
  },
  {
    name: 'tenancy is switched off where numbers are given, and they go on',
    before: `tenancy: row by shopId default main\n${entity('p: string\nno: string readonly sequence("A-{n:3}")')}`,
    rows: [
      `insert into sequences (shop_id, "name", "period", "value") values ('main', 'Thing.no', '', 7)`,
    ],
    after: entity('p: string\nno: string readonly sequence("A-{n:3}")'),
    ask: `insert into sequences ("name", "period", "value") values ('Thing.no', '', 1) on conflict on constraint "sequences_pkey" do update set "value" = "sequences"."value" + 1 returning "value"::int`,
    want: [{ value: 8 }],
  },
  ...['on', 'off'].map((way) => {
    const tenancy = 'tenancy: row by shopId default main\n';
    const [before, after] = way === 'on' ? ['', tenancy] : [tenancy, ''];
    const shop = way === 'on' ? ['', ''] : ['shop_id, ', "'main', "];
    const more = '  Other:\n    fields:\n      n: string readonly sequence("B-{n:3}")\n';
    return {
      name: `tenancy is switched ${way} while existing rows get numbers`,
      before: `${before}${entity('p: string', more)}`,
      rows: [
        thing(`${shop[0]}p`, `${shop[1]}'p'`),
        `insert into sequences (${shop[0]}"name", "period", "value") values (${shop[1]}'Other.n', '', 7)`,
      ],
      after: `${after}${entity('p: string\nno: string readonly sequence("A-{n:3}")', more)}`,
      ask: 'select no, (select "value"::int from sequences where "name" = \'Other.n\') as n from things',
      want: [{ no: 'A-001', n: 7 }],
    };
  }),
];
