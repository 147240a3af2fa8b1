import type { Lang } from '../diagnostic.ts';
import type { ConflictKind, Reason } from './change-set.ts';

/** What the report says of a file, in the language of the PRD. */
export const reasons: Readonly<Record<Reason, Readonly<Record<Lang, string>>>> = {
  new: { en: 'new', zh: '新文件' },
  untouched: { en: 'follows the PRD; you had not touched it', zh: '随 PRD 更新；您未改动过' },
  yours: {
    en: 'you changed it; the PRD asks for nothing new here',
    zh: '您改动过；PRD 对此没有新要求',
  },
  both: { en: 'you changed it and the PRD did', zh: '您与 PRD 都有改动' },
  same: { en: 'is already as the PRD asks', zh: '已符合 PRD' },
  gone: { en: 'the PRD no longer asks for it', zh: 'PRD 不再需要' },
  deleted_by_you: {
    en: 'you deleted it; --recreate brings it back',
    zh: '您已删除；--recreate 可恢复',
  },
  still_deleted: {
    en: 'you deleted it and the PRD changed it; --recreate brings it back',
    zh: '您已删除，而 PRD 有改动；--recreate 可恢复',
  },
  orphan: {
    en: 'the PRD no longer asks for it, but you changed it',
    zh: 'PRD 不再需要，但您改动过',
  },
  exists: { en: 'a file of yours stands where this one should', zh: '该位置已有您的文件' },
  once: { en: 'written once, yours since', zh: '仅首次生成，此后归您' },
  append: { en: 'never changed once made', zh: '生成后不再改动' },
  moved: { en: 'follows a rename of the PRD', zh: '随 PRD 重命名' },
  outside_run: { en: 'not part of this run', zh: '不在本次运行范围内' },
};

export const suggestions: Readonly<Record<ConflictKind, string>> = {
  both_changed: 'bring the generated change into your text where you want it, then resolve',
  both_added: 'keep yours, or rename it and take the generated one too, then resolve',
  both_inserted: 'add the generated lines where they belong in your order, then resolve',
  deleted_by_you: 'nothing to do if it is to stay deleted; resolve settles it',
  deleted_by_generator: 'delete yours, or keep it without the parts that are gone, then resolve',
  exists: 'take what you need from the generated file laid down beside it, then resolve',
  unsafe: 'compare with the generated file laid down beside it, then resolve',
  unreadable: 'make the file parse again and run again',
};
