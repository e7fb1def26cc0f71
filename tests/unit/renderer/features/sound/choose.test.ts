import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseSound } from '../../../../../src/renderer/features/sound/choose.ts';
import { alarm, nowUtcMs } from '../alarm-board/sample.ts';

const pattern = (...args: Parameters<typeof chooseSound>) => chooseSound(...args)?.pattern ?? 'quiet';
const later = (ms: number) => nowUtcMs + ms;

describe('the alarm sound', () => {
  it('is that of the most urgent alarm that waits', () => {
    const board = [alarm('m', { priority: 3 }), alarm('c', { priority: 1 }), alarm('h', { priority: 2 })];
    expect(pattern(board, null, nowUtcMs)).toBe('critical');
    expect(
      pattern(
        board.filter((one) => one.priority > 1),
        null,
        nowUtcMs,
      ),
    ).toBe('high');
    expect(
      pattern(
        board.filter((one) => one.priority > 2),
        null,
        nowUtcMs,
      ),
    ).toBe('medium');
  });

  it('goes on while the cause is gone but nobody has acknowledged, and stops with the acknowledgement', () => {
    expect(pattern([alarm('a', { state: 'returnedUnacknowledged' })], null, nowUtcMs)).toBe('high');
    for (const state of ['normal', 'acknowledged', 'shelved', 'suppressed', 'outOfService'] as const)
      expect(pattern([alarm('a', { state })], null, nowUtcMs)).toBe('quiet');
  });

  it('never gives away a hold-up or duress, and doesn’t cover another alarm either', () => {
    const holdUp = alarm('a', { priority: 1, category: 'holdUp' });
    const duress = alarm('b', { priority: 1, category: 'life', condition: 'duress' });
    expect(pattern([holdUp, duress], null, nowUtcMs)).toBe('quiet');
    expect(pattern([holdUp, alarm('c', { priority: 3 })], null, nowUtcMs)).toBe('medium');
  });

  it('is off for low alarms, and only once for tamper', () => {
    expect(pattern([alarm('a', { priority: 4 })], null, nowUtcMs)).toBe('quiet');
    const tamper = alarm('a', { category: 'tamper' });
    expect(pattern([tamper], null, nowUtcMs)).toBe('high');
    expect(pattern([tamper], null, later(10_000))).toBe('quiet');
  });

  it('is silent for what had come up before the silence, sounds for what comes after, and returns when it ends', () => {
    const untilUtcMs = later(60_000);
    const before = alarm('a');
    expect(pattern([before], untilUtcMs, later(1000))).toBe('quiet');
    expect(pattern([before, alarm('b', { priority: 3, raisedAtUtcMs: later(5000) })], untilUtcMs, later(5000))).toBe('medium');
    expect(pattern([before], untilUtcMs, untilUtcMs)).toBe('high');
  });

  it('rings at the second seat and at the lead’s only for what was passed on as far as them', () => {
    const board = [alarm('a', { priority: 1 }), alarm('b', { priority: 3, escalation: 1 })];
    const at = (duty: 'first' | 'second' | 'lead') => pattern(board, null, nowUtcMs, duty);
    expect([at('first'), at('second'), at('lead')]).toEqual(['critical', 'medium', 'quiet']);
    expect(pattern([alarm('c', { escalation: 2 })], null, nowUtcMs, 'second')).toBe('high');
  });

  it('never gives a hold-up away at any seat of the post, however far it was passed on', () => {
    const holdUp = alarm('a', { priority: 1, category: 'holdUp', escalation: 2 });
    for (const duty of ['first', 'second', 'lead'] as const) expect(pattern([holdUp], null, nowUtcMs, duty)).toBe('quiet');
  });

  it('only gets louder and quicker the longer nobody answers, within bounds', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1 as const, 2 as const, 3 as const),
        fc.integer({ min: -5000, max: 300_000 }),
        fc.integer({ min: 0, max: 300_000 }),
        (priority, waitedMs, moreMs) => {
          const sooner = chooseSound([alarm('a', { priority })], null, later(waitedMs));
          const longer = chooseSound([alarm('a', { priority })], null, later(waitedMs + moreMs));
          if (sooner === null || longer === null) throw new Error('quiet');
          expect(longer.volume).toBeGreaterThanOrEqual(sooner.volume);
          expect(longer.everyMs).toBeLessThanOrEqual(sooner.everyMs);
          expect(sooner.volume).toBeGreaterThan(0);
          expect(longer.volume).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
