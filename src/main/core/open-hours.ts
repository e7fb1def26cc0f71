/** Is a time within hours in which something is usual? Local time of this machine; knows no clock. */
import type { OpenHours } from '../../shared/model/config.ts';

const dayMinutes = 1_440;

/** True too where no hours are given: nothing is unusual then. */
export function isWithinOpenHours(hours: readonly OpenHours[] | undefined, atUtcMs: number): boolean {
  if (hours === undefined || hours.length === 0) return true;
  const at = new Date(atUtcMs);
  const day = weekDay(at.getDay());
  const minute = at.getHours() * 60 + at.getMinutes();
  return hours.some((span) => isWithin(span, day, minute) || isWithin(span, weekDay(day - 1), minute + dayMinutes));
}

/** `minute` counts from the midnight at which `day` began, and may lie in the day after. */
function isWithin({ days, fromMinute, toMinute }: OpenHours, day: number, minute: number): boolean {
  const endMinute = toMinute <= fromMinute ? toMinute + dayMinutes : toMinute;
  return days.includes(day) && minute >= fromMinute && minute < endMinute;
}

/** 1 Monday to 7 Sunday, from what Date says (0 Sunday), and from the day before Monday. */
const weekDay = (day: number): number => (day === 0 ? 7 : day);
