/**
 * Records of a Wiegand-to-text converter, by template (serial-readers 3.3). The text carries no checksum, so a record counts
 * only if every character is where the template wants it; a keypad's single bytes are given up and counted.
 */

import { looksLikeBankCard } from '../../../../shared/model/bank-card.ts';
import type { WiegandTextTemplate } from '../../../../shared/model/config.ts';
import { type CardDecoder, type Decoded, DecodedCollector } from '../card-decoder.ts';
import { RecordBuffer } from '../record-buffer.ts';
import { parseRecord } from './record.ts';

/** Longest text card taken where the template gives no length. */
const longestTextBytes = 256;
/** A record without suffix must end by silence. */
const fallbackIdleEndMs = 80;
/** Bytes older than this are no beginning of the record that comes now: a key pressed before a card, or a torn record. */
const staleAfterMs = 500;

export function createWiegandTextDecoder(template: WiegandTextTemplate): CardDecoder {
  return new WiegandTextDecoder(template);
}

class WiegandTextDecoder implements CardDecoder {
  readonly idleEndMs: number;
  readonly #template: WiegandTextTemplate;
  readonly #suffix: Uint8Array;
  /** Where the suffix is made of CR and LF, either ends a record: converters differ, and switches get set wrong. */
  readonly #endsAtLineEnd: boolean;
  readonly #record: RecordBuffer;
  #lastByteMonoMs = 0;

  constructor(template: WiegandTextTemplate) {
    const { facilityDigits, numberDigits, prefix, suffix, idleGapMs } = template;
    this.#template = template;
    this.#suffix = Buffer.from(suffix, 'latin1');
    this.#endsAtLineEnd = /^[\r\n]+$/.test(suffix);
    this.#record = new RecordBuffer(Math.max(facilityDigits + numberDigits, longestTextBytes) + prefix.length + suffix.length);
    this.idleEndMs = suffix === '' && idleGapMs === 0 ? fallbackIdleEndMs : idleGapMs;
  }

  get pendingBytes(): number {
    return this.#record.size;
  }

  push(chunk: Uint8Array, atMonoMs: number): Decoded {
    const stale = this.#record.size > 0 && atMonoMs - this.#lastByteMonoMs > staleAfterMs;
    const out = stale ? this.#giveUp() : new DecodedCollector();
    this.#lastByteMonoMs = atMonoMs;
    for (const byte of chunk) this.#take(byte, out);
    return out;
  }

  idle(): Decoded {
    const out = new DecodedCollector();
    this.#finish(out, '');
    return out;
  }

  reset(): Decoded {
    return this.#giveUp();
  }

  #take(byte: number, out: DecodedCollector): void {
    if (this.#endsAtLineEnd) {
      if (byte === 0x0d || byte === 0x0a) this.#finish(out, '');
      else this.#record.add(byte);
      return;
    }
    this.#record.add(byte);
    if (this.#suffix.length > 0 && this.#endsNow(byte)) this.#finish(out, this.#template.suffix);
  }

  /** A record too long to keep still ends at the last byte of the suffix, so that the next one is whole. */
  #endsNow(byte: number): boolean {
    return this.#record.overflowed ? byte === this.#suffix.at(-1) : this.#record.endsWith(this.#suffix);
  }

  #finish(out: DecodedCollector, suffix: string): void {
    const { size, overflowed } = this.#record;
    if (size === 0) return;
    const kept = this.#record.take();
    const text = Buffer.from(kept).toString('latin1');
    out.secret ||= looksLikeBankCard(text);
    const { prefix } = this.#template;
    const frameAt = this.#startOf(text, suffix);
    const refused = out.secret || overflowed || frameAt < 0;
    const card = refused ? null : parseRecord(text.slice(frameAt + prefix.length, text.length - suffix.length), this.#template);
    if (card !== null) out.frames.push({ card, raw: kept.slice(frameAt), symbology: null });
    out.discardedBytes += card === null ? size : frameAt;
  }

  /**
   * Where the record begins in the text. Noise before a prefix can be told from the record; without a prefix it can't, and the
   * record is given up. The prefix is looked for where the digits leave it, because it may itself be made of digits. -1: not there.
   */
  #startOf(text: string, suffix: string): number {
    const { prefix, facilityDigits, numberDigits } = this.#template;
    if (prefix === '') return 0;
    const digits = facilityDigits + numberDigits;
    if (digits === 0) return text.lastIndexOf(prefix);
    const at = text.length - suffix.length - digits - prefix.length;
    return at >= 0 && text.startsWith(prefix, at) ? at : -1;
  }

  #giveUp(): DecodedCollector {
    const out = new DecodedCollector();
    out.discardedBytes = this.#record.size;
    this.#record.take();
    return out;
  }
}
