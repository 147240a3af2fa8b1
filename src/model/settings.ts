import type { Document } from '../prd/index.ts';
import { currencyCodes, currencyOf } from './currencies.ts';
import type { Building } from './draft.ts';
import type { Currency, Model, Stack, Tenancy } from './model.ts';
import { snakeOf } from './names.ts';
import { kinds } from './problems.ts';

export function currencySetting(building: Building): Currency {
  const { currency, lang } = building.document;
  const usual = { code: lang === 'zh' ? 'CNY' : 'USD', digits: 2 };
  if (!currency) return usual;
  const found = currencyOf(currency.value);
  if (!found) building.problems.unknown(kinds.currency, currency.value, currency.at, currencyCodes);
  return found ?? usual;
}

export function stackOf(document: Document): Stack {
  const words = (key: string): readonly string[] =>
    document.stack.find((one) => one.key.value === key)?.values.map((one) => one.value) ?? [];
  const engine = (key: string): string | null => {
    const [word] = words(key);
    return word === undefined || word === 'none' ? null : word;
  };
  const [db = 'postgres'] = words('db');
  const [files = 'disk'] = words('files');
  const [auth = 'jwt'] = words('auth');
  const api = words('api');
  return {
    db,
    cache: engine('cache') ?? (document.cache.length > 0 ? 'memory' : null),
    mq: engine('mq'),
    jobs: engine('jobs'),
    files,
    api: api.length === 0 ? ['rest'] : api,
    auth,
  };
}

export function architectureOf(document: Document): Model['architecture'] {
  const word = document.architecture?.value;
  return word === 'services' || word === 'serverless' ? word : 'monolith';
}

export function tenancyOf(document: Document): Tenancy | null {
  const { tenancy } = document;
  if (!tenancy || tenancy.kind === 'none' || !tenancy.claim) return null;
  return {
    kind: tenancy.kind,
    claim: tenancy.claim.value,
    column: snakeOf(tenancy.claim.value),
    defaultTenant: tenancy.defaultTenant?.value ?? null,
  };
}

export function nfrOf(document: Document): Model['nfr'] {
  return Object.fromEntries(
    document.nfr.map(({ key, values }) => [key.value, values.map((one) => one.value).join(' ')]),
  );
}

export function deployOf(document: Document): Model['deploy'] {
  return Object.fromEntries(
    document.deploy.map(({ key, values }) => [key.value, values.map((one) => one.value)]),
  );
}

/** Kept as long as said; the log of changes has its own name. */
export function retentionOf(building: Building): Model['retention'] {
  return building.document.retention.flatMap(({ target, ms }) => {
    const code = building.labels.get(target.value) ?? target.value;
    const known = [...building.entities.keys(), 'AuditLog'];
    if (!known.includes(code)) {
      building.problems.unknown(kinds.entity, target.value, target.at, known);
      return [];
    }
    return [{ target: code, ms: ms.value }];
  });
}
