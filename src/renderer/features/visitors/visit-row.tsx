/** One visit as one line, and the headings over the lines. */
import type { Visit } from '../../../shared/model/visits.ts';
import { useNow } from '../../app/now.ts';
import { useText } from '../../app/text.ts';
import { AgeText, TimeText } from '../../ui/index.ts';
import classes from './visit-row.module.css';

const columns = ['badge', 'name', 'organisation', 'host', 'purpose', 'in', 'out'] as const;

/** Hidden from screen readers: each line says everything itself. */
export function VisitRowHead() {
  const { t } = useText();
  return (
    <div className={classes.head} aria-hidden="true">
      {columns.map((column) => (
        <span key={column} className={classes[column]}>
          {t(`visitors.column.${column}`)}
        </span>
      ))}
    </div>
  );
}

export function VisitRow({ visit }: { readonly visit: Visit }) {
  const { t } = useText();
  const now = useNow();
  const overdue = visit.signedOutAtUtcMs === null && now > visit.dueOutAtUtcMs;
  return (
    <div className={classes.row}>
      <span className={classes.badge}>{visit.badgeNumber}</span>
      <span>{visit.name}</span>
      <span className={classes.organisation}>{visit.organisation}</span>
      <span className={classes.host}>{visit.hostName}</span>
      <span className={classes.purpose}>{t(`visitors.purpose.${visit.purpose}`)}</span>
      <span className={classes.in}>
        <TimeText atUtcMs={visit.registeredAtUtcMs} />
      </span>
      <span className={classes.out}>
        {visit.signedOutAtUtcMs === null ? (
          <span className={overdue ? classes.overdue : undefined}>
            {overdue ? `⚠ ${t('visitors.inside.overdue')} ` : ''}
            <AgeText sinceUtcMs={visit.registeredAtUtcMs} />
          </span>
        ) : (
          <TimeText atUtcMs={visit.signedOutAtUtcMs} />
        )}
      </span>
    </div>
  );
}
