/** Whether a flood is on: one answer for the whole seat, reckoned once a second, so that leaving the board does not forget where it began. */
import { useSyncExternalStore } from 'react';
import type { LiveState } from '../../live/index.ts';
import { firstRecent, isFlood, recentAlarms } from './flood.ts';

export interface Flood {
  readonly on: boolean;
  /** New alarms of the last 10 minutes. */
  readonly recent: number;
  /** The alarm with which it began, as long as that stands on the board. */
  readonly firstAlarmId: string | null;
}

let flood: Flood = { on: false, recent: 0, firstAlarmId: null };
const listeners = new Set<() => void>();

/** Once a second, from the announcer. */
export function reckonFlood({ alarms, log }: Pick<LiveState, 'alarms' | 'log'>, nowUtcMs: number): void {
  const recent = recentAlarms(alarms, log, nowUtcMs);
  const on = isFlood(flood.on, recent);
  // The first one stays the first one while the flood lasts, also when its ten minutes are over.
  const firstAlarmId = on && flood.on && flood.firstAlarmId !== null ? flood.firstAlarmId : on ? (firstRecent(alarms, nowUtcMs)?.alarmId ?? null) : null;
  if (on === flood.on && recent === flood.recent && firstAlarmId === flood.firstAlarmId) return;
  flood = { on, recent, firstAlarmId };
  for (const listener of [...listeners]) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const useFlood = (): Flood => useSyncExternalStore(subscribe, () => flood);
