import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWiegandTextDecoder } from '../../../../src/main/devices/readers/wiegand-text/decoder.ts';
import { encodeWiegandText } from '../../../../src/main/devices/readers/wiegand-text/encode.ts';
import type { WiegandTextTemplate } from '../../../../src/shared/model/config.ts';
import { wiegandPresets } from '../../../../src/shared/model/wiegand-presets.ts';
import { anyCuts, cutAt, endless, feed, latin1, texts } from './decoding.ts';

const { wie232, decimal10 } = wiegandPresets;
const framed: WiegandTextTemplate = { ...wie232, prefix: '\x02', suffix: '\x03' };
const silent: WiegandTextTemplate = { ...wie232, suffix: '' };
const decimalSplit: WiegandTextTemplate = { ...wie232, radix: 'decimal', facilityDigits: 3, numberDigits: 5, suffix: '#' };
const em: WiegandTextTemplate = { ...decimal10, format: 'em4100', numberDigits: 13 };
const long: WiegandTextTemplate = { ...decimal10, format: 'H10302', numberDigits: 11 };

const templates = fc.constantFrom<WiegandTextTemplate>(wie232, decimal10, framed, decimalSplit);
const anyCard = fc.record({
  format: fc.constant('H10301' as const),
  facility: fc.integer({ min: 0, max: 255 }).map(String),
  number: fc.integer({ min: 0, max: 65_535 }).map(String),
});

describe('the Wiegand text decoder', () => {
  it.each<[string, WiegandTextTemplate, string, string]>([
    ['a WIE232', wie232, '2D3039\r', '45-12345'],
    ['a WIE232 set to lower case and CR LF', wie232, '2d3039\r\n', '45-12345'],
    ['one decimal number of facility and number', decimal10, '0000123478\r\n', '1-57942'],
    ['facility and number apart', decimalSplit, '04512345#', '45-12345'],
    ['prefix and suffix', framed, '\x022D3039\x03', '45-12345'],
    ['a decimal number for an EM4100 tag', em, '0051540009381\r\n', '0C000621A5'],
    ['a format without facility', long, '12345678901\r\n', '12345678901'],
  ])('reads %s', (_, template, record, expected) => {
    const outcome = feed(createWiegandTextDecoder(template), [latin1(record)]);
    expect(texts(outcome)).toEqual([expected]);
    expect(outcome.discardedBytes).toBe(0);
  });

  it('ends a record without suffix at the silence', () => {
    const decoder = createWiegandTextDecoder(silent);
    expect(decoder.idleEndMs).toBeGreaterThan(0);
    expect(texts(feed(decoder, [latin1('2D30'), latin1('39')], true))).toEqual(['45-12345']);
  });

  it('ends a record at the silence that the template gives, also where there is a suffix', () => {
    expect(createWiegandTextDecoder({ ...wie232, idleGapMs: 120 }).idleEndMs).toBe(120);
    expect(createWiegandTextDecoder(wie232).idleEndMs).toBe(0);
  });

  it.each<[string, WiegandTextTemplate, string]>([
    ['a digit too many', wie232, '2D30390\r'],
    ['a digit too few', wie232, '2D303\r'],
    ['no hex', wie232, '2D30G9\r'],
    ['hex where decimal is wanted', decimal10, '000012347A\r\n'],
    ['a facility that the format cannot have', decimal10, '4294967295\r\n'],
    ['a number that the format cannot have', decimalSplit, '04599999#'],
    ['no prefix', framed, '2D3039\x03'],
    ['a number too big for a tag', em, '1099511627776\r\n'],
    ['a payment card', wie232, ';4111111111111111=3001\r'],
  ])('makes no card of %s', (_, template, record) => {
    const outcome = feed(createWiegandTextDecoder(template), [latin1(record)]);
    expect(outcome.cards).toEqual([]);
    expect(outcome.discardedBytes).toBe(record.replace(/[\r\n]+$/, '').length);
  });

  it('never gives two cards one identity by leaving out a facility that was sent', () => {
    const noFacility: WiegandTextTemplate = { ...wie232, format: 'H10302', facilityDigits: 2, numberDigits: 8 };
    expect(texts(feed(createWiegandTextDecoder(noFacility), [latin1('0100000001\r0000000001\r')]))).toEqual(['1']);
  });

  it('counts keys pressed on a keypad and reads the card that comes after', () => {
    const decoder = createWiegandTextDecoder(decimal10);
    expect(decoder.push(latin1('5'), 1000).discardedBytes).toBe(0);
    expect(decoder.push(latin1('7'), 2000).discardedBytes).toBe(1);
    const card = decoder.push(latin1('0000123478\r\n'), 3000);
    expect(card.frames.map((frame) => frame.card.number)).toEqual(['57942']);
    expect(card.discardedBytes).toBe(1);
  });

  it('rather loses a card than makes up another when a key and a card can not be told apart', () => {
    expect(feed(createWiegandTextDecoder(decimal10), [latin1('50000123478\r\n')])).toMatchObject({ cards: [], discardedBytes: 11 });
  });

  it('reads any cards however the bytes are cut', () => {
    fc.assert(
      fc.property(templates, fc.array(anyCard, { maxLength: 5 }), anyCuts, (template, cards, places) => {
        const bytes = Buffer.concat(cards.map((card) => encodeWiegandText(card, template) ?? latin1('')));
        expect(feed(createWiegandTextDecoder(template), cutAt(bytes, places))).toMatchObject({ cards, discardedBytes: 0 });
      }),
    );
  });

  it('makes no card of a cut record together with the next one, and reads the one after that', () => {
    fc.assert(
      fc.property(templates, anyCard, fc.nat({ max: 20 }), anyCard, (template, torn, keep, next) => {
        const [tornBytes, nextBytes] = [torn, next].map((card) => encodeWiegandText(card, template) ?? latin1(''));
        if (tornBytes === undefined || nextBytes === undefined) throw new Error('two cards make two records');
        const digitsKept = tornBytes.subarray(0, Math.min(keep, tornBytes.length - template.suffix.length - 1));
        const outcome = feed(createWiegandTextDecoder(template), [digitsKept, nextBytes, nextBytes]);
        expect(outcome.cards.length).toBeGreaterThanOrEqual(1);
        for (const card of outcome.cards) expect(card).toEqual(next);
      }),
    );
  });

  it('never throws on any bytes and is whole again after the next end of record', () => {
    fc.assert(
      fc.property(templates, fc.uint8Array({ maxLength: 2000 }), anyCuts, anyCard, (template, noise, places, card) => {
        const decoder = createWiegandTextDecoder(template);
        feed(decoder, cutAt(noise, places));
        const outcome = feed(decoder, [latin1(template.suffix), encodeWiegandText(card, template) ?? latin1('')]);
        expect(outcome.cards.at(-1)).toEqual(card);
      }),
    );
  });

  it.each([wie232, framed])('counts every byte of ten million without an end and reads the next card', (template) => {
    const decoder = createWiegandTextDecoder(template);
    let sent = 0;
    for (const chunk of endless(0x41)) {
      expect(decoder.push(chunk, 0).frames).toEqual([]);
      sent += chunk.length;
    }
    const end = latin1(template.suffix);
    const record = latin1(`${template.prefix}2D3039${template.suffix}`);
    const outcome = feed(decoder, [end, record]);
    expect(texts(outcome)).toEqual(['45-12345']);
    expect(outcome.discardedBytes).toBeGreaterThanOrEqual(sent);
  });
});
