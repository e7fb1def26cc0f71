import { describe, expect, it } from 'vitest';
import { createPinTries } from '../../../../src/main/core/access/pin-tries.ts';

const minuteMs = 60_000;

describe('tries of a PIN', () => {
  it('are one too many at the third within ten minutes, and refused for a minute then', () => {
    const tries = createPinTries();
    expect([tries.wrong('a', 0), tries.wrong('a', minuteMs), tries.refuses('a', minuteMs), tries.wrong('a', 2 * minuteMs)]).toEqual([
      false,
      false,
      false,
      true,
    ]);
    expect([tries.refuses('a', 3 * minuteMs - 1), tries.refuses('a', 3 * minuteMs)]).toEqual([true, false]);
    expect(tries.wrong('a', 3 * minuteMs)).toBe(true);
  });

  it('are forgotten after ten minutes, and with the right one', () => {
    const tries = createPinTries();
    tries.wrong('a', 0);
    tries.wrong('a', 1);
    expect(tries.wrong('a', 10 * minuteMs + 1)).toBe(false);
    tries.wrong('b', 0);
    tries.wrong('b', 1);
    tries.right('b');
    expect(tries.wrong('b', 2)).toBe(false);
  });

  it('count for each card by itself', () => {
    const tries = createPinTries();
    for (const at of [0, 1, 2]) tries.wrong('a', at);
    expect([tries.refuses('a', 3), tries.refuses('b', 3), tries.wrong('b', 3)]).toEqual([true, false, false]);
  });

  it('take no more memory than a thousand cards, the oldest first', () => {
    const tries = createPinTries();
    for (const at of [0, 1, 2]) tries.wrong('first', at);
    for (let card = 0; card < 1_000; card += 1) tries.wrong(`card ${card}`, 3);
    expect([tries.refuses('first', 4), tries.wrong('card 999', 4), tries.wrong('card 999', 5)]).toEqual([false, false, true]);
  });
});
