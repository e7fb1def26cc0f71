/**
 * A serial port by its path that comes back by itself. It watches the path once a second besides listening to the driver,
 * because a pulled adapter can stay silent for ever (reliability 0.7). It knows no protocol.
 */
import type { DeviceCause } from '../../../shared/model/devices.ts';
import { fail, type Result } from '../../../shared/model/result.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { BackOff } from './back-off.ts';
import { identifyDevice } from './device-path.ts';
import type { Link, LinkEvents } from './link.ts';
import { causeOfOpenFailure } from './open-failure.ts';
import { pause } from './pause.ts';
import { openSerialSession, type PortEnd, type SerialSession } from './serial-session.ts';

/** How often the path is looked at, open or not: bounds the time to notice a cable that is pulled or put back. */
const supervisionMs = 1000;
/** A port that stayed this long was really back; one that comes and goes is tried ever more slowly. */
const settledMs = 5000;

export interface SerialLinkOptions {
  readonly path: string;
  readonly baudRate: number;
  readonly clock: Clock;
  /** For the jitter of the waits. */
  readonly random?: () => number;
}

export function createSerialLink(options: SerialLinkOptions): Link {
  return new SerialLink(options);
}

class SerialLink implements Link {
  readonly #options: SerialLinkOptions;
  readonly #stopping = new AbortController();
  readonly #backOff: BackOff;
  #session: SerialSession | null = null;
  #running: Promise<void> = Promise.resolve();
  #wasUp = false;

  constructor(options: SerialLinkOptions) {
    this.#options = options;
    this.#backOff = new BackOff(options.random ?? Math.random);
  }

  start(events: LinkEvents): void {
    this.#running = this.#run(events, this.#stopping.signal);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  write(bytes: Uint8Array): void {
    this.#session?.write(bytes);
  }

  readonly holdBack = (holdMs: number): void => {
    this.#session?.holdBack(holdMs);
  };

  async #run(events: LinkEvents, stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted) {
      const end = await this.#once(events, stopping);
      if (stopping.aborted) return;
      events.down(this.#causeToTell(end.cause), end.detail);
      const waitMs = this.#backOff.nextWaitMs();
      // Looking at a path costs nothing, so a cable put back is noticed within a second however long it was out.
      await pause(end.cause === 'notFound' ? Math.min(waitMs, supervisionMs) : waitMs, stopping);
    }
  }

  /** One try: opens, serves until the end, closes. Answers why it ended. */
  async #once(events: LinkEvents, stopping: AbortSignal): Promise<PortEnd> {
    const opened = await this.#open();
    if (!opened.ok) return opened.error;
    const { session, identity } = opened.value;
    if (stopping.aborted) return closed(session, { cause: 'stopped', detail: null });
    const { clock } = this.#options;
    const upAtMonoMs = clock.monoMs();
    this.#session = session;
    this.#wasUp = true;
    events.up();
    session.receive((chunk) => {
      if (!stopping.aborted) events.bytes(chunk, clock.utcMs(), clock.monoMs());
    });
    const end = await this.#untilGone(session, identity, stopping);
    this.#session = null;
    if (clock.monoMs() - upAtMonoMs >= settledMs) this.#backOff.reset();
    return closed(session, end);
  }

  async #open(): Promise<Result<{ readonly session: SerialSession; readonly identity: string }, PortEnd>> {
    const { path, baudRate } = this.#options;
    const identity = await identifyDevice(path);
    if (!identity.ok) return fail({ cause: causeOfOpenFailure(identity.error), detail: identity.error });
    const session = await openSerialSession(path, baudRate);
    return session.ok ? { ok: true, value: { session: session.value, identity: identity.value } } : session;
  }

  /** Whatever comes first: the driver says so, another device or none stands behind the path, or we stop. */
  async #untilGone(session: SerialSession, identity: string, stopping: AbortSignal): Promise<PortEnd> {
    const over = new AbortController();
    const stopped = pauseUntil(AbortSignal.any([stopping, over.signal])).then((): PortEnd => ({ cause: 'stopped', detail: null }));
    const end = await Promise.race([session.ended, stopped, this.#pathGone(identity, AbortSignal.any([stopping, over.signal]))]);
    over.abort();
    return end;
  }

  async #pathGone(identity: string, over: AbortSignal): Promise<PortEnd> {
    while (!over.aborted) {
      await pause(supervisionMs, over);
      if (over.aborted) break;
      const now = await identifyDevice(this.#options.path);
      if (!now.ok) return { cause: 'unplugged', detail: now.error };
      if (now.value !== identity) return { cause: 'unplugged', detail: null };
    }
    return { cause: 'stopped', detail: null };
  }

  /** A device that was there and can't be found was pulled; the person at the desk should read that, not "no such file". */
  #causeToTell(cause: DeviceCause): DeviceCause {
    return cause === 'notFound' && this.#wasUp ? 'unplugged' : cause;
  }
}

async function closed(session: SerialSession, end: PortEnd): Promise<PortEnd> {
  await session.close();
  return end;
}

/** Resolves when the signal aborts. */
function pauseUntil(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
