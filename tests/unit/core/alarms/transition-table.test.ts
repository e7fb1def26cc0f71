import { describe, expect, it } from 'vitest';
import type { AlarmInputType } from '../../../../src/main/core/alarms/input.ts';
import { transition } from '../../../../src/main/core/alarms/transition.ts';
import { type AlarmState, alarmStates } from '../../../../src/shared/model/alarms.ts';
import { alarmIn, inputs, nowUtcMs } from './samples.ts';

// What each input does in each state: the state after it, `=` for no change, or the rule that forbids it (after `!`).
// An active alarm is meant in every state but normal and returnedUnacknowledged; it has no response under way.
type Row = { readonly [state in AlarmState]: string };
const set = (shelved: string, suppressed = shelved, outOfService = suppressed) => ({ shelved, suppressed, outOfService });
const row = (normal: string, unacknowledged: string, acknowledged: string, returnedUnacknowledged: string, aside: ReturnType<typeof set>): Row => ({
  normal,
  unacknowledged,
  acknowledged,
  returnedUnacknowledged,
  ...aside,
});
const stays = set('shelved', 'suppressed', 'outOfService');

const table: { readonly [type in AlarmInputType]: Row } = {
  raise: row('unacknowledged', '=', '=', 'unacknowledged', set('=')),
  clear: row('=', 'returnedUnacknowledged', 'normal', '=', stays),
  acknowledge: row('!alreadyAcknowledged', 'acknowledged', '!alreadyAcknowledged', 'normal', set('!setAside')),
  unacknowledge: row('!notAcknowledged', '!notAcknowledged', 'unacknowledged', '!notAcknowledged', set('!notAcknowledged')),
  reset: row('!notLatched', '!notLatched', '!notLatched', '!notLatched', set('!setAside')),
  take: row('normal', 'unacknowledged', 'acknowledged', 'returnedUnacknowledged', set('!setAside')),
  step: row('normal', '!acknowledgeFirst', 'acknowledged', '!acknowledgeFirst', set('!setAside')),
  close: row('normal', '!acknowledgeFirst', 'acknowledged', '!acknowledgeFirst', set('!setAside')),
  verify: row('normal', 'unacknowledged', 'acknowledged', 'returnedUnacknowledged', set('!setAside')),
  procedureStep: row('normal', 'unacknowledged', 'acknowledged', 'returnedUnacknowledged', set('!setAside')),
  escalate: row('=', 'unacknowledged', '=', 'returnedUnacknowledged', set('=')),
  confirm: row('unacknowledged', 'unacknowledged', 'unacknowledged', 'returnedUnacknowledged', set('=')),
  join: row('normal', 'unacknowledged', 'acknowledged', 'returnedUnacknowledged', set('=')),
  shelve: row('shelved', 'shelved', 'shelved', 'shelved', set('shelved')),
  unshelve: row('!notShelved', '!notShelved', '!notShelved', '!notShelved', set('unacknowledged', '!notShelved')),
  shelfExpired: row('!notShelved', '!notShelved', '!notShelved', '!notShelved', set('unacknowledged', '!notShelved')),
  outOfService: row('outOfService', 'outOfService', 'outOfService', 'outOfService', set('outOfService', 'outOfService', '!alreadyOutOfService')),
  returnToService: row(
    '!notOutOfService',
    '!notOutOfService',
    '!notOutOfService',
    '!notOutOfService',
    set('!notOutOfService', '!notOutOfService', 'unacknowledged'),
  ),
  suppress: row('suppressed', 'suppressed', 'suppressed', 'suppressed', set('suppressed', '!alreadySuppressed', 'suppressed')),
  unsuppress: row('!notSuppressed', '!notSuppressed', '!notSuppressed', '!notSuppressed', set('!notSuppressed', 'unacknowledged', '!notSuppressed')),
};

const cases = Object.entries(table).flatMap(([type, states]) => alarmStates.map((state) => ({ type: type as AlarmInputType, state, expected: states[state] })));

describe('the alarm machine, every state and every input', () => {
  it.each(cases)('$type in $state gives $expected', ({ type, state, expected }) => {
    const before = alarmIn(state);
    const outcome = transition(before, inputs[type], nowUtcMs);
    if (expected.startsWith('!')) {
      expect(outcome).toEqual({ ok: false, error: expected.slice(1) });
      return;
    }
    if (!outcome.ok) throw new Error(`refused: ${outcome.error}`);
    if (expected === '=') {
      expect(outcome.value.alarm).toBe(before);
      expect(outcome.value.rows).toEqual([]);
      return;
    }
    expect(outcome.value.alarm?.state).toBe(expected);
    expect(outcome.value.alarm?.revision).toBe(before.revision + 1);
    expect(outcome.value.rows).toHaveLength(1);
    expect(outcome.value.rows[0]?.payload).toMatchObject({
      alarmId: 'alarm-1',
      panelId: 'yard',
      source: 'gate-3',
      condition: 'doorForced',
      category: 'intrusion',
      priority: type === 'confirm' ? 1 : 3,
      standing: false,
      partition: null,
      code: null,
    });
  });

  it('answers notOnBoard for whatever a person does to an alarm that is gone', () => {
    for (const input of Object.values(inputs)) {
      if (input.type === 'raise' || input.type === 'clear') continue;
      expect(transition(null, input, nowUtcMs)).toEqual({ ok: false, error: 'notOnBoard' });
    }
  });

  it('refuses every input of a person who saw another revision', () => {
    const before = alarmIn('unacknowledged');
    for (const input of Object.values(inputs)) {
      if (!('revision' in input)) continue;
      expect(transition(before, { ...input, revision: 6 }, nowUtcMs)).toEqual({ ok: false, error: 'conflict' });
    }
  });
});
