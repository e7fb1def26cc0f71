/** When an unattended seat locks and when a session ends. Monotonic times only. Pure. */

export interface SessionLimits {
  readonly idleMinutes: number;
  readonly maxHours: number;
}

export interface SessionTimes {
  readonly startedMonoMs: number;
  readonly touchedMonoMs: number;
  readonly locked: boolean;
}

/** What is due for a session now: it ends with its longest duration, it locks when nobody touched the seat. */
export function dueForSession(times: SessionTimes, limits: SessionLimits, nowMonoMs: number): 'end' | 'lock' | 'nothing' {
  if (nowMonoMs - times.startedMonoMs >= limits.maxHours * 3_600_000) return 'end';
  if (!times.locked && nowMonoMs - times.touchedMonoMs >= limits.idleMinutes * 60_000) return 'lock';
  return 'nothing';
}
