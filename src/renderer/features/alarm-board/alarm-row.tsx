/** One alarm in two lines, to be read from a metre: what, where it is and how far it has come. And the short row of the list on Watch. */
import { memo } from 'react';
import type { Alarm } from '../../../shared/model/alarms.ts';
import { useOwnSeat } from '../../app/own-seat.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { AgeText, clockText, PriorityMark } from '../../ui/index.ts';
import classes from './alarm-row.module.css';
import { alarmText, conditionText, countText, escalatedAtUtcMs, lastStep, needsAcknowledgement, stateKey, whereParts } from './words.ts';

/** A panel's name as configured; the post's own alarms say so. */
export function usePanelName(panelId: string): string {
  const { t } = useText();
  const name = useLive((live) => live.devices.find((device) => device.id === panelId)?.name);
  return name ?? (panelId === 'post' ? t('alarms.list.post') : panelId);
}

/** `second seat called 02:11`; null = not passed on. */
export function useCalledText(alarm: Alarm): string | null {
  const { t } = useText();
  const atUtcMs = useLive((live) => escalatedAtUtcMs(alarm, live.log));
  if (alarm.escalation === undefined) return null;
  return t(`alarms.called.${alarm.escalation}`, { time: atUtcMs === null ? '' : clockText(atUtcMs, false) }).trim();
}

/** `Lea · this seat`, and where it was taken if that is another one. */
export function useOwnerText(alarm: Alarm): { readonly owner: string; readonly seat: string } {
  const { t } = useText();
  const own = useOwnSeat();
  const { owner, ownerSeat } = alarm;
  if (owner === null) return { owner: '', seat: '' };
  return { owner, seat: ownerSeat === null || ownerSeat === undefined ? '' : ownerSeat === own ? t('alarms.list.thisSeat') : ownerSeat };
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

/** Told by more than one zone: words and shape, and whether the others are shown below. */
function ConfirmedChip({ alarm, parts = 0, unfolded = false }: { readonly alarm: Alarm; readonly parts?: number; readonly unfolded?: boolean }) {
  const { t } = useText();
  const count = Math.max(parts, alarm.confirmedBy?.length ?? 0);
  if (count === 0) return null;
  return (
    <span className={classes.chip} data-strong title={t('alarms.list.confirmedBy', { count })}>
      {parts === 0 ? '' : unfolded ? '▾ ' : '▸ '}✓✓ {t('alarms.list.confirmed', { count })}
    </span>
  );
}

function KeyPartChip({ alarm }: { readonly alarm: Alarm }) {
  const { t } = useText();
  return alarm.keyPart === true ? <span className={classes.chip}>◈ {t('alarms.list.keyPart')}</span> : null;
}

function SimulatedChip({ alarm }: { readonly alarm: Alarm }) {
  const { t } = useText();
  return alarm.simulated ? <span className={classes.simulated}>{t('alarms.list.simulated')}</span> : null;
}

/** What makes an alarm special, each in words with a shape: confirmed, key part, simulated. */
export function AlarmChips({ alarm }: { readonly alarm: Alarm }) {
  return (
    <>
      <ConfirmedChip alarm={alarm} /> <KeyPartChip alarm={alarm} /> <SimulatedChip alarm={alarm} />
    </>
  );
}

export interface AlarmRowProps {
  readonly alarm: Alarm;
  readonly first?: boolean;
  readonly parts?: number;
  readonly unfolded?: boolean;
  readonly part?: boolean;
}

/** Drawn again only when its alarm changes: on a full board hundreds of others do in the meantime. */
export const AlarmRow = memo(function AlarmRow({ alarm, first = false, parts = 0, unfolded = false, part = false }: AlarmRowProps) {
  const words = useText();
  const { t } = words;
  const panel = usePanelName(alarm.panelId);
  const count = countText(alarm, words);
  const { owner, seat } = useOwnerText(alarm);
  return (
    <div className={classes.row} data-waiting={needsAcknowledgement(alarm)} data-part={part}>
      <span className={classes.markCell}>
        <AlarmMark alarm={alarm} short />
      </span>
      <span className={classes.age}>
        <AgeText sinceUtcMs={alarm.raisedAtUtcMs} />
      </span>
      <span className={classes.what}>
        <span className={classes.name}>
          {part ? '└ ' : ''}
          {first ? `${t('alarms.flood.first')}: ` : ''}
          {conditionText(alarm, words)}
          {alarm.area === null ? '' : ` · ${alarm.area}`}
        </span>
        {count === null ? null : <span className={classes.count}>{count}</span>}
        <ConfirmedChip alarm={alarm} parts={parts} unfolded={unfolded} />
        <SimulatedChip alarm={alarm} />
      </span>
      <span className={classes.where}>{whereParts(alarm, panel, words).join(' · ')}</span>
      <span className={classes.state}>
        {t(stateKey(alarm))} <KeyPartChip alarm={alarm} />
      </span>
      <Progress alarm={alarm} />
      <span className={classes.owner}>{owner}</span>
      <span className={classes.seat}>{seat}</span>
    </div>
  );
});

/** Who has been called, as long as nobody answers; then how far the response has come. */
function Progress({ alarm }: { readonly alarm: Alarm }) {
  const { t } = useText();
  const called = useCalledText(alarm);
  if (called !== null && needsAcknowledgement(alarm)) {
    return (
      <span className={classes.progress} data-called>
        <span aria-hidden="true">⇧</span> {called}
      </span>
    );
  }
  const step = lastStep(alarm);
  return <span className={classes.progress}>{step === null ? '' : t(`alarms.step.${step}`)}</span>;
}

/** Names over the columns, in the same grid as the rows. */
export function AlarmColumns() {
  const { t } = useText();
  const names = ['priority', 'age', 'what', 'state', 'owner'] as const;
  return (
    <div className={classes.columns} aria-hidden="true">
      {names.map((name) => (
        <span key={name} data-name={name}>
          {t(`alarms.column.${name}`)}
        </span>
      ))}
    </div>
  );
}

/** The row of the compact list: priority, what and where, age. */
export const CompactAlarmRow = memo(function CompactAlarmRow({ alarm }: { readonly alarm: Alarm }) {
  const words = useText();
  const text = alarmText(alarm, words);
  const count = countText(alarm, words);
  return (
    <div className={classes.compact} data-waiting={needsAcknowledgement(alarm)}>
      <AlarmMark alarm={alarm} short />
      <span className={classes.line} title={text}>
        {text}
        {count === null ? null : <span className={classes.count}> {count}</span>}
      </span>
      <span className={classes.age}>
        <AgeText sinceUtcMs={alarm.raisedAtUtcMs} />
      </span>
    </div>
  );
});
