/** Alarms and inputs that the alarm tests start from. */
import type { AlarmInput, AlarmInputType, RaisedCondition } from '../../../../src/main/core/alarms/input.ts';
import type { Alarm, AlarmState } from '../../../../src/shared/model/alarms.ts';
import type { Procedure } from '../../../../src/shared/model/procedures.ts';

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

const say = (words: string) => ({ en: words, zh: words });
/** Look; is somebody there? If so call the police, then write it down. */
export const callPolice: Procedure = {
  procedureId: 'intrusion',
  version: 3,
  title: say('Intrusion'),
  forSources: [],
  forConditions: [],
  forCategories: ['intrusion'],
  steps: [
    { stepId: 'look', words: say('Look'), answers: [], next: 'there' },
    {
      stepId: 'there',
      words: say('Is somebody there?'),
      answers: [
        { answerId: 'yes', words: say('Yes'), next: 'police' },
        { answerId: 'no', words: say('No'), next: 'note' },
      ],
      next: null,
    },
    { stepId: 'police', words: say('Call the police'), answers: [], next: 'note' },
    { stepId: 'note', words: say('Write it down'), answers: [], next: null },
  ],
};

const person = { by: 'Li', revision: 7 };
export const inputs: { readonly [type in AlarmInputType]: AlarmInput } = {
  raise: { type: 'raise', alarmId: 'alarm-2', condition: doorForced },
  clear: { type: 'clear' },
  acknowledge: { ...person, type: 'acknowledge', reason: 'seen', note: null },
  unacknowledge: { ...person, type: 'unacknowledge' },
  reset: { ...person, type: 'reset' },
  take: { ...person, type: 'take' },
  step: { ...person, type: 'step', step: 'sent', finding: null, note: null },
  close: { ...person, type: 'close', reason: 'falseAlarm', finding: 'false', note: null, verification: null, secondPerson: null },
  verify: { ...person, type: 'verify', level: 1, note: null },
  procedureStep: { ...person, type: 'procedureStep', procedure: callPolice, stepId: 'look', answerId: null, skipped: false },
  shelve: { ...person, type: 'shelve', untilUtcMs: nowUtcMs + 1, reason: 'knownWork', secondPerson: null },
  unshelve: { ...person, type: 'unshelve' },
  shelfExpired: { type: 'shelfExpired' },
  outOfService: { ...person, type: 'outOfService', reason: 'fault' },
  returnToService: { ...person, type: 'returnToService' },
  suppress: { type: 'suppress', reason: 'panel in test' },
  unsuppress: { type: 'unsuppress' },
  escalate: { type: 'escalate', level: 1, seats: 1 },
  confirm: { type: 'confirm', alarmIds: ['alarm-9'] },
  join: { type: 'join', confirmedId: 'alarm-9' },
};
