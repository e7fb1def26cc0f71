/** Alarms and inputs that the alarm tests start from. */
import type { AlarmInput, AlarmInputType, RaisedCondition } from '../../../../src/main/core/alarms/input.ts';
import type { Alarm, AlarmState } from '../../../../src/shared/model/alarms.ts';

export const raisedAtUtcMs = Date.UTC(2026, 10, 21, 2, 0, 0);
export const nowUtcMs = raisedAtUtcMs + 60_000;

export const doorForced: RaisedCondition = {
  panelId: 'yard',
  source: 'gate-3',
  area: 'Yard',
  condition: 'doorForced',
  category: 'intrusion',
  priority: 3,
  latched: false,
  standing: false,
  simulated: false,
  text: null,
};

export function alarmIn(state: AlarmState, change: Partial<Alarm> = {}): Alarm {
  return {
    ...doorForced,
    alarmId: 'alarm-1',
    state,
    active: state !== 'normal' && state !== 'returnedUnacknowledged',
    raisedAtUtcMs,
    lastChangeAtUtcMs: raisedAtUtcMs,
    count: 1,
    owner: null,
    acknowledgedBy: null,
    acknowledgedAtUtcMs: null,
    acknowledgeReason: null,
    shelvedUntilUtcMs: state === 'shelved' ? nowUtcMs : null,
    shelvedBy: state === 'shelved' ? 'Wang' : null,
    shelvedSecondPerson: null,
    shelveReason: state === 'shelved' ? 'knownWork' : null,
    steps: {},
    revision: 7,
    ...change,
  };
}

const person = { by: 'Li', revision: 7 };
export const inputs: { readonly [type in AlarmInputType]: AlarmInput } = {
  raise: { type: 'raise', alarmId: 'alarm-2', condition: doorForced },
  clear: { type: 'clear' },
  acknowledge: { ...person, type: 'acknowledge', reason: 'seen', note: null },
  unacknowledge: { ...person, type: 'unacknowledge' },
  reset: { ...person, type: 'reset' },
  take: { ...person, type: 'take' },
  step: { ...person, type: 'step', step: 'sent', finding: null, note: null },
  close: { ...person, type: 'close', reason: 'falseAlarm', finding: 'false', note: null },
  shelve: { ...person, type: 'shelve', untilUtcMs: nowUtcMs + 1, reason: 'knownWork', secondPerson: null },
  unshelve: { ...person, type: 'unshelve' },
  shelfExpired: { type: 'shelfExpired' },
  outOfService: { ...person, type: 'outOfService', reason: 'fault' },
  returnToService: { ...person, type: 'returnToService' },
  suppress: { type: 'suppress', reason: 'panel in test' },
  unsuppress: { type: 'unsuppress' },
};
