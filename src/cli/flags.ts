import type { Lang } from '../diagnostic.ts';

export type Words = Readonly<Record<Lang, string>>;

export interface Flag {
  readonly kind: 'switch' | 'text' | 'list';
  /** What stands for the value in the help. */
  readonly value?: string;
  /** The only values there are. */
  readonly values?: readonly string[];
  readonly help: Words;
}

/** Every flag there is; a generator names those that it takes. */
export const flags = {
  out: {
    kind: 'text',
    value: 'DIR',
    help: {
      en: 'where the backend goes, else the folder of the PRD',
      zh: '输出目录，默认为 PRD 所在目录',
    },
  },
  'dry-run': {
    kind: 'switch',
    help: {
      en: 'report what would happen, write nothing',
      zh: '只报告将要发生的变化，不写入任何文件',
    },
  },
  diff: {
    kind: 'switch',
    help: {
      en: 'as --dry-run, with the text of each change',
      zh: '同 --dry-run，并显示每处变化的内容',
    },
  },
  check: {
    kind: 'switch',
    help: {
      en: 'for CI: fail unless all is as this PRD gives it and nothing awaits you',
      zh: '用于 CI：若与 PRD 的生成结果不符，或有待处理事项，则失败',
    },
  },
  strict: {
    kind: 'switch',
    help: { en: 'open questions in the PRD are errors', zh: 'PRD 中的待定问题视为错误' },
  },
  recreate: {
    kind: 'list',
    value: 'PATH',
    help: { en: 'bring back a generated file that you deleted', zh: '恢复您已删除的生成文件' },
  },
  conflict: {
    kind: 'text',
    value: 'markers',
    values: ['markers'],
    help: {
      en: 'write conflicts into the files, as git does',
      zh: '像 git 一样把冲突标记写入文件',
    },
  },
  contract: {
    kind: 'switch',
    help: {
      en: 'allow the steps of a migration that take something away',
      zh: '允许迁移中会移除内容的步骤',
    },
  },
  template: {
    kind: 'text',
    value: 'NAME',
    values: ['minimal', 'shop', 'saas', 'blog'],
    help: {
      en: 'the PRD to start from: minimal, shop, saas or blog',
      zh: '起始 PRD：minimal、shop、saas 或 blog',
    },
  },
  lang: {
    kind: 'text',
    value: 'en|zh',
    values: ['en', 'zh'],
    help: { en: 'the language, over that of the PRD', zh: '语言，优先于 PRD 自身的语言' },
  },
  json: {
    kind: 'switch',
    help: {
      en: 'one JSON object on stdout and nothing else there',
      zh: '标准输出仅为一个 JSON 对象',
    },
  },
  quiet: { kind: 'switch', help: { en: 'say only what is wrong', zh: '只输出问题' } },
  'no-color': { kind: 'switch', help: { en: 'no colour', zh: '不使用颜色' } },
  help: { kind: 'switch', help: { en: 'this page', zh: '显示本帮助' } },
} as const satisfies Record<string, Flag>;

export type FlagName = keyof typeof flags;

/** Taken by every generator. */
export const commonFlags = ['lang', 'json', 'quiet', 'no-color', 'help'] as const;

export const flag = (name: FlagName): Flag => flags[name];
