import type { FieldSyntax, ServiceSyntax } from '../prd/index.ts';
import { ownInput } from './inputs.ts';
import type { Building } from './draft.ts';
import type { Input, Service } from './model.ts';
import { kebabOf, lowerFirst, safe, upperFirst } from './names.ts';

const usual = { timeoutMs: 3_000, retry: 2 } as const;

export function servicesOf(building: Building): readonly Service[] {
  return building.document.services.map((syntax) => serviceOf(building, syntax));
}

function serviceOf(building: Building, syntax: ServiceSyntax): Service {
  const { code, label, at } = syntax.name;
  const taken = building.entities.has(code);
  if (taken)
    building.problems.add('duplicate_type', at, {
      en: `"${code}" is an entity already`,
      zh: `“${code}”已是实体名`,
    });
  const prefix = upperFirst(code);
  const inputs = (list: readonly FieldSyntax[], call: string): readonly Input[] =>
    list.flatMap((one) => ownInput(building, one, null, prefix + upperFirst(call)));
  return {
    name: code,
    label: label ?? code,
    className: `${upperFirst(code)}Service`,
    camel: safe(lowerFirst(code)),
    kebab: kebabOf(code),
    urlVariable: syntax.url.value,
    timeoutMs: syntax.timeoutMs ?? usual.timeoutMs,
    retry: syntax.retry ?? usual.retry,
    breaker: syntax.breaker && {
      percent: syntax.breaker.percent,
      of: syntax.breaker.of,
      forMs: syntax.breaker.forMs,
    },
    calls: syntax.calls.map((call) => ({
      name: call.name.code,
      label: call.name.label ?? call.name.code,
      input: inputs(call.input, call.name.code),
      output: inputs(call.output, call.name.code),
    })),
    at: syntax.name.at,
  };
}
