/** Watch, where people live: gate, alarms and the box side by side. Here the app puts features together. */
import { useEffect } from 'react';
import { useLive } from '../live/index.ts';
import { Panel } from '../ui/index.ts';
import classes from './console.module.css';
import { focusTarget } from './navigation.ts';
import { useSession } from './session-state.ts';
import { AlarmList, GateList, HolderCard, InsideList, VisitorBox } from './slots.ts';
import { useText } from './text.ts';

export function WatchPage() {
  const { t } = useText();
  const role = useSession()?.user?.role;
  const alarms = useLive((live) => live.alarms);
  const inside = useLive((live) => live.glance?.inside ?? live.inside.length);
  const waiting = alarms.filter((alarm) => alarm.state === 'unacknowledged' || alarm.state === 'returnedUnacknowledged').length;
  // A guard's next act is a visitor; an operator's is an alarm, whose single keys work when no field has the focus.
  useEffect(() => {
    if (role === 'guard') focusTarget('box');
  }, [role]);
  return (
    <div className={classes.watch}>
      <div className={classes.column}>
        <Panel title={t('watch.gate')}>
          <HolderCard />
        </Panel>
        <GateList />
      </div>
      <div className={classes.column}>
        <Panel title={t('watch.alarms')} aside={<span className={classes.count}>{`${waiting} / ${alarms.length}`}</span>}>
          {null}
        </Panel>
        <AlarmList compact limit={50} />
      </div>
      <div className={classes.column}>
        <VisitorBox />
        <Panel title={t('watch.insideList')} aside={<span className={classes.count}>{inside}</span>}>
          {null}
        </Panel>
        <InsideList />
      </div>
    </div>
  );
}
