import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escalationLevel, nextDueAtUtcMs } from '../../../../src/main/core/alarms/escalation.ts';
import { alarmStates, priorities } from '../../../../src/shared/model/alarms.ts';
import { alarmIn, raisedAtUtcMs } from './samples.ts';

describe('escalation', () => {
  it.each([
    [1, 29_999, 0],
    [1, 30_000, 1],
    [1, 60_000, 2],
    [2, 89_999, 0],
    [3, 90_000, 1],
    [4, 180_000, 2],
  ] as const)('of a priority %i alarm after %i ms is level %i', (priority, waitedMs, level) => {
    expect(escalationLevel(alarmIn('unacknowledged', { priority }), raisedAtUtcMs + waitedMs)).toBe(level);
  });

  it('goes on while the cause is gone but nobody has acknowledged', () => {
    expect(escalationLevel(alarmIn('returnedUnacknowledged', { priority: 1 }), raisedAtUtcMs + 60_000)).toBe(2);
  });

  it('concerns nothing else: acknowledged and set aside alarms stay at the post', () => {
    for (const state of alarmStates) {
      if (state === 'unacknowledged' || state === 'returnedUnacknowledged') continue;
      expect(escalationLevel(alarmIn(state), raisedAtUtcMs + 3_600_000)).toBe(0);
    }
  });

  it('is due exactly when the level changes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...priorities), fc.constantFrom(0 as const, 1 as const), (priority, reached) => {
        const alarm = alarmIn('unacknowledged', { priority, ...(reached === 0 ? {} : { escalation: reached }) });
        const due = nextDueAtUtcMs(alarm);
        if (due === null) throw new Error('never due');
        expect(escalationLevel(alarm, due - 1)).toBe(reached);
        expect(escalationLevel(alarm, due)).toBe(reached + 1);
      }),
    );
  });

  it('has an end, and a shelf is due at its end', () => {
    expect(nextDueAtUtcMs(alarmIn('unacknowledged', { escalation: 2 }))).toBeNull();
    expect(nextDueAtUtcMs(alarmIn('acknowledged'))).toBeNull();
    expect(nextDueAtUtcMs(alarmIn('shelved', { shelvedUntilUtcMs: 42 }))).toBe(42);
  });
});
