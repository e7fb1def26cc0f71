/**
 * Lines of a trace file (`.osdpcap`, the exchange format of the SIA's own tools): one JSON object for each piece of traffic.
 * Text only: it reads and writes no file, and does not look into the bytes.
 */
import { fail, ok, type Result } from '../result.ts';

export interface CapturedBytes {
  /** Epoch milliseconds. */
  readonly atUtcMs: number;
  /** `out`: sent by whoever wrote the trace. `seen`: overheard, so that only the address byte tells who spoke. */
  readonly direction: 'in' | 'out' | 'seen';
  readonly bytes: Uint8Array;
}

export type CaptureProblem = 'notJson' | 'notACapture' | 'badTime' | 'badData';

/** More than the longest frame with marks, as hex with separators. */
const maxDataCharacters = 16_384;

const io = { in: 'input', out: 'output', seen: 'trace' } as const;

/** One line, without the line end. `source` names the program. */
export function formatCaptureLine({ atUtcMs, direction, bytes }: CapturedBytes, source: string): string {
  const seconds = Math.floor(atUtcMs / 1000);
  const nanos = Math.round((atUtcMs - seconds * 1000) * 1_000_000);
  return JSON.stringify({
    timeSec: String(seconds),
    timeNano: String(nanos).padStart(9, '0'),
    io: io[direction],
    data: Buffer.from(bytes)
      .toString('hex')
      .toUpperCase()
      .replace(/..(?=.)/g, '$&-'),
    osdpTraceVersion: '1',
    osdpSource: source,
  });
}

/** What a line holds. Takes hex with or without separators, and times as text or numbers. Never throws. */
export function parseCaptureLine(line: string): Result<CapturedBytes, CaptureProblem> {
  const entry = parseJson(line);
  if (entry === undefined) return fail('notJson');
  if (typeof entry !== 'object' || entry === null || !('data' in entry) || typeof entry.data !== 'string') return fail('notACapture');
  const seconds = numberIn(entry, 'timeSec');
  const nanos = numberIn(entry, 'timeNano');
  if (seconds === null || nanos === null) return fail('badTime');
  const hex = entry.data.length > maxDataCharacters ? '' : entry.data.replace(/[-\s:]/g, '');
  if (hex === '' || hex.length % 2 !== 0 || !/^[0-9a-f]+$/i.test(hex)) return fail('badData');
  const direction = 'io' in entry && entry.io === io.in ? 'in' : 'io' in entry && entry.io === io.out ? 'out' : 'seen';
  return ok({ atUtcMs: seconds * 1000 + nanos / 1_000_000, direction, bytes: Uint8Array.from(Buffer.from(hex, 'hex')) });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Not JSON; the caller names the line.
    return undefined;
  }
}

/** A number from 0, also as text; 0 where the key is missing. */
function numberIn(entry: object, key: string): number | null {
  const value: unknown = Reflect.get(entry, key) ?? 0;
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null;
}
