/** A locked seat still shows what is happening, without names: numbers, the top alarm, the health of the post. */
import { Unlock } from '../features/session/index.ts';
import { ClockBar, ConnectionBar, StoreBar } from './bars.tsx';
import classes from './console.module.css';
import { GlanceLine } from './glance-line.tsx';
import { HealthStrip } from './health-strip.tsx';
import { AlarmAnnouncer, AlarmSounds, SoundBar, TopAlarmStrip } from './slots.ts';

export function LockedConsole() {
  return (
    <div className={classes.console}>
      <GlanceLine />
      <ConnectionBar />
      <StoreBar />
      <ClockBar />
      <SoundBar />
      <TopAlarmStrip />
      <main className={classes.lock}>
        <Unlock />
      </main>
      <HealthStrip locked />
      <AlarmSounds />
      <AlarmAnnouncer />
    </div>
  );
}
