import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxOf, wiegandLayouts } from '../../../../src/main/core/access/card-layouts.ts';
import { bitsFromBytes, bytesFromBits, decodeWiegand, encodeWiegand } from '../../../../src/main/core/access/wiegand.ts';
import { type CardNumber, wiegandFormats as formats, type WiegandFormat } from '../../../../src/shared/model/cards.ts';

const lowBits = (hex: string, count: number): string => BigInt(`0x${hex}`).toString(2).padStart(count, '0').slice(-count);
const leftAligned = (hex: string, count: number): string => bitsFromBytes(Buffer.from(hex, 'hex'), count) ?? '';

const vectors: [WiegandFormat, string | null, string, string][] = [
  ['H10301', '45', '12345', leftAligned('16981cc0', 26)],
  ['H10301', '0', '0', leftAligned('00000040', 26)],
  ['H10301', '255', '65535', leftAligned('7fffffc0', 26)],
  ['H10301', '118', '1603', lowBits('2ec0c86', 26)],
  ['C1000-35', '118', '1603', lowBits('2e0ec00c87', 35)],
  ['H10306', '1234', '56789', leftAligned('82696eea80', 34)],
  ['generic-34', '45', '1234567', leftAligned('16896b4380', 34)],
  ['H10302', null, '12345678901', leftAligned('adfdc1c350', 37)],
];

const anyCard = fc.constantFrom(...formats).chain((format) => {
  const { facility, number } = wiegandLayouts[format];
  return fc.record({
    format: fc.constant(format),
    facility: facility === null ? fc.constant(null) : fc.integer({ min: 0, max: maxOf(facility) }).map(String),
    number: fc.integer({ min: 0, max: maxOf(number) }).map(String),
  });
});

const flipped = (bits: string, at: number): string => bits.slice(0, at) + (bits[at] === '1' ? '0' : '1') + bits.slice(at + 1);

describe('Wiegand formats', () => {
  it.each(vectors)('%s %s-%s reads from and becomes the published bits', (format, facility, number, bits) => {
    const card: CardNumber = { format, facility, number };
    expect(decodeWiegand(format, bits)).toEqual({ ok: true, value: card });
    expect(encodeWiegand(card)).toBe(bits);
  });

  it('reads back every card that it wrote', () => {
    fc.assert(
      fc.property(anyCard, (card) => {
        expect(decodeWiegand(card.format, encodeWiegand(card) ?? '')).toEqual({ ok: true, value: card });
      }),
    );
  });

  it('notices any single bit that was turned', () => {
    fc.assert(
      fc.property(anyCard, fc.nat(), (card, seed) => {
        const bits = encodeWiegand(card) ?? '';
        expect(decodeWiegand(card.format, flipped(bits, seed % bits.length))).toEqual({ ok: false, error: 'parity' });
      }),
    );
  });

  it('never takes bits of another length', () => {
    fc.assert(
      fc.property(fc.constantFrom(...formats), fc.string({ unit: fc.constantFrom('0', '1'), maxLength: 60 }), (format, bits) => {
        fc.pre(bits.length !== wiegandLayouts[format].bits);
        expect(decodeWiegand(format, bits)).toEqual({ ok: false, error: 'bitCount' });
      }),
    );
  });

  it('packs bits left-aligned into bytes and takes them out again', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('0', '1'), maxLength: 60 }), (bits) => {
        expect(bitsFromBytes(bytesFromBits(bits), bits.length)).toBe(bits);
      }),
    );
    expect(bitsFromBytes(Uint8Array.of(1), 9)).toBeNull();
  });

  it('writes no card whose numbers do not fit, and none that has no Wiegand form', () => {
    expect(encodeWiegand({ format: 'H10301', facility: '256', number: '1' })).toBeNull();
    expect(encodeWiegand({ format: 'em4100', facility: null, number: '0C000621A5' })).toBeNull();
  });
});
