import type { Lang } from '../../diagnostic.ts';

type Texts = Readonly<Record<string, Readonly<Record<Lang, string>>>>;

/** Titles of problems, by status. */
export const problemTitles: Texts = {
  400: { en: 'Bad request', zh: '请求有误' },
  401: { en: 'Unauthenticated', zh: '未登录' },
  403: { en: 'Forbidden', zh: '没有权限' },
  404: { en: 'Not found', zh: '未找到' },
  409: { en: 'Conflict', zh: '冲突' },
  412: { en: 'Precondition failed', zh: '数据已被修改' },
  413: { en: 'Too large', zh: '内容过大' },
  415: { en: 'Unsupported media type', zh: '不支持的媒体类型' },
  422: { en: 'Invalid input', zh: '输入无效' },
  429: { en: 'Too many requests', zh: '请求过于频繁' },
  500: { en: 'Internal error', zh: '内部错误' },
  501: { en: 'Not implemented', zh: '尚未实现' },
  503: { en: 'Unavailable', zh: '服务不可用' },
};

/** What is said of a request that no handler has seen, by status. */
export const requestRefusals: Readonly<
  Record<number, { readonly code: string; readonly detail: Readonly<Record<Lang, string>> }>
> = {
  400: {
    code: 'bad_request',
    detail: { en: 'the request cannot be read', zh: '无法解析该请求' },
  },
  404: { code: 'route.not_found', detail: { en: 'there is no such route', zh: '没有这个接口' } },
  413: { code: 'too_large', detail: { en: 'the body is too large', zh: '请求体过大' } },
  415: {
    code: 'unsupported_media_type',
    detail: { en: 'the body has another type than expected', zh: '请求体的媒体类型不受支持' },
  },
};

/** What is wrong with a field, by the JSON Schema keyword that says so; `${…}` is filled in at run time. */
export const fieldMessages: Texts = {
  additionalProperties: { en: 'is not known here', zh: '不是可识别的字段' },
  anyOf: { en: 'has none of the forms it may have', zh: '不符合任何一种允许的形式' },
  const: {
    en: 'must be ${listed(params["allowedValue"])}',
    zh: '必须是 ${listed(params["allowedValue"])}',
  },
  enum: {
    en: 'must be one of ${listed(params["allowedValues"])}',
    zh: '必须是以下之一：${listed(params["allowedValues"])}',
  },
  exclusiveMaximum: {
    en: 'must be less than ${params["limit"]}',
    zh: '必须小于 ${params["limit"]}',
  },
  exclusiveMinimum: {
    en: 'must be greater than ${params["limit"]}',
    zh: '必须大于 ${params["limit"]}',
  },
  format: {
    en: 'must be ${formats[String(params["format"])] ?? params["format"]}',
    zh: '必须是${formats[String(params["format"])] ?? params["format"]}',
  },
  maxItems: {
    en: 'has too many elements: at most ${params["limit"]}',
    zh: '最多 ${params["limit"]} 项',
  },
  maxLength: {
    en: 'is too long: at most ${params["limit"]}',
    zh: '最多 ${params["limit"]} 个字符',
  },
  maximum: { en: 'must be at most ${params["limit"]}', zh: '不能大于 ${params["limit"]}' },
  minItems: {
    en: 'has too few elements: at least ${params["limit"]}',
    zh: '至少 ${params["limit"]} 项',
  },
  minLength: {
    en: 'is too short: at least ${params["limit"]}',
    zh: '至少 ${params["limit"]} 个字符',
  },
  minProperties: { en: 'must not be empty', zh: '不能为空' },
  minimum: { en: 'must be at least ${params["limit"]}', zh: '不能小于 ${params["limit"]}' },
  multipleOf: {
    en: 'must be a multiple of ${params["multipleOf"]}',
    zh: '必须是 ${params["multipleOf"]} 的倍数',
  },
  oneOf: { en: 'has none of the forms it may have', zh: '不符合任何一种允许的形式' },
  pattern: { en: 'must match ${params["pattern"]}', zh: '格式必须符合 ${params["pattern"]}' },
  required: { en: 'is required', zh: '必填' },
  type: { en: 'must be ${typed(params["type"])}', zh: '必须是${typed(params["type"])}' },
  uniqueItems: { en: 'must not hold the same element twice', zh: '不能有重复项' },
};

export const typeNames: Texts = {
  array: { en: 'a list', zh: '列表' },
  boolean: { en: 'true or false', zh: '布尔值' },
  integer: { en: 'a whole number', zh: '整数' },
  number: { en: 'a number', zh: '数字' },
  object: { en: 'an object', zh: '对象' },
  string: { en: 'text', zh: '文本' },
};

export const formatNames: Texts = {
  date: { en: 'a date such as 2026-01-31', zh: '日期，例如 2026-01-31' },
  'date-time': {
    en: 'an instant such as 2026-01-31T09:30:00Z',
    zh: '时刻，例如 2026-01-31T09:30:00Z',
  },
  email: { en: 'an e-mail address', zh: '电子邮件地址' },
  uri: {
    en: 'an address that begins with http:// or https://',
    zh: '以 http:// 或 https:// 开头的网址',
  },
  uuid: { en: 'a UUID', zh: 'UUID' },
};

/** How an answer that is no refusal is described, by status. */
export const doneTexts: Texts = {
  200: { en: 'Done', zh: '成功' },
  201: { en: 'Created', zh: '已创建' },
  204: { en: 'Done; there is nothing to say', zh: '成功，无返回内容' },
};

/** `[key, text]` of each, in one language. */
export function inLanguage(texts: Texts, lang: Lang): readonly (readonly [string, string])[] {
  return Object.entries(texts).map(([key, text]) => [key, text[lang]]);
}
