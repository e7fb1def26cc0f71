/**
 * Wiegand bits to card and back, with parity. Pure.
 * A bit length does not name a format (two here have 37 bits): the format must come from the configuration.
 */
import type { CardNumber, WiegandFormat } from '../../../shared/model/cards.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { type BitRange, type ParityBit, wiegandLayouts } from './card-layouts.ts';
import { isWiegand, parseCardNumber } from './card-number.ts';

export type WiegandProblem = 'bitCount' | 'parity';

/** `bits` are '0' and '1', most significant first, parity bits included. */
export function decodeWiegand(format: WiegandFormat, bits: string): Result<CardNumber, WiegandProblem> {
  const layout = wiegandLayouts[format];
  if (bits.length !== layout.bits || !/^[01]+$/.test(bits)) return fail('bitCount');
  if (!layout.parity.every((parity) => bitAt(bits, parity.bit) === parityOf(bits, parity))) return fail('parity');
  const facility = layout.facility === null ? null : valueAt(bits, layout.facility);
  return ok({ format, facility, number: valueAt(bits, layout.number) });
}

/** The bits of a card with their parity, or null if the card has no Wiegand form or its numbers don't fit. */
export function encodeWiegand(card: CardNumber): string | null {
  const checked = parseCardNumber(card.format, card.facility, card.number);
  if (!checked.ok || !isWiegand(checked.value.format)) return null;
  const layout = wiegandLayouts[checked.value.format];
  let bits = '0'.repeat(layout.bits);
  if (layout.facility !== null && checked.value.facility !== null) bits = placed(bits, layout.facility, checked.value.facility);
  bits = placed(bits, layout.number, checked.value.number);
  for (const parity of layout.parity) bits = placed(bits, [parity.bit, parity.bit], parityOf(bits, parity));
  return bits;
}

/** Bits out of left-aligned bytes, as an OSDP RAW reply carries them; null if there are too few bytes. */
export function bitsFromBytes(bytes: Uint8Array, bitCount: number): string | null {
  if (bytes.length * 8 < bitCount) return null;
  return Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0'))
    .join('')
    .slice(0, bitCount);
}

/** Bits left-aligned into bytes, zero padded at the end. */
export function bytesFromBits(bits: string): Uint8Array {
  const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0');
  return Uint8Array.from(padded.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}

function valueAt(bits: string, [first, last]: BitRange): string {
  return Number.parseInt(bits.slice(first - 1, last), 2).toString();
}

function placed(bits: string, [first, last]: BitRange, decimal: string): string {
  return (
    bits.slice(0, first - 1) +
    BigInt(decimal)
      .toString(2)
      .padStart(last - first + 1, '0') +
    bits.slice(last)
  );
}

const bitAt = (bits: string, bit: number): string => bits.charAt(bit - 1);

/** What the parity bit must be, given the bits that it covers. */
function parityOf(bits: string, parity: ParityBit): string {
  const ones = parity.over.filter((bit) => bitAt(bits, bit) === '1').length;
  const even = ones % 2 === 0;
  return even === (parity.kind === 'even') ? '0' : '1';
}
