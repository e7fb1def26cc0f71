/** Dates of machine-readable zones: two digits of the year, unknown parts as fillers (ICAO Doc 9303-3, 4.8). Pure. */

/** A document with an expiry farther back than this is taken for one that ends in the next century. */
const expiredYearsAtMost = 50;

/**
 * `YYMMDD` as `YYYY-MM-DD`, unknown parts as `00`; `undefined` when it is no date, null when nothing is known.
 * A birth is never after today. An expiry lies in the hundred years that began fifty years ago.
 */
export function dateOf(text: string, which: 'birth' | 'expiry', nowUtcMs: number): string | null | undefined {
  if (text === '<<<<<<') return null;
  const parts = /^(\d\d)(\d\d|<<)(\d\d|<<)$/.exec(text);
  const yy = parts?.[1];
  if (yy === undefined) return undefined;
  const month = (parts?.[2] ?? '').replace('<<', '00');
  const day = (parts?.[3] ?? '').replace('<<', '00');
  const year = which === 'birth' ? birthYear(Number(yy), `${month}-${day}`, nowUtcMs) : expiryYear(Number(yy), nowUtcMs);
  return isDay(year, Number(month), Number(day)) ? `${year}-${month}-${day}` : undefined;
}

function birthYear(yy: number, monthAndDay: string, nowUtcMs: number): number {
  const today = new Date(nowUtcMs).toISOString().slice(0, 10);
  const year = Number(today.slice(0, 2)) * 100 + yy;
  return `${year}-${monthAndDay}` > today ? year - 100 : year;
}

function expiryYear(yy: number, nowUtcMs: number): number {
  const earliest = new Date(nowUtcMs).getUTCFullYear() - expiredYearsAtMost;
  return earliest + ((((yy - earliest) % 100) + 100) % 100);
}

/** A day of the calendar; 0 = unknown, and with an unknown month the day is unknown too. */
function isDay(year: number, month: number, day: number): boolean {
  if (month > 12 || (month === 0 && day > 0)) return false;
  return month === 0 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
