/** The alarms beside the gate on Watch: the most urgent large with its keys, the others in short rows. */
import { useState } from 'react';
import { useSession } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { EmptyState, KeyButton } from '../../ui/index.ts';
import { AlarmActions } from './alarm-actions.tsx';
import classes from './alarm-list.module.css';
import { CompactAlarmRow } from './alarm-row.tsx';
import { TopAlarm } from './top-alarm.tsx';
import { useAlarmCalls } from './use-alarm-calls.ts';
import { isSetAside, needsAcknowledgement } from './words.ts';

export function AlarmList({ compact, limit }: { readonly compact: boolean; readonly limit: number }) {
  const { t } = useText();
  const alarms = useLive((live) => live.alarms);
  const calls = useAlarmCalls();
  const signedIn = useSession()?.stage === 'signedIn';
  const [asking, setAsking] = useState<string | null>(null);
  const board = alarms.filter((alarm) => !isSetAside(alarm));
  // While a question stands, the alarm that it is about stays on top.
  const top = board.find((alarm) => alarm.alarmId === asking) ?? board[0];
  if (top === undefined) return <EmptyState>{t('alarms.empty.board')}</EmptyState>;
  const others = board.filter((alarm) => alarm !== top);
  return (
    <div className={classes.list}>
      <div className={classes.top}>
        <TopAlarm alarm={top} />
        {signedIn ? (
          <div className={classes.keys}>
            <AlarmActions alarm={top} alarms={alarms} calls={calls} compact={compact} onAsking={(now) => setAsking(now ? top.alarmId : null)} />
            {asking === null && needsAcknowledgement(top) ? (
              <KeyButton shortcut="S" onPress={() => void calls.silence()}>
                {t('alarms.action.silence')}
              </KeyButton>
            ) : null}
          </div>
        ) : null}
      </div>
      <ul className={classes.rows} aria-label={t('alarms.list.active')}>
        {others.slice(0, limit).map((alarm) => (
          <li key={alarm.alarmId} className={classes.row}>
            <CompactAlarmRow alarm={alarm} />
          </li>
        ))}
      </ul>
      {others.length > limit ? <p className={classes.more}>{t('alarms.list.more', { count: others.length - limit })}</p> : null}
    </div>
  );
}
