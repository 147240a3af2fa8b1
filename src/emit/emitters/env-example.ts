import type { Lang } from '../../diagnostic.ts';
import { defineEmitter } from '../define.ts';
import { settingsOf } from '../project/settings.ts';
import type { Setting } from '../project/settings.ts';
import { say } from '../text.ts';

/** All settings, to be copied to `.env`. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => '.env.example',
  build: (model) =>
    [
      say(model.lang, {
        en: '# Copy to .env, which git ignores; npm start and the other scripts read it.',
        zh: '# 复制为 .env（git 会忽略它），npm start 等脚本会读取。',
      }),
      ...settingsOf(model).map((one) => entry(one, model.lang)),
      composeEntry(model.lang),
    ].join('\n\n') + '\n',
});

function entry(one: Setting, lang: Lang): string {
  const text = say(lang, one.text).replaceAll('`', '').replaceAll(/\s+/g, ' ');
  return `# ${text}\n#${one.variable}=${one.fallback}`;
}

function composeEntry(lang: Lang): string {
  const text = say(lang, {
    en: 'password of the database that docker compose starts; letters and digits only, as it stands in a URL',
    zh: 'docker compose 启动的数据库的密码；会写入 URL，只用字母和数字',
  });
  return `# ${text}\n#POSTGRES_PASSWORD=`;
}
