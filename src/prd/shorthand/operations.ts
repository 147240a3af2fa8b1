import type { LimitSyntax, Located, ServiceSyntax, TenancySyntax } from '../document.ts';
import { nearest } from '../../nearest.ts';
import { limitScopes, limitWindows } from '../vocabulary.ts';
import type { Cursor } from './cursor.ts';
import { readDuration } from './duration.ts';
import { readCount } from './query.ts';

const word = /[\p{L}\p{N}_-]+/uy;

/** `100/min per user` */
export function readLimit(cursor: Cursor): Omit<LimitSyntax, 'target' | 'at'> {
  const count = readCount(cursor);
  cursor.needSymbol('/');
  const windows = Object.keys(limitWindows) as (keyof typeof limitWindows)[];
  const unit = windows.find((one) => cursor.word(one));
  if (!unit)
    return cursor.expected({ en: `one of ${windows.join(' ')}`, zh: `${windows.join('、')} 之一` });
  if (!cursor.word('per')) cursor.expected({ en: '"per"', zh: '“per”' });
  const per = limitScopes.find((one) => cursor.word(one));
  if (!per) {
    const hint = nearest(cursor.peek(word) ?? '', limitScopes);
    const list = limitScopes.join(' ');
    return cursor.expected({ en: `one of ${list}`, zh: `${list} 之一` }, hint);
  }
  return { count, windowMs: limitWindows[unit], per };
}

/** `50% of 20 for 30s` */
export function readBreaker(cursor: Cursor): ServiceSyntax['breaker'] {
  const percent = cursor.take(/(?:100|[1-9]\d?)(?=\s*%)/y);
  if (percent === null)
    return cursor.expected({ en: 'a percentage, 1% to 100%', zh: '百分比，1% 至 100%' });
  cursor.needSymbol('%');
  if (!cursor.word('of')) cursor.expected({ en: '"of"', zh: '“of”' });
  const of = readCount(cursor);
  if (!cursor.word('for')) cursor.expected({ en: '"for"', zh: '“for”' });
  return { percent: Number(percent), of, forMs: readDuration(cursor) };
}

/** `none`, `row by merchantId default main`, `schema by tenant` */
export function readTenancy(cursor: Cursor): TenancySyntax {
  const start = cursor.offset;
  if (cursor.word('none')) {
    return { kind: 'none', claim: null, defaultTenant: null, at: cursor.since(start) };
  }
  const kind = cursor.word('row') ? 'row' : cursor.word('schema') ? 'schema' : null;
  if (!kind) {
    const hint = nearest(cursor.peek(word) ?? '', ['none', 'row', 'schema']);
    return cursor.expected(
      { en: '"none", "row" or "schema"', zh: '“none”、“row”或“schema”' },
      hint,
    );
  }
  if (!cursor.word('by')) cursor.expected({ en: '"by" and the claim', zh: '“by”与声明名' });
  const claim = cursor.needName({ en: 'the claim', zh: '声明名' });
  const defaultTenant = cursor.word('default') ? readTenantId(cursor) : null;
  return { kind, claim, defaultTenant, at: cursor.since(start) };
}

function readTenantId(cursor: Cursor): Located<string> {
  const id = cursor.quoted() ?? cursor.takeLocated(word);
  return id ?? cursor.expected({ en: 'the id of a tenant', zh: '租户编号' });
}

/** `Customer by externalId` */
export function readPrincipal(cursor: Cursor): {
  entity: Located<string>;
  by: Located<string> | null;
} {
  const entity = cursor.needName({ en: 'an entity', zh: '实体名' });
  const by = cursor.word('by') ? cursor.needName({ en: 'a field', zh: '字段名' }) : null;
  return { entity, by };
}

/** `A.b -> A.c` */
export function readArrow(cursor: Cursor): { from: Located<string>; to: Located<string> } {
  const from = readTargetPath(cursor);
  cursor.needSymbol('->');
  return { from, to: readTargetPath(cursor) };
}

/** `Order`, `Order.status.old`, where the last part may be a value. */
export function readTargetPath(cursor: Cursor): Located<string> {
  const path = cursor.takeLocated(
    /[\p{L}_][\p{L}\p{M}\p{N}_]*(?:\.[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_]|-(?!>))*)*/uy,
  );
  return path ?? cursor.expected({ en: 'a name', zh: '一个名称' });
}
