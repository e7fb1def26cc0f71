import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BackOff } from '../../../../src/main/devices/link/back-off.ts';

const waits = (backOff: BackOff, count: number): number[] => Array.from({ length: count }, () => backOff.nextWaitMs());

describe('the back-off', () => {
  it('doubles from a quarter of a second to five seconds and stays there', () => {
    expect(waits(new BackOff(() => 0.5), 8)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000, 5000]);
  });

  it('begins anew after a reset', () => {
    const backOff = new BackOff(() => 0.5);
    waits(backOff, 5);
    backOff.reset();
    expect(backOff.nextWaitMs()).toBe(250);
  });

  it('scatters its waits, but never beyond five seconds nor below a fifth of a second', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 20 }), (randoms) => {
        let at = 0;
        const backOff = new BackOff(() => randoms[at++ % randoms.length] ?? 0);
        for (const wait of waits(backOff, 20)) {
          expect(wait).toBeGreaterThanOrEqual(200);
          expect(wait).toBeLessThanOrEqual(5000);
        }
      }),
    );
  });
});
