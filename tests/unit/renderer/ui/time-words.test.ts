import { describe, expect, it } from 'vitest';
import { ageText, clockText, dateTimeText, isoToUtcMs, sameDay } from '../../../../src/renderer/ui/time-words.ts';

const local = (...parts: [number, number, number, number, number, number]) => new Date(...parts).getTime();

describe('times on screen', () => {
  it('are 24 hours with ISO dates in the time of the post', () => {
    const at = local(2026, 0, 3, 0, 5, 9);
    expect([clockText(at), clockText(at, false), dateTimeText(at)]).toEqual(['00:05:09', '00:05', '2026-01-03 00:05:09']);
  });

  it.each([
    [0, '0:00'],
    [42_000, '0:42'],
    [3_599_999, '59:59'],
    [3_790_000, '1:03:10'],
    [86_400_000 * 2 + 11_400_000, '2 d 03:10'],
    [-5, '0:00'],
  ])('show an age of %d ms as %s', (ageMs, text) => {
    expect(ageText(ageMs)).toBe(text);
  });

  it('know midnight', () => {
    expect(sameDay(local(2026, 0, 3, 23, 59, 59), local(2026, 0, 4, 0, 0, 0))).toBe(false);
  });

  it('keep an unknown time unknown', () => {
    expect(isoToUtcMs(null)).toBeNull();
    expect(isoToUtcMs('1970-01-01T00:00:01.000Z')).toBe(1000);
  });
});
