/**
 * One question after the other to whoever may be there, for tools that have a line to themselves: send, wait, repeat after BUSY or broken bytes.
 * No session, no keys, no fairness; a line in use belongs to the control panel.
 */
import { encodeCommand } from './commands.ts';
import { busyMs, gapMs, replyTimeoutMs } from './control-panel/timing.ts';
import type { ByteLine, Timer } from './control-panel/words.ts';
import { Deframer } from './deframer.ts';
import { type CheckKind, encodeFrame, type Frame } from './frame.ts';
import type { Address, Command, Sequence } from './messages.ts';

export interface AskingOptions {
  readonly line: ByteLine;
  /** Calls with every piece that comes from the line; answers how to end that. */
  readonly listen: (onBytes: (chunk: Uint8Array, atMs: number) => void) => () => void;
  readonly timer: Timer;
}

const busyCode = 0x79;
const mostRepeats = 3;

export class Asking {
  baudRate: number;
  readonly #options: AskingOptions;
  readonly #deframer = new Deframer({ gapMs });
  readonly #unlisten: () => void;
  #onFrame: ((frame: Frame) => void) | null = null;
  #sawBytes = false;

  /** @param baudRate in bit/s, for the time that bytes take. */
  constructor(options: AskingOptions, baudRate: number) {
    this.#options = options;
    this.baudRate = baudRate;
    this.#unlisten = options.listen((chunk, atMs) => {
      this.#sawBytes ||= chunk.length > 0;
      for (const frame of this.#deframer.push(chunk, atMs).frames) this.#onFrame?.(frame);
    });
  }

  /** A command in clear. @returns the reply with the same number, or null if none came in time (200 ms and the time on the wire). */
  command(address: Address, sequence: Sequence, check: CheckKind, command: Command): Promise<Frame | null> {
    return this.frame(address, sequence, encodeFrame({ address, sequence, check, fromReader: false, security: null, ...encodeCommand(command) }));
  }

  /** The same for a frame that is made already. Repeated after BUSY and where only broken bytes came, not after silence. */
  async frame(address: Address, sequence: Sequence, bytes: Uint8Array): Promise<Frame | null> {
    for (let repeats = 0; ; repeats += 1) {
      const reply = await this.#once(address, sequence, bytes);
      const again = reply === null ? this.#sawBytes : reply.code === busyCode;
      if (!again || repeats >= mostRepeats) return reply?.code === busyCode ? null : reply;
      await this.pause(busyMs);
    }
  }

  pause(forMs: number): Promise<void> {
    return new Promise((resolve) => this.#options.timer.after(forMs, resolve));
  }

  end(): void {
    this.#unlisten();
    this.#onFrame = null;
  }

  #once(address: Address, sequence: Sequence, bytes: Uint8Array): Promise<Frame | null> {
    return new Promise((resolve) => {
      const finish = (reply: Frame | null): void => {
        cancel();
        this.#onFrame = null;
        resolve(reply);
      };
      this.#deframer.purge();
      this.#sawBytes = false;
      this.#onFrame = (frame) => {
        // Our own bytes may come back; they are no sign of anyone.
        if (!frame.fromReader) this.#sawBytes = false;
        else if (frame.address === address && (frame.sequence === sequence || frame.code === busyCode)) finish(frame);
      };
      const cancel = this.#options.timer.after(replyTimeoutMs(bytes.length, this.baudRate), () => finish(null));
      this.#options.line.write(bytes);
    });
  }
}
