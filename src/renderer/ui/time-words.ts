/** Times as text, pure: 24 hours, ISO dates, this seat's time zone. */

const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');

/** `02:14:07`; epoch milliseconds. */
export function clockText(atUtcMs: number, seconds = true): string {
  const d = new Date(atUtcMs);
  return `${two(d.getHours())}:${two(d.getMinutes())}${seconds ? `:${two(d.getSeconds())}` : ''}`;
}

/** `2026-11-21`, local. */
export function dateText(atUtcMs: number): string {
  const d = new Date(atUtcMs);
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;
}

/** `2026-11-21 02:14:07`, local. */
export const dateTimeText = (atUtcMs: number): string => `${dateText(atUtcMs)} ${clockText(atUtcMs)}`;

export const sameDay = (aUtcMs: number, bUtcMs: number): boolean => dateText(aUtcMs) === dateText(bUtcMs);

/** `0:42`, `1:03:10`, and from a day on `2 d 03:10`. Never negative. */
export function ageText(ageMs: number): string {
  const total = Math.max(0, Math.floor(ageMs / 1000));
  const days = Math.floor(total / 86_400);
  const hours = Math.floor((total % 86_400) / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  if (days > 0) return `${days} d ${two(hours)}:${two(minutes)}`;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(total % 60)}` : `${minutes}:${two(total % 60)}`;
}

/** ISO text of the journal to epoch milliseconds; null stays null. */
export const isoToUtcMs = (iso: string | null): number | null => (iso === null ? null : Date.parse(iso));
