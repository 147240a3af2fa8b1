import type { Planning } from '../planning.ts';
import type { Words } from '../problems.ts';
import type { Swap } from './change-type.ts';
import { isChained, placesOf } from './translation.ts';
import type { Place } from './translation.ts';

/** What the code of the last version would not find, or would take for something else. */
export function warnOfOldCode(planning: Planning, swaps: readonly Swap[]): void {
  for (const words of [...lostTables(planning), ...lostColumns(planning, swaps)]) {
    warn(planning, words);
  }
  for (const place of placesOf(planning).values()) warnOfValues(planning, place);
}

export function warn({ problems }: Planning, words: Words): void {
  problems.notice('stop_old_code', null, words, {
    en: 'stop the old processes before this migration, and start the new ones after it',
    zh: '请在此次迁移之前停止旧进程，迁移之后再启动新进程',
  });
}

/** Names that tables had, and that are those of others now. */
function lostTables({ formerTables, before, work }: Planning): readonly Words[] {
  return [...formerTables].flatMap(([now, former]) => {
    const isUsed = before.database.tables.some((one) => one.name === former && one.left === null);
    const isServed = now === former || work.views.some((one) => one.name === former);
    if (!isUsed || isServed) return [];
    return [
      {
        en: `table ${former} is called ${now} from now on, and ${former} is another: old code takes the one for the other`,
        zh: `表 ${former} 从此名为 ${now}，而 ${former} 另有所指：旧代码会将两者混淆`,
      },
    ];
  });
}

/** Columns that are called otherwise in a table that keeps its name, by their old and new names. */
function lostColumns(planning: Planning, swaps: readonly Swap[]): readonly Words[] {
  const { before, formerColumns, formerTables } = planning;
  const renamed = [...formerColumns].flatMap(([table, columns]) =>
    [...columns].map(([to, from]) => ({ table, to, from })),
  );
  const lost = renamed.filter(({ table, to, from }) => {
    const known = before.database.tables.find((one) => one.name === table);
    const isUsed = known?.columns.some((one) => one.name === from && one.left === null) === true;
    const isKept = swaps.some((one) => one.both && one.table === table && one.name === to);
    return to !== from && isUsed && !isKept && !formerTables.has(table);
  });
  const groups = Map.groupBy(lost, ({ to, from }) => `${from} -> ${to}`);
  return [...groups].map(([names, all]) => {
    const tables = all.map((one) => one.table).join(', ');
    return {
      en: `columns get other names, which old code does not know: ${names} (${tables})`,
      zh: `列改名，旧代码不认识新名称：${names}（${tables}）`,
    };
  });
}

/** Values that are written otherwise in place: both versions read the new ones. */
function warnOfValues(planning: Planning, { table, column, forward, back }: Place): void {
  const at = `${table}.${column}`;
  if (!planning.changedValues.has(at) || planning.translated.has(at)) return;
  const words = forward.map((one) => `${one.from} -> ${one.to}`).join(', ');
  if (isChained(forward)) {
    warn(planning, {
      en: `values of ${at} change places (${words}): nothing tells which version wrote them`,
      zh: `${at} 的取值互换（${words}）：无从得知由哪个版本写入`,
    });
  } else if (back.length > 0) {
    planning.problems.notice(
      'old_code_reads_new',
      null,
      {
        en: `old code that asks ${at} for a value by name reads the new ones: ${words}`,
        zh: `旧代码按名称判断 ${at} 的取值时，会读到新取值：${words}`,
      },
      {
        en: 'where it decides by them, stop the old processes before this migration',
        zh: '若旧代码据此判断，请在此次迁移之前停止旧进程',
      },
    );
  }
}
