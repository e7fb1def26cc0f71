import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isChattering, withRaise } from '../../../../src/main/core/alarms/chatter.ts';
import { transition } from '../../../../src/main/core/alarms/transition.ts';
import type { Alarm } from '../../../../src/shared/model/alarms.ts';
import { doorForced, inputs, raisedAtUtcMs } from './samples.ts';

describe('chatter', () => {
  it('is three raises within a minute, however many came before', () => {
    const anyGaps = fc.array(fc.integer({ min: 0, max: 70_000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(anyGaps, (gaps) => {
        const times: number[] = [];
        let recent: readonly number[] = [];
        let nowMs = raisedAtUtcMs;
        for (const gap of gaps) {
          nowMs += gap;
          times.push(nowMs);
          recent = withRaise(recent, nowMs);
          expect(isChattering(recent, nowMs)).toBe(times.filter((at) => nowMs - at < 60_000).length >= 3);
          expect(recent.length).toBeLessThanOrEqual(3);
        }
      }),
    );
  });

  it('may need another number', () => {
    const recent = [0, 1000, 2000, 3000, 4000].reduce<readonly number[]>((times, at) => withRaise(times, at, 5), []);
    expect(isChattering(recent, 4000, 5)).toBe(true);
    expect(isChattering(recent.slice(1), 4000, 5)).toBe(false);
  });
});

describe('an alarm that chatters', () => {
  const next = (alarm: Alarm | null, input: Parameters<typeof transition>[1], afterMs: number): Alarm => {
    const outcome = transition(alarm, input, raisedAtUtcMs + afterMs);
    if (!outcome.ok || outcome.value.alarm === null) throw new Error('refused');
    return outcome.value.alarm;
  };
  const threeTimes = [0, 5000, 10_000].reduce<Alarm | null>((alarm, at) => next(next(alarm, inputs.raise, at), inputs.clear, at + 1000), null);

  it('is marked with the third raise, stays on the board, and its rows say so', () => {
    expect(threeTimes).toMatchObject({ chattering: true, count: 3, state: 'returnedUnacknowledged' });
    const outcome = transition(threeTimes, inputs.raise, raisedAtUtcMs + 20_000);
    expect(outcome).toMatchObject({ ok: true, value: { onBoard: true, rows: [{ kind: 'alarm.raised', payload: { chattering: true, count: 4 } }] } });
  });

  it('is marked no longer with the first change after a quieter minute', () => {
    expect(next(threeTimes, inputs.raise, 90_000).chattering).toBe(false);
  });

  it('is not one that is only told again, or that worsens', () => {
    let alarm = next(null, inputs.raise, 0);
    alarm = next(alarm, inputs.raise, 1000);
    alarm = next(alarm, { type: 'raise', alarmId: 'alarm-3', condition: { ...doorForced, priority: 2 } }, 2000);
    alarm = next(alarm, { type: 'raise', alarmId: 'alarm-4', condition: { ...doorForced, priority: 1 } }, 3000);
    expect(alarm).toMatchObject({ chattering: false, count: 1, priority: 1 });
  });
});
