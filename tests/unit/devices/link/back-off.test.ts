import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BackOff } from '../../../../src/main/devices/link/back-off.ts';

const waits = (backOff: BackOff, count: number): number[] => Array.from({ length: count }, () => backOff.nextWaitMs());

describe('the back-off', () => {
  it('doubles from a quarter of a second and stays where a device that returns is found soon', () => {
    expect(waits(new BackOff(() => 0.5), 5)).toEqual([250, 500, 600, 600, 600]);
  });

  it('begins anew after a reset', () => {
    const backOff = new BackOff(() => 0.5);
    waits(backOff, 5);
    backOff.reset();
    expect(backOff.nextWaitMs()).toBe(250);
  });

  it('scatters its waits, but never to a second nor below a fifth of a second', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 20 }), (randoms) => {
        let at = 0;
        const backOff = new BackOff(() => randoms[at++ % randoms.length] ?? 0);
        for (const wait of waits(backOff, 20)) {
          expect(wait).toBeGreaterThanOrEqual(200);
          expect(wait).toBeLessThan(1000);
        }
      }),
    );
  });
});
