/** False alarms by source with the minutes that they cost, and from each the way to its fault report. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AlarmFigures } from '../../../shared/model/alarm-figures.ts';
import { apiQuery } from '../../app/api.ts';
import { openScreen } from '../../app/navigation.ts';
import { usePanelNames } from '../../app/panel-names.ts';
import { faultTarget } from '../../app/screen-targets.ts';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { KeyButton } from '../../ui/index.ts';
import classes from './figures.module.css';
import { Tile } from './tile.tsx';

type FalseAlarm = AlarmFigures['falseAlarms'][number];
const ended: ReadonlySet<string> = new Set(['verified', 'dropped']);

/** The source for which a number key stands: the first nine. */
const keyed = 9;

export function FalseAlarmsTile({ figures }: { readonly figures: AlarmFigures }) {
  const { t } = useText();
  const nameOf = usePanelNames();
  const may = useMay('guard', 'operator', 'lead');
  const faults = useQuery(apiQuery.faults.list.queryOptions()).data ?? [];
  const [cursor, setCursor] = useState(0);
  const rows = figures.falseAlarms;
  const at = Math.min(cursor, Math.max(0, rows.length - 1));
  const chosen = rows[at];
  const hasReport = ({ panelId, source }: FalseAlarm) =>
    faults.some((fault) => !ended.has(fault.state) && fault.panelId === panelId && fault.source === source);
  const open = ({ panelId, source }: FalseAlarm) => {
    faultTarget.aim({ panelId, source });
    openScreen('faults');
  };
  if (chosen === undefined) {
    return (
      <Tile title={t('figures.falseAlarms.title')}>
        <p className={classes.note}>{t('figures.falseAlarms.none')}</p>
      </Tile>
    );
  }
  return (
    <Tile title={t('figures.falseAlarms.title')}>
      <table className={classes.table}>
        <caption className={classes.spoken}>{t('figures.falseAlarms.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('figures.falseAlarms.source')}</th>
            <th scope="col">{t('figures.falseAlarms.count')}</th>
            <th scope="col">{t('figures.falseAlarms.minutes')}</th>
            {may ? <td aria-hidden="true" /> : null}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, keyed).map((row, i) => (
            <tr key={`${row.panelId} ${row.source}`} data-cursor={i === at}>
              <th scope="row">
                {row.source} <span className={classes.note}>{nameOf(row.panelId)}</span>
              </th>
              <td>{row.count}</td>
              <td>{Math.round(row.minutesWasted)}</td>
              {may ? (
                <td>
                  <KeyButton kind="quiet" onPress={() => open(row)} {...(i === at ? { shortcut: 'F' } : {})}>
                    {t(hasReport(row) ? 'figures.falseAlarms.openReport' : 'figures.falseAlarms.draft')}
                  </KeyButton>
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      {may && rows.length > 1 ? (
        <p className={classes.buttons}>
          <KeyButton kind="quiet" shortcut="N" onPress={() => setCursor((at + 1) % Math.min(keyed, rows.length))}>
            {t('figures.falseAlarms.next')}
          </KeyButton>
        </p>
      ) : null}
    </Tile>
  );
}
