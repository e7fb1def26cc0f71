/** An alarm as a seat gets it. */
import type { Alarm } from '../../../../../src/shared/model/alarms.ts';
import { freshAlarm } from '../../../../fixtures/alarm.ts';

export const nowUtcMs = Date.UTC(2026, 10, 21, 2, 0, 0);

export const alarm = (alarmId: string, change: Partial<Alarm> = {}): Alarm =>
  freshAlarm({
    alarmId,
    panelId: 'yard',
    source: alarmId,
    condition: 'doorForced',
    raisedAtUtcMs: nowUtcMs,
    lastChangeAtUtcMs: nowUtcMs,
    ...change,
  });
