/** One alarm on one line of 40 px: priority, age, what, state, and on the full board area, source, panel, owner, step. */
import type { Alarm } from '../../../shared/model/alarms.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { AgeText, PriorityMark } from '../../ui/index.ts';
import classes from './alarm-row.module.css';
import { alarmText, conditionText, countText, lastStep, needsAcknowledgement, stateKey } from './words.ts';

/** A panel's name as configured; the post's own alarms say so. */
export function usePanelName(panelId: string): string {
  const { t } = useText();
  const name = useLive((live) => live.devices.find((device) => device.id === panelId)?.name);
  return name ?? (panelId === 'post' ? t('alarms.list.post') : panelId);
}

/** Flashing while nobody has acknowledged; grey once nothing has to be done at once. */
export function AlarmMark({ alarm, short = false }: { readonly alarm: Alarm; readonly short?: boolean }) {
  const waiting = needsAcknowledgement(alarm);
  return (
    <span className={classes.mark} data-waiting={waiting} data-priority={alarm.priority}>
      <PriorityMark priority={alarm.priority} calm={!waiting} short={short} />
    </span>
  );
}

export function AlarmRow({ alarm, first = false }: { readonly alarm: Alarm; readonly first?: boolean }) {
  const words = useText();
  const { t } = words;
  const panel = usePanelName(alarm.panelId);
  const step = lastStep(alarm);
  const count = countText(alarm, words);
  return (
    <div className={classes.row} data-waiting={needsAcknowledgement(alarm)}>
      <AlarmMark alarm={alarm} short />
      <span className={classes.age}>
        <AgeText sinceUtcMs={alarm.raisedAtUtcMs} />
      </span>
      <span className={classes.what}>
        <span className={classes.name}>
          {first ? `${t('alarms.flood.first')}: ` : ''}
          {conditionText(alarm, words)}
        </span>
        {count === null ? null : <span className={classes.count}>{count}</span>}
        {alarm.simulated ? <span className={classes.simulated}>{t('alarms.list.simulated')}</span> : null}
      </span>
      <span className={classes.cell}>{t(stateKey(alarm))}</span>
      <span className={classes.cell}>{alarm.area ?? ''}</span>
      <span className={classes.cell}>{alarm.source}</span>
      <span className={classes.cell} data-wide>
        {panel}
      </span>
      <span className={classes.cell}>{alarm.owner ?? ''}</span>
      <span className={classes.cell} data-wide>
        {step === null ? '' : t(`alarms.step.${step}`)}
      </span>
    </div>
  );
}

/** Names over the columns, in the same grid as the rows. */
export function AlarmColumns() {
  const { t } = useText();
  const names = ['priority', 'age', 'what', 'state', 'area', 'source', 'panel', 'owner', 'step'] as const;
  return (
    <div className={classes.columns} aria-hidden="true">
      {names.map((name) => (
        <span key={name} className={classes.cell} data-wide={name === 'panel' || name === 'step' ? '' : undefined}>
          {t(`alarms.column.${name}`)}
        </span>
      ))}
    </div>
  );
}

/** The row of the compact list: priority, what and where, age. */
export function CompactAlarmRow({ alarm }: { readonly alarm: Alarm }) {
  const words = useText();
  const text = alarmText(alarm, words);
  const count = countText(alarm, words);
  return (
    <div className={classes.compact} data-waiting={needsAcknowledgement(alarm)}>
      <AlarmMark alarm={alarm} short />
      <span className={classes.what} title={text}>
        {text}
        {count === null ? null : <span className={classes.count}> {count}</span>}
      </span>
      <span className={classes.age}>
        <AgeText sinceUtcMs={alarm.raisedAtUtcMs} />
      </span>
    </div>
  );
}
