/**
 * Finds frames in what comes from the line, in whatever pieces it comes (SIA OSDP v2.2, clauses 5.7 and 5.8).
 * Holds at most one frame that is not whole yet. Time is given to it; it has no timer and never throws.
 */
import { announcedBytes, decodeFrame, type Frame, maxFrameBytes, startOfMessage } from './frame.ts';

export interface Deframed {
  /** Frames whose check holds, in the order of the line; also commands (echo of our own or of another panel): `fromReader` tells. */
  readonly frames: Frame[];
  /** Bytes that belong to no frame. Marks (FF) between frames are not counted. */
  discardedBytes: number;
  /** Frames that came whole, but with a check that does not hold. */
  badChecks: number;
}

export interface DeframerOptions {
  /** A frame that pauses for longer than this, in milliseconds, is given up. USB adapters pause 32 to 110 ms within one frame. */
  readonly gapMs?: number;
}

const mark = 0xff;
/** Room for one frame that is not whole yet and one more, so that bytes are moved rarely. */
const roomBytes = 2 * maxFrameBytes;

export class Deframer {
  readonly #gapMs: number;
  readonly #held = new Uint8Array(roomBytes);
  #length = 0;
  #lastByteAtMs = 0;

  constructor(options: DeframerOptions = {}) {
    this.#gapMs = options.gapMs ?? 150;
  }

  /** Bytes of the frame that is not whole yet, at most 1439. */
  get pendingBytes(): number {
    return this.#length;
  }

  /**
   * Takes the next bytes and gives the frames that they complete (clause 5.7). Where a check does not hold,
   * the bytes after the false SOM are searched for another one. Never throws.
   * @param nowMs milliseconds of any clock that does not run backwards. A call without bytes only looks whether the gap has passed.
   */
  push(chunk: Uint8Array, nowMs: number): Deframed {
    const out: Deframed = { frames: [], discardedBytes: 0, badChecks: 0 };
    if (this.#length > 0 && nowMs - this.#lastByteAtMs > this.#gapMs) this.#search(out, true);
    for (let from = 0; from < chunk.length; ) {
      const piece = chunk.subarray(from, from + roomBytes - this.#length);
      this.#held.set(piece, this.#length);
      this.#length += piece.length;
      from += piece.length;
      this.#search(out, false);
    }
    if (chunk.length > 0) this.#lastByteAtMs = nowMs;
    return out;
  }

  /**
   * Forgets what is pending: before each command, so that the rest of a late reply does not run into the next one.
   * @returns the number of bytes forgotten.
   */
  purge(): number {
    const forgotten = this.#length;
    this.#length = 0;
    return forgotten;
  }

  /** Takes every frame out of the bytes held. What is not whole stays, unless it has waited too long. */
  #search(out: Deframed, giveUp: boolean): void {
    let at = 0;
    while (at < this.#length) {
      const taken = this.#held[at] === startOfMessage ? this.#frameAt(at, out) : 0;
      if (taken === null && !giveUp) break;
      if (!taken && this.#held[at] !== mark) out.discardedBytes += 1;
      at += taken || 1;
    }
    this.#held.copyWithin(0, at, this.#length);
    this.#length -= at;
  }

  /** Length in bytes of the frame taken from here, 0 if there is none, null if it is not whole yet. */
  #frameAt(at: number, out: Deframed): number | null {
    const rest = this.#held.subarray(at, this.#length);
    const announced = announcedBytes(rest);
    if (!announced.ok) return 0;
    if (announced.value === null || announced.value > rest.length) return null;
    const frame = decodeFrame(rest.subarray(0, announced.value));
    if (frame.ok) out.frames.push(frame.value);
    else if (frame.error === 'check') out.badChecks += 1;
    return frame.ok ? announced.value : 0;
  }
}
