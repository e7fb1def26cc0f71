/**
 * A serial port by its path that comes back by itself: a loss is noticed within 2 s and the device taken up again within 2 s
 * of its return, whatever happened before. It knows no protocol.
 */
import type { DeviceCause } from '../../../shared/model/devices.ts';
import { fail, type Result } from '../../../shared/model/result.ts';
import { BackOff } from './back-off.ts';
import { FlapGuard } from './flap-guard.ts';
import { calledOff, inTime, late } from './in-time.ts';
import type { Link, LinkEvents } from './link.ts';
import { pause } from './pause.ts';
import { PortOpener, type PortOptions } from './port-opener.ts';
import type { PortEnd, SerialSession } from './serial-session.ts';
import { untilLost } from './supervision.ts';

/** An opening that takes longer is told; it is waited for all the same, for a second one would hang as well. */
const openLimitMs = 1000;
const stopped: PortEnd = { cause: 'stopped', detail: null };
const openingHangs: PortEnd = { cause: 'openFailed', detail: `the system has not opened the port for ${openLimitMs} ms` };

export interface SerialLinkOptions extends PortOptions {
  /** For the jitter of the waits. */
  readonly random?: () => number;
}

export function createSerialLink(options: SerialLinkOptions): Link {
  return new SerialLink(options);
}

class SerialLink implements Link {
  readonly #options: SerialLinkOptions;
  readonly #opener: PortOpener;
  readonly #stopping = new AbortController();
  readonly #backOff: BackOff;
  readonly #flaps: FlapGuard;
  #baudRate: number;
  /** null while down. */
  #session: SerialSession | null = null;
  #running: Promise<void> = Promise.resolve();
  #wasUp = false;
  #told: PortEnd | null = null;

  constructor(options: SerialLinkOptions) {
    this.#options = options;
    this.#opener = new PortOpener(options);
    this.#baudRate = options.baudRate;
    this.#backOff = new BackOff(options.random ?? Math.random);
    this.#flaps = new FlapGuard(() => options.clock.monoMs());
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

  readonly drained = async (): Promise<void> => {
    await this.#session?.drained();
  };

  readonly setBaudRate = async (baudRate: number): Promise<void> => {
    if (this.#session === null || (await this.#session.setBaudRate(baudRate))) this.#baudRate = baudRate;
  };

  async #run(events: LinkEvents, stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted) {
      const opened = await this.#open(events, stopping);
      if (opened.ok) await this.#serve(opened.value, events, stopping);
      else this.#tellDown(events, opened.error);
      // Only a device that is there and refuses is asked ever less often; looking whether one is there costs nothing.
      if (opened.ok || opened.error.cause === 'notFound') this.#backOff.reset();
      await pause(this.#backOff.nextWaitMs(), stopping);
    }
  }

  /** Waits for the system however long it takes, but not longer than we are wanted; what opens after that is closed again. */
  async #open(events: LinkEvents, stopping: AbortSignal): Promise<Result<SerialSession, PortEnd>> {
    const opening = this.#opener.open(this.#baudRate);
    const soon = await inTime(opening, openLimitMs);
    if (soon !== late && soon !== calledOff) return soon;
    this.#tellDown(events, openingHangs);
    const opened = await inTime(opening, null, stopping);
    if (opened !== late && opened !== calledOff) return opened;
    void opening.then((after) => (after.ok ? this.#opener.close(after.value, stopped) : undefined));
    return fail(stopped);
  }

  /** From an open port to a closed one. */
  async #serve(session: SerialSession, events: LinkEvents, stopping: AbortSignal): Promise<void> {
    const stop = (): void => session.end(stopped);
    stopping.addEventListener('abort', stop);
    if (stopping.aborted) stop();
    const end = await this.#untilEnd(session, events);
    stopping.removeEventListener('abort', stop);
    this.#session = null;
    // Before closing, which may take its time.
    this.#tellDown(events, end);
    this.#flaps.closed();
    await this.#opener.close(session, end);
  }

  async #untilEnd(session: SerialSession, events: LinkEvents): Promise<PortEnd> {
    const { path, clock } = this.#options;
    const over = new AbortController();
    void session.ended.then(() => over.abort());
    const up = (): void => this.#tellUp(session, events);
    const believed = this.#flaps.opened(up, over.signal);
    session.receive((chunk) => {
      up();
      events.bytes(chunk, clock.utcMs(), clock.monoMs());
    });
    const lost = await untilLost(path, session, over.signal);
    if (lost !== null) session.end(lost);
    await believed;
    return session.ended;
  }

  #tellUp(session: SerialSession, events: LinkEvents): void {
    if (this.#session === session || this.#stopping.signal.aborted) return;
    this.#session = session;
    this.#wasUp = true;
    this.#told = null;
    events.up();
  }

  /** A device that was there and can't be found was pulled; the person at the desk should read that, not "no such file". */
  #tellDown(events: LinkEvents, { cause, detail }: PortEnd): void {
    if (this.#stopping.signal.aborted) return;
    const shown: DeviceCause = cause === 'notFound' && this.#wasUp ? 'unplugged' : cause;
    if (this.#told?.cause === shown && this.#told.detail === detail) return;
    this.#told = { cause: shown, detail };
    events.down(shown, detail);
  }
}
