/**
 * One serial port from its opening to its end, whatever ends it: the driver, the writer, the supervision or its owner.
 * Whether and when to try again is the link's business.
 */
import type { DeviceCause } from '../../../shared/model/devices.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { inTime, late } from './in-time.ts';
import { causeOfOpenFailure, causeOfWriteFailure } from './open-failure.ts';
import { pause } from './pause.ts';
import { PortWriter, type StuckDrains, troubleOf } from './port-writer.ts';
import type { OpenPort, PortSettings, RawPort } from './raw-port.ts';

export interface PortEnd {
  readonly cause: DeviceCause;
  readonly detail: string | null;
}

export interface SessionDeps {
  readonly clock: Clock;
  readonly openPort: OpenPort;
  readonly stuckDrains: StuckDrains;
}

/** Most bytes delivered in one turn of the event loop, so that a device sending flat out leaves room for the others. */
const chunkBytes = 4096;
/** How long closing may hold up what comes next. */
const closeLimitMs = 1000;
const discardLimitMs = 250;

/** Opens and locks the port. Never rejects; may take as long as the system likes. */
export async function openSerialSession(settings: PortSettings, deps: SessionDeps): Promise<Result<SerialSession, PortEnd>> {
  try {
    return ok(new SerialSession(await deps.openPort(settings), settings, deps));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return fail({ cause: causeOfOpenFailure(detail), detail });
  }
}

export class SerialSession {
  /** Resolves when the port is gone; never rejects. */
  readonly ended: Promise<PortEnd>;
  readonly identity: string | null;
  readonly #port: RawPort;
  readonly #writer: PortWriter;
  readonly #over = new AbortController();
  #resolveEnded: (end: PortEnd) => void = () => undefined;
  #baudRate: number;
  #held: Promise<void> = Promise.resolve();
  #letGo = new AbortController();

  constructor(port: RawPort, { baudRate }: PortSettings, { clock, stuckDrains }: SessionDeps) {
    this.#port = port;
    this.identity = port.identity;
    this.#baudRate = baudRate;
    this.ended = new Promise((resolve) => {
      this.#resolveEnded = resolve;
    });
    this.#writer = new PortWriter({
      port,
      clock,
      stuckDrains,
      baudRate: () => this.#baudRate,
      failed: (detail) => this.end({ cause: causeOfWriteFailure(detail), detail }),
    });
  }

  /** The first end counts; nothing is delivered or sent after it. */
  end(end: PortEnd): void {
    this.#over.abort();
    this.#letGo.abort();
    this.#writer.stop();
    this.#resolveEnded(end);
  }

  /** Begins to read. Once per session. */
  receive(deliver: (chunk: Uint8Array) => void): void {
    void this.#read(deliver);
  }

  write(bytes: Uint8Array): void {
    this.#writer.write(bytes);
  }

  drained(): Promise<void> {
    return this.#writer.drained();
  }

  /** Answers whether the port took it; if not, the session ends with the reason. */
  async setBaudRate(baudRate: number): Promise<boolean> {
    const trouble = await inTime(troubleOf(this.#port.setBaudRate(baudRate)), closeLimitMs, this.#over.signal);
    if (trouble === null) this.#baudRate = baudRate;
    else this.end({ cause: 'openFailed', detail: typeof trouble === 'string' ? trouble : `no answer to a speed of ${baudRate}` });
    return trouble === null;
  }

  /** What the system says against the port being there; null if nothing. Never rejects. */
  probe(): Promise<string | null> {
    return troubleOf(this.#port.probe());
  }

  /** Stops delivering for a while; the system's buffer and then the sender wait. */
  holdBack(holdMs: number): void {
    this.#letGo.abort();
    if (this.#over.signal.aborted) return;
    this.#letGo = new AbortController();
    this.#held = pause(holdMs, this.#letGo.signal);
  }

  /**
   * Closes the port. Resolves when that is done, or takes too long: then the answer holds the promise of its end.
   * Never rejects: a port that is gone may well fail to close.
   */
  async close(): Promise<{ readonly stillClosing: Promise<unknown> | null }> {
    this.end({ cause: 'stopped', detail: null });
    if ((await this.ended).cause === 'writeFailed') {
      // The system would wait up to half a minute for bytes that nobody takes.
      await inTime(troubleOf(this.#port.discard()), discardLimitMs);
    }
    const closing = troubleOf(this.#port.close());
    return { stillClosing: (await inTime(closing, closeLimitMs)) === late ? closing : null };
  }

  async #read(deliver: (chunk: Uint8Array) => void): Promise<void> {
    const buffer = Buffer.allocUnsafe(chunkBytes);
    while (!this.#over.signal.aborted) {
      const read = await readInto(this.#port, buffer);
      await this.#untilLetGo();
      if (this.#over.signal.aborted) return;
      if (typeof read === 'string') return this.end({ cause: 'unplugged', detail: read });
      deliver(new Uint8Array(buffer.subarray(0, read)));
    }
  }

  /** A newer hold may have begun while an older one lasted. */
  async #untilLetGo(): Promise<void> {
    let waited: Promise<void> | null = null;
    while (waited !== this.#held) {
      waited = this.#held;
      await waited;
    }
  }
}

/** How many bytes came, or why none can come any more. A port at its end of file counts as gone. */
async function readInto(port: RawPort, buffer: Buffer): Promise<number | string> {
  try {
    const read = await port.read(buffer);
    return read > 0 ? read : 'the port is at its end';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
