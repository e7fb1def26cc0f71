/**
 * The bits of a card that a reader sent → the one identity under which the card is kept. Pure.
 * A bit length does not name a format, so only the formats that the site says it uses are tried.
 */
import type { CardNumber, WiegandFormat } from '../../../shared/model/cards.ts';
import { bytesFromBits, decodeWiegand } from './wiegand.ts';

/**
 * The first format of the site's list whose length and all parities hold names the card; else its raw bits do.
 * H10306 and generic-34 have the same parities, and so have H10302 and H10304: the one that comes first takes every card of its length.
 * `bits`: '0' and '1', most significant first, parity bits included. No bits at all make a raw identity that can't be registered.
 */
export function identifyCard(bits: string, formats: readonly WiegandFormat[]): CardNumber {
  for (const format of formats) {
    const card = decodeWiegand(format, bits);
    if (card.ok) return card.value;
  }
  return rawCard(bits);
}

/** The identity of last resort: `26:16981CC0`. */
export function rawCard(bits: string): CardNumber {
  const hex = Array.from(bytesFromBits(bits), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { format: 'raw', facility: null, number: `${bits.length}:${hex.toUpperCase()}` };
}

/** The bits of a card that was kept by them; null if it is another card. */
export function bitsOfRawCard({ format, number }: CardNumber): string | null {
  const [, count, hex] = /^(\d+):((?:[0-9A-F]{2})+)$/.exec(number) ?? [];
  if (format !== 'raw' || count === undefined || hex === undefined) return null;
  const bits = (hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16).toString(2).padStart(8, '0')).join('');
  return Math.ceil(Number(count) / 8) * 2 === hex.length ? bits.slice(0, Number(count)) : null;
}
