import { describe, expect, it } from 'vitest';
import type { AlarmInput } from '../../../../src/main/core/alarms/input.ts';
import { transition } from '../../../../src/main/core/alarms/transition.ts';
import type { Alarm } from '../../../../src/shared/model/alarms.ts';
import { alarmIn, doorForced, inputs, nowUtcMs, raisedAtUtcMs } from './samples.ts';

function accepted(alarm: Alarm | null, input: AlarmInput, atUtcMs = nowUtcMs) {
  const outcome = transition(alarm, input, atUtcMs);
  if (!outcome.ok || outcome.value.alarm === null) throw new Error('no alarm came of it');
  return { ...outcome.value, alarm: outcome.value.alarm };
}
const rule = (alarm: Alarm, input: AlarmInput) => {
  const outcome = transition(alarm, input, nowUtcMs);
  return outcome.ok ? 'allowed' : outcome.error;
};
const raiseAt = (priority: 1 | 2 | 3 | 4): AlarmInput => ({ type: 'raise', alarmId: 'alarm-2', condition: { ...doorForced, priority } });

describe('raising', () => {
  it('puts a new alarm on the board as unacknowledged, told as standing when it was there before us', () => {
    const { alarm, rows } = accepted(null, { type: 'raise', alarmId: 'alarm-2', condition: { ...doorForced, standing: true, text: 'Tür 3' } });
    expect(alarm).toMatchObject({ alarmId: 'alarm-2', state: 'unacknowledged', active: true, count: 1, revision: 1, raisedAtUtcMs: nowUtcMs });
    expect(rows).toEqual([{ kind: 'alarm.raised', payload: expect.objectContaining({ standing: true, text: 'Tür 3' }) }]);
  });

  it('folds an alarm that comes again into its row and counts', () => {
    const { alarm } = accepted(alarmIn('returnedUnacknowledged', { count: 4 }), inputs.raise);
    expect(alarm).toMatchObject({ alarmId: 'alarm-1', state: 'unacknowledged', count: 5, raisedAtUtcMs });
  });

  it('asks again when an acknowledged alarm gets worse, and keeps the worst', () => {
    const worse = accepted(alarmIn('acknowledged', { acknowledgedBy: 'Li' }), raiseAt(1));
    expect(worse.alarm).toMatchObject({ state: 'unacknowledged', priority: 1, acknowledgedBy: null, count: 1, raisedAtUtcMs: nowUtcMs });
    const milder = transition(worse.alarm, raiseAt(4), nowUtcMs);
    expect(milder.ok && milder.value.alarm?.priority).toBe(1);
  });

  it('keeps a shelved alarm on its shelf but counts and tells the row', () => {
    const { alarm, rows } = accepted(alarmIn('shelved', { active: false }), inputs.raise);
    expect(alarm).toMatchObject({ state: 'shelved', active: true, count: 2 });
    expect(rows[0]?.kind).toBe('alarm.raised');
  });

  it('takes an alarm that gets worse off its shelf: the shelf was agreed for the milder one', () => {
    const { alarm } = accepted(alarmIn('shelved'), raiseAt(1));
    expect(alarm).toMatchObject({ state: 'unacknowledged', priority: 1, shelvedUntilUtcMs: null, shelvedBy: null });
  });

  it('asks again on the same row when it comes back while someone is on the way', () => {
    const open = alarmIn('normal', { steps: { sent: { atUtcMs: nowUtcMs, by: 'Li' } }, owner: 'Li' });
    expect(accepted(open, inputs.raise).alarm).toMatchObject({ alarmId: 'alarm-1', state: 'unacknowledged', owner: 'Li', count: 2 });
  });
});

describe('latched alarms', () => {
  const latched = (state: Alarm['state'], active: boolean) => alarmIn(state, { latched: true, active });

  it('stay after the cause is gone, acknowledged before or after', () => {
    expect(accepted(latched('acknowledged', true), inputs.clear)).toMatchObject({ alarm: { state: 'acknowledged', active: false }, onBoard: true });
    expect(accepted(latched('returnedUnacknowledged', false), inputs.acknowledge)).toMatchObject({
      alarm: { state: 'acknowledged', active: false },
      onBoard: true,
    });
  });

  it('leave by a reset once the cause is gone and somebody has acknowledged', () => {
    expect(rule(latched('acknowledged', true), inputs.reset)).toBe('stillActive');
    expect(rule(latched('returnedUnacknowledged', false), inputs.reset)).toBe('acknowledgeFirst');
    expect(accepted(latched('acknowledged', false), inputs.reset)).toMatchObject({ alarm: { state: 'normal' }, onBoard: false });
  });

  it('ask again when they come back from the shelf without having been reset', () => {
    expect(accepted(latched('shelved', false), inputs.unshelve).alarm.state).toBe('unacknowledged');
  });

  it('alarm again when the cause returns before the reset', () => {
    expect(accepted(latched('acknowledged', false), inputs.raise).alarm).toMatchObject({ state: 'unacknowledged', count: 2 });
  });
});

