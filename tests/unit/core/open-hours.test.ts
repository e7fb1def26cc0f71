import { describe, expect, it } from 'vitest';
import { isWithinOpenHours } from '../../../src/main/core/open-hours.ts';
import type { OpenHours } from '../../../src/shared/model/config.ts';

/** 2026-11-16 is a Monday. */
const at = (day: number, hour: number, minute = 0): number => new Date(2026, 10, 15 + day, hour, minute).getTime();
const workdays: OpenHours = { days: [1, 2, 3, 4, 5], fromMinute: 6 * 60, toMinute: 20 * 60 };
const fridayNight: OpenHours = { days: [5], fromMinute: 22 * 60, toMinute: 6 * 60 };
const sundayNight: OpenHours = { days: [7], fromMinute: 23 * 60, toMinute: 60 };

describe('hours in which something is usual', () => {
  it('are always where none are given', () => {
    expect([isWithinOpenHours(undefined, at(1, 3)), isWithinOpenHours([], at(1, 3))]).toEqual([true, true]);
  });

  it('begin with their first minute and end before their last', () => {
    expect([at(1, 5, 59), at(1, 6), at(1, 19, 59), at(1, 20), at(6, 12)].map((time) => isWithinOpenHours([workdays], time))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });

  it('last into the next day where they end before they begin, also from Sunday to Monday', () => {
    expect([at(5, 21, 59), at(5, 22), at(6, 5, 59), at(6, 6), at(5, 3)].map((time) => isWithinOpenHours([fridayNight], time))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    expect([at(7, 23, 30), at(8, 0, 30), at(8, 1)].map((time) => isWithinOpenHours([sundayNight], time))).toEqual([true, true, false]);
  });

  it('are within as soon as one of several spans is', () => {
    expect(isWithinOpenHours([workdays, fridayNight], at(5, 23))).toBe(true);
  });
});
