/**
 * Lines of text from barcode and QR scanners (serial-readers 3.5): CR, LF or CR LF ends a code, or silence where the scanner sends no suffix.
 * Strict UTF-8, bounded length. It decides nothing about what the text means.
 */

import { looksLikeBankCard } from '../../../../shared/model/bank-card.ts';
import { maxTextBytes, parseCardNumber } from '../../../core/access/card-number.ts';
import { type CardDecoder, type Decoded, DecodedCollector } from '../card-decoder.ts';
import { RecordBuffer } from '../record-buffer.ts';

const carriageReturn = 0x0d;
const lineFeed = 0x0a;
/** `]`, a letter for the symbology and a modifier (ISO/IEC 15424). */
const aimPrefix = /^\][A-Za-z][0-9A-Za-z]/;
const aimPrefixBytes = 3;
/** Scanners without a suffix: two codes are never this close, two halves of one never this far apart. */
export const defaultIdleEndMs = 80;

export function createLineDecoder(idleEndMs: number = defaultIdleEndMs): CardDecoder {
  return new LineDecoder(idleEndMs);
}

class LineDecoder implements CardDecoder {
  readonly idleEndMs: number;
  readonly #record = new RecordBuffer(maxTextBytes + aimPrefixBytes);
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

  constructor(idleEndMs: number) {
    this.idleEndMs = idleEndMs;
  }

  get pendingBytes(): number {
    return this.#record.size;
  }

  push(chunk: Uint8Array): Decoded {
    const out = new DecodedCollector();
    for (const byte of chunk) {
      if (byte === carriageReturn || byte === lineFeed) this.#finish(out);
      else this.#record.add(byte);
    }
    return out;
  }

  idle(): Decoded {
    const out = new DecodedCollector();
    this.#finish(out);
    return out;
  }

  reset(): Decoded {
    const out = new DecodedCollector();
    out.discardedBytes = this.#record.size;
    this.#record.take();
    return out;
  }

  #finish(out: DecodedCollector): void {
    const { size, overflowed } = this.#record;
    if (size === 0) return;
    const raw = this.#record.take();
    if (looksLikeBankCard(Buffer.from(raw).toString('latin1'))) out.secret = true;
    else if (!overflowed && this.#emit(raw, out)) return;
    out.discardedBytes += size;
  }

  #emit(raw: Uint8Array, out: DecodedCollector): boolean {
    const line = this.#textOf(raw);
    if (line === null) return false;
    const symbology = aimPrefix.exec(line)?.[0] ?? null;
    const card = parseCardNumber('text', null, symbology === null ? line : line.slice(symbology.length));
    if (card.ok) out.frames.push({ card: card.value, raw, symbology });
    return card.ok;
  }

  #textOf(raw: Uint8Array): string | null {
    try {
      return this.#utf8.decode(raw);
    } catch (error) {
      // The decoder's way to say "not UTF-8"; anything else would be a bug.
      if (error instanceof TypeError) return null;
      throw error;
    }
  }
}
