import type { ProblemText, Words } from '../problem.ts';

export const didYouMean = (word: string | null): { next?: Words } =>
  word === null ? {} : { next: { en: `did you mean "${word}"?`, zh: `是否想写“${word}”？` } };

const show = (text: string): Words =>
  text === '' ? { en: 'nothing', zh: '没有内容' } : { en: `"${text}"`, zh: `“${text}”` };

/** What is wrong inside a value. */
export const shorthandMessages = {
  expected: (what: Words, found: string, hint: string | null = null): ProblemText => ({
    code: 'prd.expected',
    message: {
      en: `expected ${what.en}, found ${show(found).en}`,
      zh: `此处应为${what.zh}，实际为${show(found).zh}`,
    },
    ...didYouMean(hint),
  }),
  unknownModifier: (word: string, hint: string | null): ProblemText => ({
    code: 'prd.unknown_modifier',
    message: { en: `unknown word "${word}" in a field`, zh: `字段中有未知的词“${word}”` },
    ...(hint
      ? didYouMean(hint)
      : { next: { en: 'text and labels stand in double quotes', zh: '文字与标签请写在双引号里' } }),
  }),
  typeFirst: (modifier: string): ProblemText => ({
    code: 'prd.type_first',
    message: {
      en: `expected a type, found the modifier "${modifier}"`,
      zh: `此处应为类型，实际为修饰词“${modifier}”`,
    },
    next: {
      en: `a type comes first, as in string ${modifier}(…)`,
      zh: `请先写类型，例如 string ${modifier}(…)`,
    },
  }),
  bareChoices: (choices: string): ProblemText => ({
    code: 'prd.bare_choices',
    message: { en: 'expected a type, found choices', zh: '此处应为类型，实际为若干选项' },
    next: { en: `write enum(${choices})`, zh: `请写 enum(${choices})` },
  }),
  moveBy: (move: string): ProblemText => ({
    code: 'prd.move_by',
    message: { en: 'a move does not say who may make it', zh: '状态变化处不写由谁操作' },
    next: {
      en: `its command does: commands: { ${move}: { by: … } }`,
      zh: `请写在同名命令上：commands: { ${move}: { by: … } }`,
    },
  }),
  repeatedModifier: (word: string): ProblemText => ({
    code: 'prd.repeated_modifier',
    message: { en: `"${word}" is given twice`, zh: `“${word}”出现了两次` },
    next: { en: 'keep one', zh: '请只保留一个' },
  }),
  twoLabels: (first: string, second: string): ProblemText => ({
    code: 'prd.two_labels',
    message: {
      en: `two labels for one name: "${first}" and "${second}"`,
      zh: `同一名称有两个标签：“${first}”与“${second}”`,
    },
    next: { en: 'keep one of them', zh: '请只保留一个' },
  }),
  badLabel: (): ProblemText => ({
    code: 'prd.bad_label',
    message: {
      en: 'a label has 1 to 120 characters and no control characters',
      zh: '标签为 1 至 120 个字符，且不含控制字符',
    },
  }),
  badName: (name: string, hint: string | null = null): ProblemText => ({
    code: 'prd.bad_name',
    message: {
      en: `"${name}" is not a name: letters, digits and _, a letter first, at most 60`,
      zh: `“${name}”不是有效名称：字母、数字与 _，以字母开头，最多 60 个字符`,
    },
    ...didYouMean(hint),
  }),
  badDuration: (text: string): ProblemText => ({
    code: 'prd.bad_duration',
    message: { en: `"${text}" is not a duration`, zh: `“${text}”不是时长` },
    next: {
      en: 'write a number with a unit: ms s m min h d w mo y, as in 30m or 14d',
      zh: '请写数字加单位：ms s m min h d w mo y，例如 30m 或 14d',
    },
  }),
  badArgument: (type: string, text: string, example: string): ProblemText => ({
    code: 'prd.bad_type_argument',
    message: {
      en: `"${text}" is not an argument of ${type}`,
      zh: `“${text}”不是 ${type} 的参数`,
    },
    next: { en: `write it as in ${example}`, zh: `写法例如 ${example}` },
  }),
  noArguments: (type: string, text: string): ProblemText => {
    const [, least = '1', most = '99'] = /^(\d+)\.\.(\d+)$/.exec(text) ?? [];
    return {
      code: 'prd.no_type_arguments',
      message: { en: `${type} takes no arguments`, zh: `${type} 不带参数` },
      next: {
        en: `bounds are written >= ${least} <= ${most}`,
        zh: `取值范围写作 >= ${least} <= ${most}`,
      },
    };
  },
  badPattern: (detail: string): ProblemText => ({
    code: 'prd.bad_pattern',
    message: { en: `not a regular expression: ${detail}`, zh: `不是有效的正则表达式：${detail}` },
  }),
  openText: (): ProblemText => ({
    code: 'prd.unclosed_quote',
    message: { en: 'this " is never closed', zh: '这个引号没有结束' },
    next: { en: 'close it', zh: '请结束引号' },
  }),
  badEscape: (escape: string): ProblemText => ({
    code: 'prd.bad_escape',
    message: { en: `unknown escape ${escape}`, zh: `未知的转义 ${escape}` },
    next: { en: 'quotes know the escapes of JSON', zh: '引号内使用 JSON 的转义' },
  }),
  unknownFunction: (name: string, hint: string | null): ProblemText => ({
    code: 'prd.unknown_function',
    message: { en: `unknown function "${name}"`, zh: `未知的函数“${name}”` },
    ...didYouMean(hint),
  }),
  argumentCount: (name: string, least: number, most: number, found: number): ProblemText => {
    const wanted = least === most ? `${least}` : `${least}..${most}`;
    return {
      code: 'prd.argument_count',
      message: {
        en: `${name}() takes ${wanted} arguments, found ${found}`,
        zh: `${name}() 需要 ${wanted} 个参数，实际为 ${found} 个`,
      },
    };
  },
  chainedComparison: (): ProblemText => ({
    code: 'prd.chained_comparison',
    message: { en: 'comparisons cannot be chained', zh: '比较不能连写' },
    next: { en: 'join two comparisons by `and`', zh: '请用 `and` 连接两个比较' },
  }),
  operator: (found: string, wanted: string): ProblemText => ({
    code: 'prd.operator',
    message: { en: `"${found}" is not an operator here`, zh: `此处不能使用运算符“${found}”` },
    ...didYouMean(wanted),
  }),
  tooDeep: (): ProblemText => ({
    code: 'prd.too_deep',
    message: { en: 'this expression is nested too deep', zh: '该表达式嵌套过深' },
  }),
  tooLong: (limit: number): ProblemText => ({
    code: 'prd.too_long',
    message: { en: `longer than ${limit} characters`, zh: `超过 ${limit} 个字符` },
  }),
};