describe('setting aside', () => {
  const shelve = (change: object): AlarmInput => ({ ...inputs.shelve, ...change }) as AlarmInput;

  it('never shelves danger to life', () => {
    expect(rule(alarmIn('unacknowledged', { category: 'life', priority: 1 }), shelve({ secondPerson: 'Zhao' }))).toBe('cannotShelve');
  });

  it('needs a second person for priorities 1 and 2, and not the same one', () => {
    for (const priority of [1, 2] as const) {
      expect(rule(alarmIn('acknowledged', { priority }), shelve({}))).toBe('secondPersonNeeded');
      expect(rule(alarmIn('acknowledged', { priority }), shelve({ secondPerson: 'LI' }))).toBe('secondPersonUnfit');
      expect(rule(alarmIn('acknowledged', { priority }), shelve({ secondPerson: 'Zhao' }))).toBe('allowed');
    }
    expect(rule(alarmIn('acknowledged', { priority: 3 }), shelve({}))).toBe('allowed');
  });

  it('has an end in the future, and does not end early', () => {
    expect(rule(alarmIn('acknowledged'), shelve({ untilUtcMs: nowUtcMs }))).toBe('shelfTimePast');
    expect(rule(alarmIn('shelved', { shelvedUntilUtcMs: nowUtcMs + 1 }), inputs.shelfExpired)).toBe('shelfNotOver');
  });

  it.each([
    ['shelved', inputs.shelfExpired],
    ['shelved', inputs.unshelve],
    ['suppressed', inputs.unsuppress],
    ['outOfService', inputs.returnToService],
  ] as const)('%s comes back as normal when the cause is gone', (state, input) => {
    const back = accepted(alarmIn(state, { active: false }), input);
    expect(back).toMatchObject({ alarm: { state: 'normal', shelvedUntilUtcMs: null, shelvedBy: null }, onBoard: false });
  });

  it('tells until when, why and who agreed', () => {
    const { rows } = accepted(alarmIn('acknowledged', { priority: 2 }), shelve({ secondPerson: 'Zhao' }));
    expect(rows[0]).toMatchObject({ kind: 'alarm.shelved', payload: { reason: 'knownWork', secondPerson: 'Zhao', until: '2026-11-21T02:01:00.001Z' } });
  });
});

describe('the response', () => {
  const sent = { sent: { atUtcMs: raisedAtUtcMs, by: 'Li' } };

  it('keeps an alarm that is over listed until the matter is closed', () => {
    const over = accepted(alarmIn('acknowledged', { steps: sent }), inputs.clear);
    expect(over).toMatchObject({ alarm: { state: 'normal' }, onBoard: true });
    const closed = accepted(over.alarm, { ...inputs.close, revision: over.alarm.revision } as AlarmInput);
    expect(closed.onBoard).toBe(false);
    expect(closed.rows[0]).toMatchObject({ kind: 'alarm.closed', payload: { finding: 'false', reason: 'falseAlarm', sentAt: '2026-11-21T02:00:00.000Z' } });
  });

  it('never takes an active alarm off the board by closing', () => {
    const closed = accepted(alarmIn('acknowledged', { steps: sent, owner: 'Li' }), inputs.close);
    expect(closed).toMatchObject({ onBoard: true, alarm: { state: 'acknowledged', active: true, steps: {}, owner: null } });
  });

  it('wants a finding with the step found and nowhere else', () => {
    const step = (change: object): AlarmInput => ({ ...inputs.step, ...change }) as AlarmInput;
    expect(rule(alarmIn('acknowledged'), step({ step: 'found' }))).toBe('findingNeeded');
    expect(rule(alarmIn('acknowledged'), step({ finding: 'true' }))).toBe('findingNotHere');
    expect(rule(alarmIn('acknowledged', { steps: sent }), step({}))).toBe('stepDone');
    expect(accepted(alarmIn('acknowledged'), step({ step: 'found', finding: 'true' })).alarm.steps).toEqual({
      found: { atUtcMs: nowUtcMs, by: 'Li', finding: 'true' },
    });
  });

  it('makes the first who acts the owner, and lets another take it over', () => {
    const first = accepted(alarmIn('acknowledged'), inputs.step).alarm;
    expect(first.owner).toBe('Li');
    expect(rule(first, { ...inputs.take, revision: 8 } as AlarmInput)).toBe('alreadyYours');
    const second = accepted(first, { type: 'take', by: 'Zhao', revision: 8 });
    expect(second).toMatchObject({ alarm: { owner: 'Zhao' }, rows: [{ payload: { owner: 'Zhao', from: 'Li' } }] });
  });
});
