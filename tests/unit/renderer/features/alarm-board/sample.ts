/** An alarm as a seat gets it. */
import type { Alarm } from '../../../../../src/shared/model/alarms.ts';

export const nowUtcMs = Date.UTC(2026, 10, 21, 2, 0, 0);

export function alarm(alarmId: string, change: Partial<Alarm> = {}): Alarm {
  return {
    alarmId,
    panelId: 'yard',
    source: alarmId,
    area: null,
    condition: 'doorForced',
    category: 'intrusion',
    priority: 2,
    state: 'unacknowledged',
    active: true,
    latched: false,
    standing: false,
    simulated: false,
    raisedAtUtcMs: nowUtcMs,
    lastChangeAtUtcMs: nowUtcMs,
    count: 1,
    owner: null,
    acknowledgedBy: null,
    acknowledgedAtUtcMs: null,
    acknowledgeReason: null,
    shelvedUntilUtcMs: null,
    shelvedBy: null,
    shelvedSecondPerson: null,
    shelveReason: null,
    steps: {},
    text: null,
    revision: 1,
    ...change,
  };
}
