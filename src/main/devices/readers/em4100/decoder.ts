/**
 * EM4100 ASCII frames: 02, ten hex characters, two of checksum, 03, with or without CR LF before the 03 (serial-readers 3.1).
 * Emits every good frame, also the repeats while a tag stays: folding is the gate's decision.
 */
import { type CardDecoder, type Decoded, DecodedCollector } from '../card-decoder.ts';

const startByte = 0x02;
const endByte = 0x03;
const hexCharacters = 12;
/** 02 + 12 hex + CR LF + 03. */
const longestFrame = 16;

export function createEm4100Decoder(): CardDecoder {
  return new Em4100Decoder();
}

class Em4100Decoder implements CardDecoder {
  /** The start byte ends any frame before it, so nothing has to time out. */
  readonly idleEndMs = 0;
  readonly #frame = new Uint8Array(longestFrame);
  #length = 0;

  get pendingBytes(): number {
    return this.#length;
  }

  push(chunk: Uint8Array): Decoded {
    const out = new DecodedCollector();
    for (const byte of chunk) this.#take(byte, out);
    return out;
  }

  idle(): Decoded {
    return new DecodedCollector();
  }

  reset(): Decoded {
    const out = new DecodedCollector();
    this.#giveUp(out);
    return out;
  }

  #take(byte: number, out: DecodedCollector): void {
    if (byte === startByte) this.#giveUp(out);
    else if (this.#length === 0 || !this.#fits(byte)) {
      this.#giveUp(out);
      out.discardedBytes += 1;
      return;
    }
    this.#frame[this.#length] = byte;
    this.#length += 1;
    if (byte === endByte) this.#finish(out);
  }

  /** May this byte stand at this place of a frame? */
  #fits(byte: number): boolean {
    if (this.#length <= hexCharacters) return hexValue(byte) >= 0;
    if (byte === endByte) return true;
    return this.#length < longestFrame - 1 && (byte === 0x0d || byte === 0x0a);
  }

  #finish(out: DecodedCollector): void {
    const raw = this.#frame.slice(0, this.#length);
    if (!checksumHolds(raw)) {
      this.#giveUp(out);
      return;
    }
    this.#length = 0;
    const number = Buffer.from(raw.subarray(1, 11)).toString('latin1').toUpperCase();
    out.frames.push({ card: { format: 'em4100', facility: null, number }, raw, symbology: null });
  }

  #giveUp(out: DecodedCollector): void {
    out.discardedBytes += this.#length;
    this.#length = 0;
  }
}

/** The five bytes and their checksum xor to nothing. */
function checksumHolds(frame: Uint8Array): boolean {
  let sum = 0;
  for (let at = 1; at <= hexCharacters; at += 2) sum ^= hexValue(frame[at]) * 16 + hexValue(frame[at + 1]);
  return sum === 0;
}

/** Value of a hex character of either case, -1 if it is none. */
function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
