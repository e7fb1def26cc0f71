/** Numbers as people read them. Pure. */

/** `0.3`, `12`; tenths only where they say something, and never nothing for what is more than nothing. */
export function shortNumber(value: number): string {
  if (value > 0 && value < 0.05) return '<0.1';
  return value >= 9.95 || Number.isInteger(value) ? String(Math.round(value)) : value.toFixed(1);
}

/** A share (0 to 1) as per cent: `0.4`, `12`. */
export const percent = (share: number): string => shortNumber(share * 100);

/** `45 s` or `2:05` from a minute on. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const hours = Math.floor(whole / 3600);
  const two = (n: number) => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(Math.floor((whole % 3600) / 60))}:${two(whole % 60)}` : `${Math.floor(whole / 60)}:${two(whole % 60)}`;
}
