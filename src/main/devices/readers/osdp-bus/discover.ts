/** Looks for readers on a line that nobody else uses meanwhile: a bus of ours, which is paused, or a port of its own. */
import { randomBytes } from 'node:crypto';
import type { FoundReader, ToolProblem } from '../../../../shared/model/reader-tools.ts';
import { fail, ok, type Result } from '../../../../shared/model/result.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { ReaderTools } from '../../../core/ports/reader-tools.ts';
import type { Link } from '../../link/link.ts';
import type { ByteLine } from '../osdp/control-panel/words.ts';
import { type DiscoveredReader, discover } from '../osdp/index.ts';
import type { OsdpBus } from './bus.ts';
import { lineOver, realTimer } from './line-over.ts';

export interface ScanLines {
  readonly clock: Clock;
  /** A port that is not one of our buses. */
  readonly openLink: (port: { readonly path: string; readonly baudRate: number }) => Link;
}

type Scan = Parameters<ReaderTools['discover']>[0];
type OnProgress = Parameters<ReaderTools['discover']>[1];
type Found = Result<FoundReader[], ToolProblem>;

/** A line that is ours for the time of a scan, with whom its bytes go to. */
class ScanEnd {
  readonly lost = new AbortController();
  readonly #listeners = new Set<(chunk: Uint8Array, atMs: number) => void>();

  bytes(chunk: Uint8Array, atMonoMs: number): void {
    for (const listener of [...this.#listeners]) listener(chunk, atMonoMs);
  }

  /** The line went while it was scanned. */
  down(detail: string | null = null): void {
    this.lost.abort(detail);
  }

  readonly listen = (listener: (chunk: Uint8Array, atMs: number) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
}

/** Scans `scan.path`. `bus`: ours on that path, or null. Nobody is asked twice at a time on one line: that is the caller's business. */
export function discoverOn(lines: ScanLines, bus: OsdpBus | null, scan: Scan, onProgress: OnProgress, signal: AbortSignal): Promise<Found> {
  return bus === null ? onOwnPort(lines, scan, onProgress, signal) : onBus(bus, scan, onProgress, signal);
}

async function onBus(bus: OsdpBus, scan: Scan, onProgress: OnProgress, signal: AbortSignal): Promise<Found> {
  const end = new ScanEnd();
  const line = bus.borrow(end);
  if (line === null) return fail({ code: bus.isUp ? 'busy' : 'portNotOpened', detail: null });
  try {
    return await look(line, end, scan, onProgress, signal);
  } finally {
    await bus.giveBack();
  }
}

async function onOwnPort({ openLink }: ScanLines, scan: Scan, onProgress: OnProgress, signal: AbortSignal): Promise<Found> {
  const link = openLink({ path: scan.path, baudRate: scan.baudRates[0] ?? 9600 });
  const end = new ScanEnd();
  const problem = await opened(link, end, signal);
  try {
    return problem === null ? await look(lineOver(link), end, scan, onProgress, signal) : fail(problem);
  } finally {
    await link.stop();
  }
}

/** Resolves when the port is open (null) or can't be opened: nobody waits for a cable here. */
function opened(link: Link, end: ScanEnd, signal: AbortSignal): Promise<ToolProblem | null> {
  if (signal.aborted) return Promise.resolve({ code: 'cancelled', detail: null });
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve({ code: 'cancelled', detail: null }), { once: true });
    link.start({
      up: () => resolve(null),
      bytes: (chunk, _atUtcMs, atMonoMs) => end.bytes(chunk, atMonoMs),
      down(cause, detail) {
        end.down(detail ?? cause);
        resolve({ code: 'portNotOpened', detail: detail ?? cause });
      },
    });
  });
}

async function look(line: ByteLine, end: ScanEnd, scan: Scan, onProgress: OnProgress, signal: AbortSignal): Promise<Found> {
  const { baudRates, addresses } = scan;
  let at: Parameters<OnProgress>[0] = { done: 0, total: baudRates.length * addresses.length, baudRate: baudRates[0] ?? 0, address: addresses[0] ?? 0 };
  const found = await discover({
    ...{ line, baudRates, addresses, listen: end.listen, timer: realTimer },
    onProgress(progress) {
      at = progress;
      onProgress(progress);
    },
    onFound: (reader) => onProgress({ ...at, found: viewOf(reader) }),
    randomBytes: (count) => randomBytes(count),
    signal: AbortSignal.any([signal, end.lost.signal]),
  });
  if (found.ok) return ok(found.value.map(viewOf));
  if (signal.aborted) return fail({ code: 'cancelled', detail: null });
  const { reason } = end.lost.signal;
  return fail({ code: 'portNotOpened', detail: typeof reason === 'string' ? reason : null });
}

const viewOf = ({ address, baudRate, identity, canSecure, defaultKey }: DiscoveredReader): FoundReader => ({
  address,
  baudRate,
  identity,
  canSecure,
  defaultKey,
});
