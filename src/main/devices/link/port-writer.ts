/**
 * The way out of an open port: one write at a time, what came meanwhile as one, and a limit on how long the port may take.
 * A port that takes nothing, refuses, or falls behind is reported once; nothing is sent after that.
 */
import type { Clock } from '../../core/ports/clock.ts';
import { calledOff, inTime, late } from './in-time.ts';
import { pause } from './pause.ts';
import type { RawPort } from './raw-port.ts';

/** What may wait to be taken by the system; a device that takes nothing must not fill the memory. */
const backlogBytes = 16_384;
/** Most bytes handed over at once, so that progress shows. */
const sliceBytes = 1024;
/** What a driver keeps by itself; while that is full, the next write waits until nearly all of it is sent. */
const driverBytes = 4096;
/** A port may take this much longer than the wire needs for what the driver may have. */
const answerLimitMs = 1500;
/** Start, eight data bits, parity, stop: the longest a byte can be. */
const bitsPerByte = 11;

/** Drains that the system never answered, over all sessions of a link. Each one holds a thread of the process, so there may be only one. */
export interface StuckDrains {
  count: number;
}

export interface PortWriterOptions {
  readonly port: Pick<RawPort, 'write' | 'drain'>;
  readonly clock: Clock;
  readonly baudRate: () => number;
  readonly stuckDrains: StuckDrains;
  /** Called at most once, with the reason. */
  readonly failed: (detail: string) => void;
}

export class PortWriter {
  readonly #options: PortWriterOptions;
  readonly #over = new AbortController();
  #waiting: Uint8Array[] = [];
  /** Waiting or handed over and not taken yet. */
  #untakenBytes = 0;
  #sending: Promise<void> | null = null;
  /** When the wire should be done with all that was handed over. */
  #wireFreeAtMonoMs = 0;

  constructor(options: PortWriterOptions) {
    this.#options = options;
  }

  write(bytes: Uint8Array): void {
    if (this.#over.signal.aborted || bytes.length === 0) return;
    if (this.#untakenBytes + bytes.length > backlogBytes) this.#fail(`${this.#untakenBytes} bytes wait and the port takes none`);
    else {
      this.#waiting.push(bytes);
      this.#untakenBytes += bytes.length;
      this.#sending ??= this.#send();
    }
  }

  /** Resolves when all bytes written so far have left, or the port is over. */
  async drained(): Promise<void> {
    const { port, stuckDrains } = this.#options;
    if (this.#sending !== null) await this.#sending;
    if (this.#over.signal.aborted) return;
    if (stuckDrains.count > 0) return pause(this.#wireMs(), this.#over.signal);
    const draining = troubleOf(port.drain());
    const trouble = await inTime(draining, answerLimitMs + this.#wireMs(), this.#over.signal);
    // `stop` may have come first; the thread is just as stuck until the system answers.
    if (typeof trouble === 'symbol') countUntilDone(stuckDrains, draining);
    if (trouble === late) this.#fail('the port does not get its bytes sent');
    else if (typeof trouble === 'string') this.#fail(trouble);
  }

  /** Sends nothing more and lets go of whoever waits. */
  stop(): void {
    this.#over.abort();
    this.#waiting = [];
  }

  async #send(): Promise<void> {
    // Later in this turn, so that what is written in one go leaves in one go.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const all = Buffer.concat(this.#waiting);
      const batch = all.subarray(0, sliceBytes);
      this.#waiting = all.length > sliceBytes ? [all.subarray(sliceBytes)] : [];
      this.#expectOnWire(batch.length);
      const trouble = await inTime(troubleOf(this.#options.port.write(batch)), answerLimitMs + this.#wireMs(), this.#over.signal);
      if (trouble === calledOff) return;
      if (trouble !== null) return this.#fail(trouble === late ? `the port took none of ${batch.length} bytes` : trouble);
      this.#untakenBytes -= batch.length;
    }
    this.#sending = null;
  }

  #fail(detail: string): void {
    if (this.#over.signal.aborted) return;
    this.stop();
    this.#options.failed(detail);
  }

  #expectOnWire(bytes: number): void {
    const nowMonoMs = this.#options.clock.monoMs();
    const wireMs = (count: number): number => (count * bitsPerByte * 1000) / this.#options.baudRate();
    const freeAtMonoMs = Math.max(nowMonoMs, this.#wireFreeAtMonoMs) + wireMs(bytes);
    this.#wireFreeAtMonoMs = Math.min(freeAtMonoMs, nowMonoMs + wireMs(driverBytes));
  }

  /** How long the wire still needs, at most. */
  #wireMs(): number {
    return Math.max(0, this.#wireFreeAtMonoMs - this.#options.clock.monoMs());
  }
}

/** What the system said against it, null when all went well. Never rejects. */
export function troubleOf(work: Promise<unknown>): Promise<string | null> {
  return work.then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

function countUntilDone(stuck: StuckDrains, work: Promise<unknown>): void {
  stuck.count += 1;
  void work.then(() => {
    stuck.count -= 1;
  });
}
