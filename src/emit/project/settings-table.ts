import type { Model } from '../../model/model.ts';
import { table, tick } from '../spec/markdown.ts';
import { tellIn } from '../spec/section.ts';
import { say } from '../text.ts';
import { settingsOf } from './settings.ts';

/** The settings as a Markdown table. */
export function settingsTable(model: Model): string {
  const t = tellIn(model.lang);
  return table(
    [t('variable', '变量'), t('default', '默认值'), t('meaning', '含义')],
    settingsOf(model).map((one) => [
      tick(one.variable),
      one.fallback === '' ? '' : tick(one.fallback),
      say(model.lang, one.text),
    ]),
  );
}
