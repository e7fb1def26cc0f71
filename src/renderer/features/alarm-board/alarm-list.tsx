/** The alarms beside the gate on Watch: the most urgent large with its keys, the others in short rows. */
import { useState } from 'react';
import type { Alarm } from '../../../shared/model/alarms.ts';
import { openScreen } from '../../app/navigation.ts';
import { useOwnDuty } from '../../app/own-seat.ts';
import { alarmTarget } from '../../app/screen-targets.ts';
import { callsSeat } from '../../app/seat-duty.ts';
import { useSession } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { EmptyState } from '../../ui/index.ts';
import { AlarmActions } from './alarm-actions.tsx';
import classes from './alarm-list.module.css';
import { CompactAlarmRow } from './alarm-row.tsx';
import { firstOnBoard, standsOnBoard } from './lists.ts';
import { TopAlarm } from './top-alarm.tsx';
import { useAlarmCalls } from './use-alarm-calls.ts';

/** What to do about it stands on the board, where there is room. */
function openProcedure({ alarmId }: Alarm): void {
  alarmTarget.aim({ alarmId, pane: 'procedure' });
  openScreen('alarms');
}

export function AlarmList({ compact, limit }: { readonly compact: boolean; readonly limit: number }) {
  const { t } = useText();
  const alarms = useLive((live) => live.alarms);
  const calls = useAlarmCalls();
  const duty = useOwnDuty();
  const signedIn = useSession()?.stage === 'signedIn';
  const [asking, setAsking] = useState<string | null>(null);
  const count = useLive((live) => live.alarms.reduce((sum, alarm) => (standsOnBoard(alarm, live.alarmsById) ? sum + 1 : sum), 0));
  const board = useLive((live) => firstOnBoard(live.alarms, live.alarmsById, limit + 1));
  // While a question stands, the alarm that it is about stays on top.
  const pinned = useLive((live) => (asking === null ? undefined : live.alarmsById.get(asking)));
  // What was passed on to this seat stands large above; the keys here are for it then.
  const called = useLive((live) => (duty === 'first' ? undefined : live.alarms.find((alarm) => callsSeat(alarm, duty))));
  const top = pinned ?? called ?? board[0];
  if (top === undefined) return <EmptyState>{t('alarms.empty.board')}</EmptyState>;
  const others = board.filter((alarm) => alarm !== top).slice(0, limit);
  return (
    <div className={classes.list}>
      <div className={classes.top}>
        <TopAlarm alarm={top} />
        {signedIn ? (
          <div className={classes.keys}>
            <AlarmActions
              alarm={top}
              alarms={alarms}
              calls={calls}
              compact={compact}
              onAsking={(now) => setAsking(now ? top.alarmId : null)}
              onProcedure={openProcedure}
            />
          </div>
        ) : null}
      </div>
      <ul className={classes.rows} aria-label={t('alarms.list.active')}>
        {others.map((alarm) => (
          <li key={alarm.alarmId} className={classes.row}>
            <CompactAlarmRow alarm={alarm} />
          </li>
        ))}
      </ul>
      {count - 1 > others.length ? <p className={classes.more}>{t('alarms.list.more', { count: count - 1 - others.length })}</p> : null}
    </div>
  );
}
