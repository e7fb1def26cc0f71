/** Feeding decoders in tests: any bytes, cut anywhere. */
import fc from 'fast-check';
import type { CardDecoder } from '../../../../src/main/devices/readers/card-decoder.ts';
import { type CardNumber, cardText } from '../../../../src/shared/model/cards.ts';

export interface Outcome {
  readonly cards: CardNumber[];
  readonly raw: string[];
  readonly symbologies: (string | null)[];
  discardedBytes: number;
  secret: boolean;
}

/** Pushes the chunks one after another, at the same moment, and then (if asked) the silence. */
export function feed(decoder: CardDecoder, chunks: readonly Uint8Array[], silence = false): Outcome {
  const outcome: Outcome = { cards: [], raw: [], symbologies: [], discardedBytes: 0, secret: false };
  const steps = [...chunks.map((chunk) => () => decoder.push(chunk, 1000)), ...(silence ? [() => decoder.idle()] : [])];
  for (const step of steps) {
    const decoded = step();
    for (const frame of decoded.frames) {
      outcome.cards.push(frame.card);
      outcome.raw.push(Buffer.from(frame.raw).toString('hex'));
      outcome.symbologies.push(frame.symbology);
    }
    outcome.discardedBytes += decoded.discardedBytes;
    outcome.secret ||= decoded.secret;
  }
  return outcome;
}

export const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
export const texts = (outcome: Outcome): string[] => outcome.cards.map(cardText);

/** The bytes cut at the given places (taken modulo the length). */
export function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const cuts = [...new Set([0, ...places.map((place) => place % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b);
  return cuts.slice(1).map((end, at) => bytes.subarray(cuts[at], end));
}

export const anyCuts = fc.array(fc.nat({ max: 10_000 }), { maxLength: 12 });
export const anyNoise = fc.uint8Array({ maxLength: 200 });

/** Ten million bytes that never end a record, in chunks as a port delivers them. */
export function* endless(byte: number, totalBytes = 10_000_000): Generator<Uint8Array> {
  const chunk = new Uint8Array(4096).fill(byte);
  for (let sent = 0; sent < totalBytes; sent += chunk.length) yield chunk;
}
