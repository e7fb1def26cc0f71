/** Hours as people write them: `Mon-Fri 06:00-20:00`, `Sat,Sun 08:00-12:00`, `daily 22:00-06:00`. */
import type { OpenHours } from '../../shared/model/config.ts';

const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Null where it can't be read. Days 1 Monday to 7 Sunday; 24:00 is the end of the day. */
export function parseOpenHours(text: string): OpenHours | null {
  const found = /^\s*([A-Za-z, -]+?)\s+(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})\s*$/.exec(text);
  if (found === null) return null;
  const [, dayText = '', fromHour = '', fromMinute = '', toHour = '', toMinute = ''] = found;
  const days = parseDays(dayText);
  const from = minuteOf(fromHour, fromMinute);
  const to = minuteOf(toHour, toMinute);
  if (days === null || from === null || to === null || from === to || from === 1440) return null;
  return { days, fromMinute: from, toMinute: to };
}

function parseDays(text: string): number[] | null {
  if (/^daily$/i.test(text.trim())) return [1, 2, 3, 4, 5, 6, 7];
  const days = new Set<number>();
  for (const part of text.split(',')) {
    const [first, last, ...rest] = part.split('-').map((day) => dayNames.indexOf(day.trim().toLowerCase().slice(0, 3)) + 1);
    if (first === undefined || first === 0 || last === 0 || rest.length > 0) return null;
    // Fri-Mon goes over the weekend.
    for (let day = first; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === (last ?? first)) break;
    }
  }
  return [...days].sort((a, b) => a - b);
}

function minuteOf(hour: string, minute: string): number | null {
  const total = Number(hour) * 60 + Number(minute);
  return Number(minute) < 60 && total <= 1440 ? total : null;
}
