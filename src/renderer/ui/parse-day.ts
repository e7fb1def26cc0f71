/** A last day of validity that a person types. Pure. */

/** `2026-12-31` = the end of that local day in epoch milliseconds, null for nothing typed, 'wrong' for no day or a day gone by. */
export function parseDay(text: string, nowUtcMs: number): number | null | 'wrong' {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(trimmed) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return 'wrong';
  const end = new Date(year, month - 1, day, 23, 59, 59, 999);
  const real = end.getFullYear() === year && end.getMonth() === month - 1 && end.getDate() === day;
  return real && end.getTime() >= nowUtcMs ? end.getTime() : 'wrong';
}
