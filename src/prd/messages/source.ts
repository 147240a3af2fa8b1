import type { ProblemText, Words } from '../problem.ts';

const quoteIt = (text: string): Words => {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return { en: `put the whole value in quotes: ${quoted}`, zh: `请给整个值加引号：${quoted}` };
};

/** What is wrong with the file or its YAML, before any meaning. */
export const sourceMessages = {
  tooLarge: (limit: string): ProblemText => ({
    code: 'prd.too_large',
    message: {
      en: `the file is larger than ${limit}`,
      zh: `文件超过 ${limit}`,
    },
  }),
  tooDeep: (limit: number): ProblemText => ({
    code: 'prd.too_deep',
    message: { en: `nested deeper than ${limit} levels`, zh: `嵌套超过 ${limit} 层` },
  }),
  tooMany: (limit: number): ProblemText => ({
    code: 'prd.too_many',
    message: { en: `more than ${limit} values`, zh: `值的数量超过 ${limit}` },
  }),
  noFrontMatter: (): ProblemText => ({
    code: 'prd.no_front_matter',
    message: {
      en: 'the file has no front matter with a model',
      zh: '文件没有包含模型的 front matter',
    },
    next: {
      en: 'begin the file with a line `---`, then `prd: 1`, the model, and a line `---`',
      zh: '请以一行 `---` 开头，接着写 `prd: 1` 和模型，再以一行 `---` 结束',
    },
  }),
  openFrontMatter: (): ProblemText => ({
    code: 'prd.unclosed_front_matter',
    message: { en: 'the front matter is never closed', zh: 'front matter 没有结束' },
    next: { en: 'add a line `---` after the model', zh: '请在模型之后加一行 `---`' },
  }),
  openBlock: (): ProblemText => ({
    code: 'prd.unclosed_block',
    message: { en: 'this `yaml prd` block is never closed', zh: '这个 `yaml prd` 代码块没有结束' },
    next: { en: 'close it by the same marks that open it', zh: '请用与开头相同的标记结束它' },
  }),
  indentCharacter: (name: Words): ProblemText => ({
    code: 'prd.indent_character',
    message: { en: `${name.en} in the indentation`, zh: `缩进中有${name.zh}` },
    next: { en: 'indent by plain spaces', zh: '请用普通空格缩进' },
  }),
  fullWidthColon: (key: string): ProblemText => ({
    code: 'prd.full_width_colon',
    message: {
      en: `a full-width colon after "${key}"`,
      zh: `“${key}”之后是全角冒号`,
    },
    next: {
      en: 'use the ASCII colon : followed by a space',
      zh: '请使用半角冒号 : 并在其后加一个空格',
    },
  }),
  colonSpace: (key: string): ProblemText => ({
    code: 'prd.colon_space',
    message: {
      en: `no space after the colon of "${key}"`,
      zh: `“${key}”的冒号之后没有空格`,
    },
    next: { en: `write \`${key}: …\``, zh: `请写成 \`${key}: …\`` },
  }),
  flowCharacter: (character: string, value: string): ProblemText => ({
    code: 'prd.flow_character',
    message: {
      en: `"${character}" ends an unquoted value inside { } or [ ]`,
      zh: `在 { } 或 [ ] 中，“${character}”会截断没有引号的值`,
    },
    next: {
      en: `${quoteIt(value).en}, or use the block form, one line for each`,
      zh: `${quoteIt(value).zh}，或改用每行一个的写法`,
    },
  }),
  flowComma: (value: string): ProblemText => ({
    code: 'prd.flow_comma',
    message: {
      en: `the comma in "${value}" splits the value inside { } or [ ]`,
      zh: `在 { } 或 [ ] 中，“${value}”里的逗号会把值切开`,
    },
    next: {
      en: `separate the arguments by spaces: ${value.replace(/\s*,\s*/g, ' ')}`,
      zh: `请用空格分隔参数：${value.replace(/\s*,\s*/g, ' ')}`,
    },
  }),
  quotedColon: (value: string): ProblemText => ({
    code: 'prd.quoted_colon',
    message: {
      en: '": " inside the text of an unquoted value is not allowed in YAML',
      zh: '没有引号的值里不能出现“: ”（YAML 规则）',
    },
    next: quoteIt(value),
  }),
  quotedHash: (value: string): ProblemText => ({
    code: 'prd.quoted_hash',
    message: {
      en: '" #" inside an unquoted value begins a comment and cuts the rest',
      zh: '没有引号的值里，“ #”会开始注释并截断其后的内容',
    },
    next: quoteIt(value),
  }),
  openQuote: (beforeHash: boolean): ProblemText => ({
    code: 'prd.unclosed_quote',
    message: beforeHash
      ? {
          en: 'this " is never closed: the # after it begins a comment',
          zh: '这个引号没有结束：它后面的 # 开始了注释',
        }
      : { en: 'this " is never closed', zh: '这个引号没有结束' },
    next: { en: 'close it on the same line', zh: '请在同一行结束引号' },
  }),
  openFlow: (opener: string, closer: string): ProblemText => ({
    code: 'prd.unclosed_flow',
    message: { en: `this "${opener}" is never closed`, zh: `这个“${opener}”没有结束` },
    next: { en: `add "${closer}"`, zh: `请加上“${closer}”` },
  }),
  yaml: (detail: Words): ProblemText => ({
    code: 'prd.yaml',
    message: { en: `not valid YAML: ${detail.en}`, zh: `不是有效的 YAML：${detail.zh}` },
  }),
  alias: (text: string): ProblemText => ({
    code: 'prd.alias',
    message: {
      en: `anchors and aliases are not allowed: ${text}`,
      zh: `不允许使用锚点与别名：${text}`,
    },
    next: { en: 'write the value out', zh: '请直接写出该值' },
  }),
  tag: (text: string): ProblemText => ({
    code: 'prd.tag',
    message: { en: `tags are not allowed: ${text}`, zh: `不允许使用标签：${text}` },
    next: {
      en: `leave out the "!": ${text.replace(/^!+/, '')}`,
      zh: `请去掉“!”：${text.replace(/^!+/, '')}`,
    },
  }),
  mergeKey: (): ProblemText => ({
    code: 'prd.merge_key',
    message: { en: 'merge keys (<<) are not allowed', zh: '不允许使用合并键（<<）' },
    next: { en: 'write the values out', zh: '请直接写出这些值' },
  }),
  forbiddenKey: (key: string): ProblemText => ({
    code: 'prd.forbidden_key',
    message: { en: `"${key}" cannot be a name`, zh: `“${key}”不能用作名称` },
    next: { en: 'choose another name', zh: '请换一个名称' },
  }),
  keyShape: (): ProblemText => ({
    code: 'prd.key_shape',
    message: { en: 'a key must be one line of text', zh: '键必须是单行文字' },
  }),
  duplicateName: (name: string, line: number): ProblemText => ({
    code: 'prd.duplicate_name',
    message: {
      en: `"${name}" is already given in line ${line}`,
      zh: `“${name}”已在第 ${line} 行给出`,
    },
    next: { en: 'keep one of the two', zh: '请只保留其中一个' },
  }),
};

