/** One read as one line of the gate log, and the headings over the lines. */
import type { Entry } from '../../../shared/contract/schemas.ts';
import { useText } from '../../app/text.ts';
import { DecisionMark, TimeText } from '../../ui/index.ts';
import classes from './gate-row.module.css';
import { gateTimeUtcMs } from './passages.ts';
import { cardTextOf, directionOf, readerOf } from './read-words.ts';
import { isGranted, reasonOf } from './say.ts';

const columns = ['time', 'decision', 'person', 'reader', 'direction', 'card', 'repeats'] as const;

/** Hidden from screen readers: each line says everything itself. */
export function GateRowHead() {
  const { t } = useText();
  return (
    <div className={classes.head} aria-hidden="true">
      {columns.map((column) => (
        <span key={column} className={classes[column]}>
          {t(`gate.column.${column}`)}
        </span>
      ))}
    </div>
  );
}

export function GateRow({ entry }: { readonly entry: Entry }) {
  const { t } = useText();
  const granted = isGranted(entry);
  return (
    <div className={classes.row}>
      <span className={classes.time}>
        <TimeText atUtcMs={gateTimeUtcMs(entry)} />
      </span>
      <span className={classes.decision}>
        <DecisionMark granted={granted} />
        {granted ? null : <span className={classes.reason}> {t(`gate.reason.${reasonOf(entry)}`)}</span>}
      </span>
      <span className={classes.person}>{entry.holder?.name ?? t('gate.card.unknownPerson')}</span>
      <span className={classes.reader}>{readerOf(entry)}</span>
      <span className={classes.direction}>{t(`gate.direction.${directionOf(entry) ?? 'none'}`)}</span>
      <span className={classes.card}>{cardTextOf(entry)}</span>
      <span className={classes.repeats}>{entry.repeats > 0 ? `×${entry.repeats + 1}` : ''}</span>
    </div>
  );
}
