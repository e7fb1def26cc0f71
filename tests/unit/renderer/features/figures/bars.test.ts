import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barsOf, busyTimes, spanMs, spans } from '../../../../../src/renderer/features/figures/bars.ts';

const tenMinutesMs = 600_000;
const sinceUtcMs = Date.UTC(2026, 10, 21, 6, 0);
const at = (minutes: number, count: number) => ({ atUtcMs: sinceUtcMs + minutes * 60_000, count });

describe('the bars of alarms in ten minutes', () => {
  it('stand one after the other, empty ones too', () => {
    const bars = barsOf({ sinceUtcMs, untilUtcMs: sinceUtcMs + 5 * tenMinutesMs, perTenMinutes: [at(10, 3), at(30, 1)] }, 'shift');
    expect(bars.map(({ count }) => count)).toEqual([0, 3, 0, 1, 0]);
  });

  it('of a week show the busiest ten minutes of each hour, not the sum', () => {
    const bars = barsOf({ sinceUtcMs, untilUtcMs: sinceUtcMs + 7_200_000, perTenMinutes: [at(0, 4), at(10, 9), at(20, 4), at(70, 2)] }, 'week');
    expect(bars.map(({ count }) => count)).toEqual([9, 2]);
  });

  it('lose no peak, whatever the span', () => {
    const bucket = fc.record({ minutes: fc.integer({ min: 0, max: 71 }).map((n) => n * 10), count: fc.integer({ min: 1, max: 500 }) });
    fc.assert(
      fc.property(fc.constantFrom(...spans), fc.array(bucket, { minLength: 1, maxLength: 40 }), (span, buckets) => {
        const perTenMinutes = buckets.map(({ minutes, count }) => at(minutes, count));
        const bars = barsOf({ sinceUtcMs, untilUtcMs: sinceUtcMs + spanMs.shift, perTenMinutes }, span);
        return Math.max(...bars.map(({ count }) => count)) === Math.max(...perTenMinutes.map(({ count }) => count));
      }),
    );
  });

  it('are few enough to be told apart in the longest span', () => {
    const bars = barsOf({ sinceUtcMs, untilUtcMs: sinceUtcMs + spanMs.month, perTenMinutes: [] }, 'month');
    expect(bars.length).toBeLessThanOrEqual(200);
  });

  it('stand in the table newest first', () => {
    expect(busyTimes({ perTenMinutes: [at(0, 1), at(20, 2)] }).map(({ count }) => count)).toEqual([2, 1]);
  });
});