const yamlDetails: Readonly<Record<string, Words>> = {
  BAD_INDENT: { en: 'wrong indentation', zh: '缩进不正确' },
  TAB_AS_INDENT: { en: 'a tab as indentation', zh: '用制表符缩进' },
  MISSING_CHAR: { en: 'a character is missing here', zh: '此处缺少字符' },
  MULTILINE_IMPLICIT_KEY: {
    en: 'a key must be on one line and end with ": "',
    zh: '键必须在同一行，并以“: ”结束',
  },
  BLOCK_AS_IMPLICIT_KEY: { en: 'a second ": " in one line', zh: '同一行出现第二个“: ”' },
  BLOCK_IN_FLOW: { en: 'a block inside { } or [ ]', zh: '{ } 或 [ ] 中出现块写法' },
  UNEXPECTED_TOKEN: { en: 'unexpected text', zh: '意外的内容' },
  BAD_SCALAR_START: { en: 'a value cannot begin with this character', zh: '值不能以该字符开头' },
  BAD_DQ_ESCAPE: { en: 'unknown escape in quotes', zh: '引号内有未知的转义' },
  MULTIPLE_DOCS: { en: 'a second document begins here', zh: '此处开始了第二个文档' },
  IMPOSSIBLE: { en: 'this cannot be read', zh: '无法读取' },
};

export function yamlDetail(code: string, message: string): Words {
  const known = yamlDetails[code];
  const first = message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '';
  return known ?? { en: first, zh: first };
}
