/** In a flood: one area in one row, with how many alarms, the most urgent and the first of them. Enter unfolds it. */
import { useText } from '../../app/text.ts';
import { KeyCap, TimeText } from '../../ui/index.ts';
import classes from './alarm-board.module.css';
import { AlarmMark } from './alarm-row.tsx';
import type { AreaBoardRow } from './rows.ts';
import { conditionText } from './words.ts';

export function AreaRow({ row }: { readonly row: AreaBoardRow }) {
  const words = useText();
  const { t } = words;
  return (
    <div className={classes.area}>
      <AlarmMark alarm={row.top} short />
      <span className={classes.areaName}>{t('alarms.flood.area', { area: row.area ?? t('alarms.flood.noArea'), count: row.count })}</span>
      <span className={classes.areaFirst}>
        {t('alarms.flood.first')}: {conditionText(row.first, words)} · {row.first.source} · <TimeText atUtcMs={row.first.raisedAtUtcMs} />
      </span>
      <span className={classes.areaKey}>
        {t(row.unfolded ? 'alarms.flood.fold' : 'alarms.flood.unfold')} <KeyCap>Enter</KeyCap>
      </span>
    </div>
  );
}
