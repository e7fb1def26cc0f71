/**
 * Swipes of a magnetic stripe reader (serial-readers 3.4): tracks between their sentinels, with or without STX, ESC, sensor sign,
 * CR and ETX around them, ended by ETX, CR or silence. A payment card is refused on whatever track, and nothing of it leaves this module.
 */
import { looksLikeBankCard } from '../../../../shared/model/bank-card.ts';
import type { CardNumber } from '../../../../shared/model/cards.ts';
import { parseCardNumber } from '../../../core/access/card-number.ts';
import { type CardDecoder, type CardFrame, type Decoded, DecodedCollector } from '../card-decoder.ts';
import { RecordBuffer } from '../record-buffer.ts';
import { parseSwipes, type Swipe, type Track } from './tracks.ts';

const startOfText = 0x02;
const endOfText = 0x03;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const escapeMark = 0x1b;
/** Three full tracks are 226 characters, with their checks 229. */
const longestSwipeBytes = 512;
/** Readers without an end mark: the tracks of one swipe come in one go. */
const swipeIdleEndMs = 80;
/** A text that is not understood but has as many digits in a row may be a damaged payment card: none of it is shown. */
const manyDigits = /\d{13}/;

export function createMagstripeDecoder(): CardDecoder {
  return new MagstripeDecoder();
}

class MagstripeDecoder implements CardDecoder {
  readonly idleEndMs = swipeIdleEndMs;
  readonly #record = new RecordBuffer(longestSwipeBytes);
  /** Once this reader has sent check characters, a swipe without them is damaged. */
  #sendsChecks = false;

  get pendingBytes(): number {
    return this.#record.size;
  }

  push(chunk: Uint8Array): Decoded {
    const out = new DecodedCollector();
    for (const byte of chunk) this.#take(byte, out);
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
    out.secret = manyDigits.test(latin1(this.#record.take()));
    this.#sendsChecks = false;
    return out;
  }

  #take(byte: number, out: DecodedCollector): void {
    if (byte === startOfText || byte === endOfText) this.#finish(out);
    else if (byte === carriageReturn || byte === lineFeed) this.#lineEnd(out);
    else if (byte !== escapeMark || this.#record.size > 0) this.#record.add(byte);
  }

  /** Some readers send each track as a line of its own: after track 1 the badge's own track may still come. */
  #lineEnd(out: DecodedCollector): void {
    if (this.#record.size === 0) return;
    const sofar = this.#record.overflowed ? null : parseSwipes(latin1(this.#record.peek()), this.#sendsChecks);
    const onlyTrack1 = sofar?.swipes.at(-1)?.every((track) => track.number === 1) ?? false;
    if (onlyTrack1) this.#record.add(carriageReturn);
    else this.#finish(out);
  }

  #finish(out: DecodedCollector): void {
    const { size, overflowed } = this.#record;
    if (size === 0) return;
    const text = latin1(this.#record.take());
    const parsed = overflowed ? null : parseSwipes(text, this.#sendsChecks);
    const bank = looksLikeBankCard(text) || (parsed?.swipes.some(hasPaymentTrack3) ?? false);
    if (bank || parsed === null) {
      out.secret ||= bank || manyDigits.test(text);
      out.discardedBytes += size;
      return;
    }
    this.#sendsChecks ||= parsed.checked;
    for (const swipe of parsed.swipes) {
      const frame = badgeOf(swipe);
      if (frame === null) out.discardedBytes += swipe.reduce((sum, track) => sum + track.sent.length, 0);
      else out.frames.push(frame);
    }
  }
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** Track 3 is known by its place where its sentinel is that of track 2. */
const hasPaymentTrack3 = (swipe: Swipe): boolean => swipe.some(({ number, data }) => number === 3 && data !== null && looksLikeBankCard(`+${data}`));

/**
 * The digits of track 2 up to its separator; where the card has no track 2, the text of track 1. A track 2 that is there and
 * could not be read makes no card: the same card would have two identities.
 */
function badgeOf(swipe: Swipe): CardFrame | null {
  const track2 = swipe.find((track) => track.number === 2 && track.data !== '');
  if (track2 !== undefined) return frameOf(track2, 'magstripe', track2.data?.split('=')[0] ?? '');
  const track1 = swipe.find((track) => track.number === 1);
  return track1 === undefined ? null : frameOf(track1, 'text', track1.data ?? '');
}

function frameOf(track: Track, format: CardNumber['format'], number: string): CardFrame | null {
  const card = parseCardNumber(format, null, number);
  return card.ok ? { card: card.value, raw: Buffer.from(track.sent, 'latin1'), symbology: null } : null;
}
