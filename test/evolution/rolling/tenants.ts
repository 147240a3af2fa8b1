import { entity } from '../edit.ts';
import type { Row } from '../world.ts';
import type { Rolling } from './rolling.ts';

const tenancy = 'tenancy: row by shopId default main\n';
const numbered = entity('p: string?\nno: string readonly sequence("A-{n:3}")');

/** As the code takes a number. */
const take = (tenant: string | null): string => {
  const [column, value] = tenant === null ? ['', ''] : ['shop_id, ', `'${tenant}', `];
  return `insert into sequences (${column}"name", "period", "value") values (${value}'Thing.no', '', 1)
    on conflict on constraint sequences_pkey do update set "value" = "sequences"."value" + 1 returning "value"::int as n`;
};
const taking = (tenant: string | null, n: number): Rolling['acts'][number] => ({
  write: 'select',
  ask: take(tenant),
  want: [{ n }],
});
const last = (n: number): readonly Row[] => [{ n }];

/** Tenancy where a sequence gives numbers. */
export const tenants: readonly Rolling[] = [
  {
    name: 'tenancy is switched on where numbers are given',
    before: numbered,
    rows: [take(null)],
    after: `${tenancy}${numbered}`,
    acts: [taking(null, 2), taking('main', 3), taking('other', 1), taking(null, 4)],
    last: [take('main'), last(5)],
  },
  {
    name: 'tenancy is switched off where numbers are given',
    before: `${tenancy}${numbered}`,
    rows: [take('main')],
    after: numbered,
    acts: [taking('main', 2), taking(null, 3), taking('main', 4), taking('other', 5)],
    last: [take(null), last(6)],
  },
];
