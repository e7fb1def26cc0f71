/** How fast people answered, how far alarms were passed on, and what was found. */
import type { AlarmFigures } from '../../../shared/model/alarm-figures.ts';
import type { AlarmPolicy } from '../../../shared/model/alarm-policy.ts';
import { priorities } from '../../../shared/model/alarms.ts';
import { useText } from '../../app/text.ts';
import { PriorityMark } from '../../ui/index.ts';
import classes from './figures.module.css';
import { acknowledgeGrade, escalatedGrade, worstGrade } from './grades.ts';
import { durationText } from './number-words.ts';
import { GradeMark, Tile } from './tile.tsx';

export function AcknowledgeTile({ figures, policy }: { readonly figures: AlarmFigures; readonly policy: AlarmPolicy }) {
  const { t } = useText();
  const rows = priorities.map((priority) => {
    const times = figures.toAcknowledge[priority];
    return { priority, times, grade: acknowledgeGrade(times, priority, policy) };
  });
  return (
    <Tile title={t('figures.acknowledge.title')} grade={worstGrade(rows.map(({ grade }) => grade))} goal={t('figures.acknowledge.goal')}>
      <table className={classes.table}>
        <caption className={classes.spoken}>{t('figures.acknowledge.title')}</caption>
        <thead>
          <tr>
            {(['priority', 'count', 'median', 'p95', 'limit'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`figures.acknowledge.${column}`)}
              </th>
            ))}
            <td aria-hidden="true" />
          </tr>
        </thead>
        <tbody>
          {rows.map(({ priority, times, grade }) => (
            <tr key={priority}>
              <th scope="row">
                <PriorityMark priority={priority} calm short />
              </th>
              <td>{times?.count ?? 0}</td>
              <td>{times === null ? '–' : durationText(times.medianSeconds)}</td>
              <td>{times === null ? '–' : durationText(times.p95Seconds)}</td>
              <td>{durationText(policy.escalationSeconds[priority][0])}</td>
              <td>{times === null ? t('figures.acknowledge.none') : <GradeMark grade={grade} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Tile>
  );
}

export function EscalatedTile({ figures }: { readonly figures: AlarmFigures }) {
  const { t } = useText();
  const { secondSeat, lead } = figures.escalated;
  return (
    <Tile size="small" title={t('figures.escalated.title')} grade={escalatedGrade(figures)} goal={t('figures.escalated.goal')}>
      <p className={classes.value}>
        {secondSeat} <span className={classes.note}>{t('figures.escalated.second')}</span> {lead}{' '}
        <span className={classes.note}>{t('figures.escalated.lead')}</span>
      </p>
    </Tile>
  );
}

export function FindingsTile({ figures: { findings } }: { readonly figures: AlarmFigures }) {
  const { t } = useText();
  const words = [
    [findings.true, t('figures.findings.real')],
    [findings.false, t('figures.findings.false')],
    [findings.test, t('figures.findings.test')],
    [findings.unknown, t('figures.findings.unknown')],
  ] as const;
  return (
    <Tile title={t('figures.findings.title')}>
      <p className={classes.findings}>
        {words.map(([count, name]) => (
          <span key={name}>
            <span className={classes.value}>{count}</span> <span className={classes.note}>{name}</span>
          </span>
        ))}
      </p>
    </Tile>
  );
}
