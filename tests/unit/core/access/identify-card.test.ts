import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wiegandLayouts } from '../../../../src/main/core/access/card-layouts.ts';
import { parseCardNumber } from '../../../../src/main/core/access/card-number.ts';
import { bitsOfRawCard, identifyCard, rawCard } from '../../../../src/main/core/access/identify-card.ts';
import { bitsFromBytes, decodeWiegand, encodeWiegand } from '../../../../src/main/core/access/wiegand.ts';
import { type WiegandFormat, wiegandFormats } from '../../../../src/shared/model/cards.ts';
import { defaultCardFormats } from '../../../../src/shared/model/site-defaults.ts';

/** Bits as an OSDP RAW reply carries them. */
const raw = (hex: string, count: number): string => bitsFromBytes(Buffer.from(hex, 'hex'), count) ?? '';
/** Bits as tools print them: right aligned. */
const low = (hex: string, count: number): string => BigInt(`0x${hex}`).toString(2).padStart(count, '0').slice(-count);
const anyBits = fc.string({ unit: fc.constantFrom('0', '1'), minLength: 1, maxLength: 130 });
const anySite = fc.shuffledSubarray([...wiegandFormats]);
const one = { format: 'H10301', facility: '45', number: '12345' } as const;

describe('identifying a card by its bits', () => {
  it.each<[WiegandFormat, string | null, string, string]>([
    ['H10301', '45', '12345', raw('16981cc0', 26)],
    ['H10301', '0', '0', raw('00000040', 26)],
    ['H10301', '255', '65535', raw('7fffffc0', 26)],
    ['H10301', '118', '1603', low('2ec0c86', 26)],
    ['H10306', '1234', '56789', raw('82696eea80', 34)],
    ['C1000-35', '118', '1603', low('2e0ec00c87', 35)],
    ['H10302', null, '12345678901', raw('adfdc1c350', 37)],
  ])('names %s %s-%s at a site with the usual formats', (format, facility, number, bits) => {
    expect(identifyCard(bits, defaultCardFormats)).toEqual({ format, facility, number });
  });

  it('takes the format that the site puts first where two have the same length and parities', () => {
    const bits = raw('16896b4380', 34);
    expect(identifyCard(bits, ['generic-34', 'H10306'])).toEqual({ format: 'generic-34', facility: '45', number: '1234567' });
    expect(identifyCard(bits, ['H10306', 'generic-34']).format).toBe('H10306');
  });

  it('knows only the formats of the site', () => {
    expect(identifyCard(encodeWiegand(one) ?? '', ['H10306'])).toEqual({ format: 'raw', facility: null, number: '26:16981CC0' });
    expect(identifyCard(encodeWiegand(one) ?? '', [])).toMatchObject({ format: 'raw' });
  });

  it('keeps the bits of a card whose parity does not hold, and those of a length that nobody knows', () => {
    expect(identifyCard(raw('96981cc0', 26), wiegandFormats).number).toBe('26:96981CC0');
    expect(identifyCard('1', wiegandFormats).number).toBe('1:80');
    expect(identifyCard('0'.repeat(64), wiegandFormats).number).toBe(`64:${'0'.repeat(16)}`);
  });

  it('makes nothing of no bits that anyone could register', () => {
    const none = identifyCard('', wiegandFormats);
    expect(parseCardNumber(none.format, none.facility, none.number)).toMatchObject({ ok: false });
  });

  it('never names a card by a format whose length or parity is another, nor leaves one raw that fits', () => {
    fc.assert(
      fc.property(anyBits, anySite, (bits, site) => {
        const card = identifyCard(bits, site);
        const fitting = site.find((format) => decodeWiegand(format, bits).ok);
        expect(card.format).toBe(fitting ?? 'raw');
        if (fitting !== undefined) expect([bits.length, encodeWiegand(card)]).toEqual([wiegandLayouts[fitting].bits, bits]);
      }),
    );
  });

  it('gives two different rows of bits two identities, and each can be registered and taken back', () => {
    fc.assert(
      fc.property(anyBits, anyBits, anySite, (a, b, site) => {
        const [first, second] = [identifyCard(a, site), identifyCard(b, site)];
        if (a !== b) expect(first).not.toEqual(second);
        expect(parseCardNumber(first.format, first.facility, first.number)).toEqual({ ok: true, value: first });
        expect(bitsOfRawCard(rawCard(a))).toBe(a);
      }),
    );
  });

  it('takes no bits out of a card that was not kept by them', () => {
    expect(bitsOfRawCard(one)).toBeNull();
    expect(bitsOfRawCard({ format: 'raw', facility: null, number: '26:FF' })).toBeNull();
    expect(bitsOfRawCard({ format: 'raw', facility: null, number: 'FF' })).toBeNull();
  });
});
