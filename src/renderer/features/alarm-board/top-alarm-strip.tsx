/**
 * The most urgent alarm under the glance line of every screen that isn't Watch or the board, in one line; also on a locked seat.
 * What was passed on to this seat comes up large, on Watch too.
 */
import type { Alarm } from '../../../shared/model/alarms.ts';
import { openScreen, useScreen } from '../../app/navigation.ts';
import { useOwnDuty } from '../../app/own-seat.ts';
import { callsSeat } from '../../app/seat-duty.ts';
import { useSession } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { AgeText, KeyButton } from '../../ui/index.ts';
import { AlarmMark } from './alarm-row.tsx';
import classes from './top-alarm.module.css';
import { TopHero } from './top-hero.tsx';
import { useAlarmCalls } from './use-alarm-calls.ts';
import { alarmText, isSetAside, needsAcknowledgement } from './words.ts';

export function TopAlarmStrip() {
  const screen = useScreen();
  const locked = useSession()?.stage === 'locked';
  const duty = useOwnDuty();
  const alarms = useLive((live) => live.alarms);
  const called = duty === 'first' ? undefined : alarms.find((alarm) => callsSeat(alarm, duty));
  // The board has its own, and Watch shows the top alarm in its column.
  if (!locked && (screen === 'alarms' || (screen === 'watch' && called === undefined))) return null;
  if (called !== undefined) return <TopHero alarm={called} keys={<StripKeys waiting locked={locked} onWatch={screen === 'watch'} />} />;
  const [top] = alarms;
  return top === undefined || isSetAside(top) ? null : <Line top={top} locked={locked} />;
}

function Line({ top, locked }: { readonly top: Alarm; readonly locked: boolean }) {
  const words = useText();
  const { t } = words;
  const all = useLive((live) => live.alarms.reduce((sum, alarm) => (isSetAside(alarm) ? sum : sum + 1), 0));
  const waitingCount = useLive((live) => live.alarms.reduce((sum, alarm) => (needsAcknowledgement(alarm) ? sum + 1 : sum), 0));
  const waiting = needsAcknowledgement(top);
  return (
    <section className={classes.strip} data-waiting={waiting} aria-label={t('alarms.list.top')}>
      <AlarmMark alarm={top} />
      <span className={classes.stripWhat} title={alarmText(top, words)}>
        {alarmText(top, words)}
      </span>
      <AgeText sinceUtcMs={top.raisedAtUtcMs} />
      <span className={classes.stripKeys}>
        {waitingCount > 1 ? t('alarms.list.unacknowledged', { count: waitingCount }) : t('alarms.list.all', { count: all })}
      </span>
      <span className={classes.stripKeys}>
        <StripKeys waiting={waiting} locked={locked} onWatch={false} />
      </span>
    </section>
  );
}

/** On Watch the list below has the same key for silence. */
function StripKeys({ waiting, locked, onWatch }: { readonly waiting: boolean; readonly locked: boolean; readonly onWatch: boolean }) {
  const { t } = useText();
  const calls = useAlarmCalls();
  return (
    <>
      {waiting && !onWatch ? (
        <KeyButton shortcut="S" onPress={() => void calls.silence()}>
          {t('alarms.action.silence')}
        </KeyButton>
      ) : null}
      {locked ? null : (
        <KeyButton shownKey="F3" onPress={() => openScreen('alarms')}>
          {t('alarms.action.open')}
        </KeyButton>
      )}
    </>
  );
}
