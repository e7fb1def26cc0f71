/**
 * What a stripe reader sends for one swipe, taken into its tracks (ISO/IEC 7811; serial-readers 3.4). Pure, strict: a text that is
 * not wholly understood holds no swipe at all. It does not know which card is meant, nor which cards are refused.
 */

export type TrackNumber = 1 | 2 | 3;

export interface Track {
  readonly number: TrackNumber;
  /** Between the sentinels; null where the reader could not read the track (`%E?`). */
  readonly data: string | null;
  /** With its sentinels, as it came. */
  readonly sent: string;
}
/** Tracks in rising order, each at most once. */
export type Swipe = readonly Track[];

export interface ParsedSwipes {
  readonly swipes: readonly Swipe[];
  /** Check characters came and hold, and one of them can't have been a sensor's sign. */
  readonly checked: boolean;
}

/** As a host gets them; a second `;` behind track 2 begins track 3. */
const sentinels: { readonly [start: string]: TrackNumber } = { '%': 1, ';': 2, '+': 3, '!': 3, '#': 3 };
/** Without sentinels and check: what the character set of the track has, and how much fits. */
const dataOf: { readonly [track in TrackNumber]: RegExp } = { 1: /^[ -$&->@-_]{0,76}$/, 2: /^[0-9:<=>]{0,37}$/, 3: /^[0-9:<=>]{0,104}$/ };
const notRead = 'E';
/** Told behind the tracks, or alone: a card lies in the reader, or none does. */
const isSensor = (text: string): boolean => text === '0' || text === '1';

/** Null if anything is not understood. `checksRequired`: this reader sends check characters, so a swipe without them is damaged. */
export function parseSwipes(text: string, checksRequired: boolean): ParsedSwipes | null {
  return (checksRequired ? null : parseLines(text, false)) ?? parseLines(text, true);
}

/** Line ends may stand between swipes, and between the tracks of one. */
function parseLines(text: string, withChecks: boolean): ParsedSwipes | null {
  const swipes: Track[][] = [];
  let checked = false;
  for (const line of text.split('\r')) {
    const parsed = parseLine(line, withChecks);
    if (parsed === null) return null;
    checked ||= parsed.checked;
    const { tracks } = parsed;
    const before = swipes.at(-1);
    if (before !== undefined && numberOf(tracks[0]) > numberOf(before.at(-1))) before.push(...tracks);
    else if (tracks.length > 0) swipes.push(tracks);
  }
  return { swipes, checked };
}

const numberOf = (track: Track | undefined): number => track?.number ?? 0;

function parseLine(line: string, withChecks: boolean): { readonly tracks: Track[]; readonly checked: boolean } | null {
  const tracks: Track[] = [];
  let checked = false;
  let rest = line;
  while (rest !== '' && !isSensor(rest)) {
    const before = numberOf(tracks.at(-1));
    const track = parseTrack(rest, before);
    if (track === null || track.number <= before) return null;
    tracks.push(track);
    rest = rest.slice(track.sent.length);
    if (!withChecks) continue;
    const check = rest.charAt(0);
    // Nothing can be checked of a track that could not be read; its check character, if there is one, is passed over.
    if (track.data === null && (check === '' || sentinels[check] !== undefined)) continue;
    if (track.data !== null && check !== checkOf(track)) return null;
    checked ||= track.data !== null && !isSensor(check);
    rest = rest.slice(1);
  }
  return { tracks, checked };
}

function parseTrack(text: string, before: number): Track | null {
  const start = text.charAt(0);
  const number = start === ';' && before === 2 ? 3 : sentinels[start];
  const end = text.indexOf('?');
  if (number === undefined || end < 0) return null;
  const sent = text.slice(0, end + 1);
  const data = text.slice(1, end);
  if (data === notRead) return { number, data: null, sent };
  return dataOf[number].test(data) ? { number, data, sent } : null;
}

/** Longitudinal check over the track with both sentinels: six bits on track 1, four on tracks 2 and 3. */
export function checkOf({ number, sent }: Pick<Track, 'number' | 'sent'>): string {
  const zero = number === 1 ? 0x20 : 0x30;
  // Whatever stands for it on the line, on the stripe track 3 begins as track 2 does.
  const onStripe = number === 3 ? `;${sent.slice(1)}` : sent;
  let sum = 0;
  for (let at = 0; at < onStripe.length; at += 1) sum ^= onStripe.charCodeAt(at) - zero;
  return String.fromCharCode(zero + sum);
}
