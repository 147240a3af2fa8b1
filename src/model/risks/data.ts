import type { Entity, Field, Model } from '../model.ts';
import { shortList } from './found.ts';
import type { Found } from './found.ts';

export function personalData(entity: Entity, model: Model): readonly Found[] {
  const marked = entity.fields.filter((field) => field.pii);
  const unmarked = entity.fields.filter(
    ({ pii, type }) => !pii && type.kind === 'scalar' && ['email', 'phone'].includes(type.scalar),
  );
  const kept = model.retention.some((one) => one.target === entity.names.code);
  return [
    ...(marked.length > 0 && !kept
      ? [
          {
            code: 'pii_without_retention',
            message: {
              en: `personal data of ${entity.label} (${shortList(marked.map((one) => one.name))}) are kept for ever`,
              zh: `${entity.label}的个人数据（${shortList(marked.map((one) => one.name))}）被永久保存`,
            },
            mitigation: {
              en: `say how long: \`nfr: { retention: { ${entity.names.code}: 2y } }\``,
              zh: `请说明期限：\`nfr: { retention: { ${entity.names.code}: 2y } }\``,
            },
          },
        ]
      : []),
    ...(unmarked.length > 0
      ? [
          {
            code: 'pii_unmarked',
            message: {
              en: `${shortList(unmarked.map((one) => one.name))} of ${entity.label} look like personal data and are not marked`,
              zh: `${entity.label}的 ${shortList(unmarked.map((one) => one.name))} 像是个人数据，但没有标记`,
            },
            mitigation: {
              en: 'add `pii`, so that they are masked in logs and left out of answers to anyone',
              zh: '请加上 `pii`，使其在日志中脱敏，且不向匿名者返回',
            },
          },
        ]
      : []),
  ];
}

const MONEY_NAME = /price|amount|total|cost|fee|balance|salary/i;

const MONEY_LABEL = /价|金额|费|余额|工资/;

export function fieldRisks(entity: Entity, field: Field): readonly Found[] {
  if (field.type.kind !== 'scalar') return [];
  const name = `${entity.names.code}.${field.name}`;
  const { scalar } = field.type;
  const found: Found[] = [];
  if (scalar === 'float' && (MONEY_NAME.test(field.name) || MONEY_LABEL.test(field.label)))
    found.push({
      code: 'float_money',
      message: { en: `${name} is a float and looks like money`, zh: `${name} 是浮点数，却像金额` },
      mitigation: { en: 'use `money`, which is exact', zh: '请使用精确的 `money`' },
    });
  if (field.search && scalar === 'text' && (field.length?.max ?? 0) > 10_000)
    found.push({
      code: 'long_search',
      message: {
        en: `${name} is searched and may hold ${field.length?.max} characters`,
        zh: `${name} 可搜索，且长达 ${field.length?.max} 个字符`,
      },
      mitigation: {
        en: 'give it a length, as in `text(..5000)`',
        zh: '请限制长度，例如 `text(..5000)`',
      },
    });
  return found;
}
