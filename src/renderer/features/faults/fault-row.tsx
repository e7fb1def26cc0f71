/** One fault report as a line. */
import type { Fault } from '../../../shared/model/faults.ts';
import { useNow } from '../../app/now.ts';
import { useText } from '../../app/text.ts';
import { dateText } from '../../ui/index.ts';
import classes from './faults.module.css';
import { isOverdue, shapes } from './states.ts';
import { useSourceText } from './use-faults.ts';

export function FaultRow({ fault }: { readonly fault: Fault }) {
  const { t } = useText();
  const sourceText = useSourceText();
  const now = useNow();
  const overdue = isOverdue(fault, now);
  const day = fault.promisedForUtcMs === null ? null : dateText(fault.promisedForUtcMs);
  const words = fault.description === '' ? t('faults.noWords') : fault.description;
  return (
    <div className={classes.row} data-state={fault.state}>
      <span className={classes.state}>
        <span aria-hidden="true">{shapes[fault.state]}</span> {t(`faults.state.${fault.state}`)}
      </span>
      <span className={classes.source} title={sourceText(fault)}>
        {sourceText(fault)}
      </span>
      <span title={words} data-empty={fault.description === ''}>
        {words}
      </span>
      <span className={classes.due} data-overdue={overdue}>
        {day === null ? '' : `${overdue ? '▲ ' : ''}${t(overdue ? 'faults.overdue' : 'faults.due', { day })}`}
      </span>
      <span className={classes.wasted}>{fault.minutesWasted === 0 ? '' : t('faults.wasted', { minutes: Math.round(fault.minutesWasted) })}</span>
    </div>
  );
}
