/** What stands between the brackets of a DC-09 message: data, extensions, time. Pure; never throws. */

/** A further block of the message: its letter (`V` picture link, `X` and `Y` place, `H` time of the event, `M` MAC address …) and its text. */
export interface Dc09Extension {
  readonly letter: string;
  readonly text: string;
}

export interface Dc09Content {
  /** From the account in the data, upper case; null = not said there. */
  readonly account: string | null;
  /** Behind the account and its bar; empty in a sign of life. */
  readonly data: string;
  readonly extensions: readonly Dc09Extension[];
  /** The sender's own time (Greenwich time, as the standard says); null = none or not readable. */
  readonly atUtcMs: number | null;
  /** As received. */
  readonly time: string | null;
}

/** `[#1234|Nri1/BA001][Vhttps://…]_12:00:00,01-31-2026`; null when there are no brackets. */
export function readContent(content: string): Dc09Content | null {
  if (!content.startsWith('[')) return null;
  const end = content.indexOf(']');
  if (end === -1) return null;
  const extensions: Dc09Extension[] = [];
  let rest = content.slice(end + 1);
  while (rest.startsWith('[')) {
    const close = rest.indexOf(']');
    if (close === -1) return null;
    const text = rest.slice(1, close).trim();
    if (text !== '') extensions.push({ letter: text.slice(0, 1), text: text.slice(1) });
    rest = rest.slice(close + 1);
  }
  const time = rest.startsWith('_') ? rest.slice(1).trim() : null;
  return { ...accountAndData(content.slice(1, end)), extensions, atUtcMs: time === null ? null : readTime(time), time };
}

function accountAndData(data: string): Pick<Dc09Content, 'account' | 'data'> {
  const found = /^#?([0-9A-Za-z]{1,16})?\|(.*)$/s.exec(data);
  const named = data.startsWith('#');
  if (found !== null && (named || found[1] === undefined)) return { account: found[1]?.toUpperCase() ?? null, data: found[2] ?? '' };
  // A sign of life may name its account and nothing else.
  const alone = /^#([0-9A-Za-z]{1,16})$/.exec(data);
  return alone === null ? { account: null, data } : { account: alone[1]?.toUpperCase() ?? null, data: '' };
}

const timePattern = /^(\d{2}):(\d{2}):(\d{2}),(\d{2})-(\d{2})-(\d{4})$/;

/** `HH:MM:SS,MM-DD-YYYY` as epoch milliseconds; null when it is no such time. */
export function readTime(text: string): number | null {
  const found = timePattern.exec(text);
  if (found === null) return null;
  const [hours = 0, minutes = 0, seconds = 0, month = 0, day = 0, year = 0] = found.slice(1).map(Number);
  const atUtcMs = Date.UTC(year, month - 1, day, hours, minutes, seconds);
  return writeTime(atUtcMs) === text ? atUtcMs : null;
}

/** The other way round. */
export function writeTime(atUtcMs: number): string {
  const at = new Date(atUtcMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}-${String(at.getUTCFullYear()).padStart(4, '0')}`;
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())},${date}`;
}
