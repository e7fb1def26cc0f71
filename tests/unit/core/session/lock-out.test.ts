import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterWrongSecret, delayAfterMs, freeTries, triesAtStart, waitMs } from '../../../../src/main/core/session/lock-out.ts';

describe('the lock-out', () => {
  it('lets five wrong secrets pass without a wait, then doubles from one second up to five minutes', () => {
    expect([0, 1, 4, 5, 6, 7, 13, 14, 50].map(delayAfterMs)).toEqual([0, 0, 0, 1_000, 2_000, 4_000, 256_000, 300_000, 300_000]);
  });

  it('never gets shorter by another wrong secret', () => {
    fc.assert(
      fc.property(fc.nat(2_000), (failed) => {
        expect(delayAfterMs(failed + 1)).toBeGreaterThanOrEqual(delayAfterMs(failed));
      }),
    );
  });

  it('counts the whole delay again in a new run', () => {
    expect(waitMs(triesAtStart(7, 500), 500)).toBe(4_000);
    expect(waitMs(triesAtStart(freeTries - 1, 500), 500)).toBe(0);
  });

  it('is over when its time has passed', () => {
    const tries = afterWrongSecret({ failed: 4, untilMonoMs: 0 }, 10_000);
    expect(waitMs(tries, 10_999)).toBe(1);
    expect(waitMs(tries, 11_000)).toBe(0);
  });
});
