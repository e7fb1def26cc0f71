/**
 * Cuts a stream of bytes into DC-09 frames, however they are split. Bounded: what never ends is thrown away.
 * Must not know what a frame means.
 */

/** A frame's length field has three digits that count; some panels with picture links use the fourth. */
export const maxFrameBytes = 8192;
const lf = 0x0a;
const cr = 0x0d;
const quote = 0x22;
/** Check sum and length before the quote: hexadecimal, or with a binary check sum. */
const hexHead = 8;
const binaryHead = 6;

export class Deframer {
  #rest: Buffer = Buffer.alloc(0);
  #discardedBytes = 0;

  /** Bytes that were part of no frame. */
  get discardedBytes(): number {
    return this.#discardedBytes;
  }

  /** Is a frame begun and not ended? An LF alone is none: some senders end with CR LF. */
  get isPending(): boolean {
    return this.#rest.length > 1;
  }

  /** The whole frames in it, without LF and CR; `tooLong` when a frame outgrows every bound (the sender must be cut off). */
  push(chunk: Uint8Array): { readonly frames: readonly Buffer[]; readonly tooLong: boolean } {
    let bytes: Buffer = this.#rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#rest, chunk]);
    const frames: Buffer[] = [];
    for (;;) {
      bytes = this.#skipToStart(bytes);
      const end = endOf(bytes);
      if (end === 'open') break;
      if (end === 'none') {
        bytes = this.#discard(bytes, 1);
        continue;
      }
      frames.push(Buffer.from(bytes.subarray(1, end)));
      bytes = bytes.subarray(end + 1);
    }
    const tooLong = bytes.length > maxFrameBytes;
    this.#rest = tooLong ? Buffer.alloc(0) : Buffer.from(bytes);
    if (tooLong) this.#discardedBytes += bytes.length;
    return { frames, tooLong };
  }

  /** Everything before an LF is noise; CR and LF between frames are not counted. */
  #skipToStart(bytes: Buffer): Buffer {
    const start = bytes.indexOf(lf);
    return this.#discard(bytes, start === -1 ? bytes.length : start);
  }

  #discard(bytes: Buffer, count: number): Buffer {
    for (const byte of bytes.subarray(0, count)) if (byte !== cr && byte !== lf) this.#discardedBytes += 1;
    return bytes.subarray(count);
  }
}

/**
 * Where the CR of the frame stands that begins at 0 with its LF. `open`: more must come. `none`: this LF begins no frame.
 * A binary check sum may hold CR or LF: the end is looked for behind the quote only.
 */
function endOf(bytes: Buffer): number | 'open' | 'none' {
  if (bytes.length <= 1 + hexHead) return 'open';
  const head = bytes[1 + hexHead] === quote ? hexHead : binaryHead;
  if (bytes[1 + head] !== quote) return 'none';
  const next = bytes.indexOf(lf, 1 + head);
  const end = (next === -1 ? bytes : bytes.subarray(0, next)).indexOf(cr, 1 + head);
  // A new frame began before this one ended: it was cut off.
  if (end === -1) return next === -1 ? 'open' : 'none';
  return end > maxFrameBytes ? 'none' : end;
}
