/** The most urgent alarm in the column on Watch. Screen readers hear of it from the announcer, not from its counting age. */
import type { Alarm } from '../../../shared/model/alarms.ts';
import { useText } from '../../app/text.ts';
import { AgeText } from '../../ui/index.ts';
import { AlarmChips, AlarmMark, useCalledText, usePanelName } from './alarm-row.tsx';
import classes from './top-alarm.module.css';
import { conditionText, countText, needsAcknowledgement, stateKey } from './words.ts';

export function TopAlarm({ alarm }: { readonly alarm: Alarm }) {
  const words = useText();
  const { t } = words;
  const panel = usePanelName(alarm.panelId);
  const called = useCalledText(alarm);
  const waiting = needsAcknowledgement(alarm);
  const what = conditionText(alarm, words);
  const where = alarm.area === null ? alarm.source : `${alarm.area} · ${alarm.source}`;
  return (
    <article className={classes.card} data-waiting={waiting}>
      <div className={classes.head}>
        <AlarmMark alarm={alarm} />
        <span className={classes.age}>
          <AgeText sinceUtcMs={alarm.raisedAtUtcMs} />
        </span>
      </div>
      <h3 className={classes.what} title={what}>
        {what}
      </h3>
      <p className={classes.where} title={where}>
        {where}
      </p>
      <p className={classes.state}>
        {called !== null && waiting ? <strong>⇧ {called} · </strong> : null}
        {[t(stateKey(alarm)), panel, alarm.owner].filter((word) => word !== null && word !== '').join(' · ')} {countText(alarm, words) ?? ''}{' '}
        <AlarmChips alarm={alarm} />
      </p>
    </article>
  );
}
