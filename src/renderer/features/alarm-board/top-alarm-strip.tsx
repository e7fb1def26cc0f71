/** The most urgent alarm in one line, under the glance line of every screen that isn't Watch or the board. Also on a locked seat. */
import { openScreen } from '../../app/navigation.ts';
import { useSession } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { AgeText, KeyButton } from '../../ui/index.ts';
import { AlarmMark } from './alarm-row.tsx';
import classes from './top-alarm.module.css';
import { useAlarmCalls } from './use-alarm-calls.ts';
import { alarmText, isSetAside, needsAcknowledgement } from './words.ts';

export function TopAlarmStrip() {
  const words = useText();
  const { t } = words;
  const alarms = useLive((live) => live.alarms);
  const calls = useAlarmCalls();
  const locked = useSession()?.stage === 'locked';
  const board = alarms.filter((alarm) => !isSetAside(alarm));
  const [top] = board;
  if (top === undefined) return null;
  const waiting = needsAcknowledgement(top);
  const waitingCount = board.filter(needsAcknowledgement).length;
  return (
    <section className={classes.strip} data-waiting={waiting} aria-label={t('alarms.list.top')}>
      <AlarmMark alarm={top} />
      <span className={classes.stripWhat} title={alarmText(top, words)}>
        {alarmText(top, words)}
      </span>
      <AgeText sinceUtcMs={top.raisedAtUtcMs} />
      <span className={classes.stripKeys}>
        {waitingCount > 1 ? t('alarms.list.unacknowledged', { count: waitingCount }) : t('alarms.list.all', { count: board.length })}
      </span>
      <span className={classes.stripKeys}>
        {waiting ? (
          <KeyButton shortcut="S" onPress={() => void calls.silence()}>
            {t('alarms.action.silence')}
          </KeyButton>
        ) : null}
        {locked ? null : (
          <KeyButton shownKey="F3" onPress={() => openScreen('alarms')}>
            {t('alarms.action.open')}
          </KeyButton>
        )}
      </span>
    </section>
  );
}
