import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldRows, movedCursor } from '../../../../src/renderer/ui/held-rows.ts';

const keyOf = (row: string) => row;

describe('a list that someone reads', () => {
  it('stays put while newer rows come, and counts them', () => {
    expect(heldRows(['e', 'd', 'c', 'b'], 'c', keyOf)).toEqual({ rows: ['c', 'b'], newer: 2 });
  });

  it('shows everything when nothing is held, or when the held row has gone', () => {
    expect(heldRows(['b', 'a'], null, keyOf).newer).toBe(0);
    expect(heldRows(['b', 'a'], 'gone', keyOf)).toEqual({ rows: ['b', 'a'], newer: 0 });
  });
});

describe('the keyboard cursor', () => {
  it('never leaves the list', () => {
    const keys = fc.array(fc.constantFrom('ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'));
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 30 }), (pressed, count) => {
        const at = pressed.reduce((before, key) => movedCursor(key, before, count, 5) ?? before, 0);
        expect(at).toBeGreaterThanOrEqual(0);
        expect(at).toBeLessThan(count);
      }),
    );
  });

  it('goes nowhere in an empty list and on other keys', () => {
    expect(movedCursor('ArrowDown', -1, 0, 5)).toBeNull();
    expect(movedCursor('x', 0, 3, 5)).toBeNull();
  });
});
