/** Which sources and which priorities make up the alarms: bars with their figures, read as tables. */
import type { AlarmFigures } from '../../../shared/model/alarm-figures.ts';
import { usePanelNames } from '../../app/panel-names.ts';
import { useText } from '../../app/text.ts';
import classes from './figures.module.css';
import { priorityGrade, priorityShares, topGrade, topShare } from './grades.ts';
import { percent } from './number-words.ts';
import { Tile } from './tile.tsx';

/** A bar in a cell: as long as the share, with a mark where it should be. Only for the eye; the figure stands beside it. */
function ShareBar({ share, wanted }: { readonly share: number; readonly wanted?: number }) {
  return (
    <svg className={classes.share} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect x={0} y={2} width={Math.min(100, share * 100)} height={6} fill="var(--text-faint)" />
      {wanted === undefined ? null : <rect x={wanted * 100 - 0.5} y={0} width={1} height={10} fill="var(--text)" />}
    </svg>
  );
}

export function TopTile({ figures }: { readonly figures: AlarmFigures }) {
  const { t } = useText();
  const nameOf = usePanelNames();
  return (
    <Tile
      title={t('figures.top.title')}
      grade={topGrade(figures)}
      value={t('figures.top.value', { percent: percent(topShare(figures)) })}
      note={t('figures.top.note')}
      goal={t('figures.top.goal')}
    >
      <table className={classes.table}>
        <caption className={classes.spoken}>{t('figures.top.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('figures.top.source')}</th>
            <th scope="col">{t('figures.top.count')}</th>
            <th scope="col">{t('figures.top.share')}</th>
            <td aria-hidden="true" />
          </tr>
        </thead>
        <tbody>
          {figures.topSources.map(({ panelId, source, area, count, share }) => (
            <tr key={`${panelId} ${source}`}>
              <th scope="row" title={nameOf(panelId)}>
                {area === null ? source : `${source} · ${area}`}
              </th>
              <td>{count}</td>
              <td>{t('figures.top.value', { percent: percent(share) })}</td>
              <td className={classes.barCell} aria-hidden="true">
                <ShareBar share={share} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Tile>
  );
}

const wanted = { critical: 0.05, high: 0.15, lower: 0.8 } as const;

export function PriorityTile({ figures }: { readonly figures: AlarmFigures }) {
  const { t } = useText();
  const shares = priorityShares(figures);
  const { byPriority } = figures;
  const counts = { critical: byPriority[1], high: byPriority[2], lower: byPriority[3] + byPriority[4] };
  const names = { critical: `▲ ${t('alarms.priority.1')}`, high: `◆ ${t('alarms.priority.2')}`, lower: `● ○ ${t('figures.priorities.lower')}` };
  return (
    <Tile title={t('figures.priorities.title')} grade={priorityGrade(figures)} goal={t('figures.priorities.goal')}>
      <table className={classes.table}>
        <caption className={classes.spoken}>{t('figures.priorities.title')}</caption>
        <thead>
          <tr>
            <td aria-hidden="true" />
            <th scope="col">{t('figures.priorities.count')}</th>
            <th scope="col">{t('figures.priorities.share')}</th>
            <th scope="col">{t('figures.priorities.wanted')}</th>
            <td aria-hidden="true" />
          </tr>
        </thead>
        <tbody>
          {(['critical', 'high', 'lower'] as const).map((name) => (
            <tr key={name}>
              <th scope="row">{names[name]}</th>
              <td>{counts[name]}</td>
              <td>{t('figures.top.value', { percent: percent(shares[name]) })}</td>
              <td>{t('figures.top.value', { percent: percent(wanted[name]) })}</td>
              <td className={classes.barCell} aria-hidden="true">
                <ShareBar share={shares[name]} wanted={wanted[name]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Tile>
  );
}
