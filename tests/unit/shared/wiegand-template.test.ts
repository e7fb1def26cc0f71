import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxOf, wiegandLayouts } from '../../../src/main/core/access/card-layouts.ts';
import { createWiegandTextDecoder } from '../../../src/main/devices/readers/wiegand-text/decoder.ts';
import { type CardFormat, type WiegandFormat, wiegandFormats } from '../../../src/shared/model/cards.ts';
import { wiegandFields } from '../../../src/shared/model/wiegand-fields.ts';
import { wiegandPresets } from '../../../src/shared/model/wiegand-presets.ts';
import { parseWiegandTemplate, type WiegandTemplateOptions } from '../../../src/shared/model/wiegand-template.ts';
import { wiegandTemplateProblems } from '../../../src/shared/model/wiegand-template-problem.ts';

const formatOf = (text: string, options?: WiegandTemplateOptions) => {
  const parsed = parseWiegandTemplate(text, options);
  return parsed.ok ? parsed.value.format : parsed.error.code;
};
/** What a converter with this template is understood to say. */
const reads = (text: string, record: string, options?: WiegandTemplateOptions) => {
  const parsed = parseWiegandTemplate(text, options);
  if (!parsed.ok) throw new Error(parsed.error.code);
  const decoder = createWiegandTextDecoder(parsed.value);
  const pushed = decoder.push(Buffer.from(record, 'latin1'), 0).frames;
  return [...pushed, ...decoder.idle().frames].map(({ card }) => `${card.format} ${card.facility ?? ''}-${card.number}`);
};

describe('a Wiegand template as text', () => {
  it('says the same as the presets do', () => {
    expect(parseWiegandTemplate('{facility:2h}{number:4h}\\r')).toEqual({ ok: true, value: wiegandPresets.wie232 });
    expect(parseWiegandTemplate('{card:10d}\\r\\n')).toEqual({ ok: true, value: wiegandPresets.decimal10 });
  });

  it('takes line ends as real characters and as written ones', () => {
    expect(parseWiegandTemplate('{facility:2h}{number:4h}\r')).toEqual(parseWiegandTemplate('{facility:2h}{number:4h}\\r'));
    expect(parseWiegandTemplate('\\x02{card:6h}\\t\\x0A\\\\\\{\\}\\n')).toMatchObject({ value: { prefix: '\x02', suffix: '\t\n\\{}\n' } });
    expect(parseWiegandTemplate('\x02{card:6h}\t')).toMatchObject({ value: { prefix: '\x02', suffix: '\t' } });
  });

  it.each<[string, CardFormat]>([
    ['{facility:2h}{number:4h}', 'H10301'],
    ['{facility:3d}{number:5d}', 'H10301'],
    ['{facility:2h}{number:5d}', 'H10301'],
    ['{facility:3d}{number:4h}', 'H10301'],
    ['{facility:3d}{number:6d}', 'H10301'],
    ['{facility:2h}{number:6h}', 'generic-34'],
    ['{facility:3d}{number:8d}', 'generic-34'],
    ['{facility:4h}{number:4h}', 'H10306'],
    ['{facility:5d}{number:5d}', 'H10306'],
    ['{facility:3h}{number:5h}', 'C1000-35'],
    ['{facility:4d}{number:7d}', 'C1000-35'],
    ['{facility:5d}{number:6d}', 'H10304'],
    ['{facility:7d}{number:7d}', 'C1000-48'],
    ['{number:11d}', 'H10302'],
    ['{number:9h}', 'H10302'],
    ['{number:10h}', 'em4100'],
    ['{card:6h}', 'H10301'],
    ['{card:8d}', 'H10301'],
    ['{card:10d}', 'H10301'],
    ['{card:8h}', 'H10306'],
  ])('names the cards of %s as %s', (text, format) => {
    expect(formatOf(text)).toBe(format);
  });

  it('prefers what the site says where the digits leave it open', () => {
    expect(formatOf('{card:8h}', { siteFormats: ['generic-34', 'H10306'] })).toBe('generic-34');
    expect(formatOf('{card:10d}', { siteFormats: ['H10306'] })).toBe('H10306');
    expect(formatOf('{facility:5d}{number:9d}', { siteFormats: ['C1000-35', 'H10301'] })).toBe('C1000-35');
  });

  it('takes the format that is given, if every card of it fits', () => {
    expect(formatOf('{facility:3d}{number:8d}', { format: 'H10301' })).toBe('H10301');
    expect(formatOf('{number:13d}', { format: 'em4100' })).toBe('em4100');
    expect(formatOf('{number:10d}', { format: 'text' })).toBe('text');
    expect(formatOf('{facility:2d}{number:5d}', { format: 'H10301' })).toBe('formatDoesNotFit');
    expect(formatOf('{number:11d}', { format: 'H10301' })).toBe('formatDoesNotFit');
    expect(formatOf('{facility:1d}{number:11d}', { format: 'H10302' })).toBe('formatDoesNotFit');
    expect(formatOf('{number:10d}', { format: 'raw' })).toBe('formatDoesNotFit');
    expect(formatOf('{number:10d}', { format: 'magstripe' })).toBe('formatDoesNotFit');
  });

  it.each([
    ['{facility:2h}{number:4h}\\r', '2D3039\r', 'H10301 45-12345'],
    ['{facility:3d}{number:5d}\\r', '04512345\r', 'H10301 45-12345'],
    ['{facility:2h}{number:5d}\\r\\n', '2D12345\r\n', 'H10301 45-12345'],
    ['{facility:3d}{number:4h};', '0453039;', 'H10301 45-12345'],
    ['{card:10d}\\r\\n', '0000123478\r\n', 'H10301 1-57942'],
    ['{card:6h}', '2D3039', 'H10301 45-12345'],
    ['{card:8h}\\n', '04D2DDD5\n', 'H10306 1234-56789'],
    ['{facility:2h}{number:6h}\\r', '2D12D687\r', 'generic-34 45-1234567'],
    ['{number:10h}\\r', '0c000621a5\r', 'em4100 -0C000621A5'],
    ['\\r\\n{number:11d}\\r\\n', '\r\n12345678901\r\n', 'H10302 -12345678901'],
    ['\\x02C{facility:2h}{number:4h}\\x03', '\x02C2DC039\x03', 'H10301 45-49209'],
    ['C{facility:2h}{number:4h}\\r', 'C2DC039\r', 'H10301 45-49209'],
  ])('%s reads %j as %s', (text, record, card) => {
    expect(reads(text, record)).toEqual([card]);
  });

  it('makes no card of digits that its radix does not have, or of a number that its format can not have', () => {
    expect(reads('{facility:2h}{number:5d}\r', '2D1234A\r')).toEqual([]);
    expect(reads('{facility:3d}{number:4h}\r', '0A53039\r')).toEqual([]);
    expect(reads('{facility:3d}{number:5d}\r', '25612345\r04565536\r')).toEqual([]);
    expect(reads('{card:10d}\r', '4294967295\r')).toEqual([]);
    expect(reads('{number:10d}\r', '123456789A\r', { format: 'text' })).toEqual([]);
    expect(reads('{number:10d}\r', '0123456789\r', { format: 'text' })).toEqual(['text -0123456789']);
  });

  it.each([
    ['', 'numberMissing', 1],
    ['{facility:2h}\\r', 'numberMissing', 16],
    ['{facility:2h}{number:4x}', 'fieldMalformed', 14],
    ['{Number:4h}', 'fieldMalformed', 1],
    ['{number}', 'fieldMalformed', 1],
    ['{number:0h}', 'digitsOutOfRange', 1],
    ['{number:21d}', 'digitsOutOfRange', 1],
    ['{number:4h', 'braceAlone', 1],
    ['a}{number:4h}', 'braceAlone', 2],
    ['{facility:2h}{facility:2h}{number:4h}', 'fieldTwice', 14],
    ['{number:4h}{facility:2h}', 'facilityBehindNumber', 12],
    ['{facility:2h}{card:6h}', 'cardWithOthers', 14],
    ['{card:6h}{number:4h}', 'cardWithOthers', 10],
    ['{facility:3d},{number:5d}', 'textBetween', 14],
    ['{facility:2h}{number:4h}\\q', 'escapeUnknown', 25],
    ['{facility:2h}{number:4h}\\x0', 'escapeUnknown', 25],
    ['{facility:2h}{number:4h}\\', 'escapeUnknown', 25],
    ['卡{facility:2h}{number:4h}', 'notOneByte', 1],
    [`${'x'.repeat(17)}{card:6h}`, 'textTooLong', 1],
    [`{card:6h}${'#'.repeat(17)}`, 'textTooLong', 10],
    ['{facility:2h}{number:4h}00', 'endAmbiguous', 25],
    ['#{facility:2h}{number:4h}#', 'endAmbiguous', 26],
    ['a\\r{facility:2h}{number:4h}\\r', 'endAmbiguous', 28],
    ['{number:10d}\\r', 'formatUnclear', 1],
    ['{facility:1d}{number:4d}\\r', 'formatUnclear', 1],
  ])('says what is wrong with %j: %s at %i', (text, code, at) => {
    expect(parseWiegandTemplate(text)).toEqual({ ok: false, error: { code, at } });
  });

  it('answers whatever comes, with a place that is in the text', () => {
    const piece = fc.oneof(
      fc.constantFrom('{', '}', '\\', '{facility:2h}', '{number:4h}', '{card:10d}', '\\r', '\r', '#'),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), fc.subarray([...wiegandFormats]), (pieces, siteFormats) => {
        const text = pieces.join('');
        const parsed = parseWiegandTemplate(text, { siteFormats });
        if (parsed.ok) return;
        expect(wiegandTemplateProblems).toContain(parsed.error.code);
        expect(parsed.error.at).toBeGreaterThanOrEqual(1);
        expect(parsed.error.at).toBeLessThanOrEqual(text.length + 1);
      }),
    );
  });

  it('never names cards by a format of which two cards would be written alike', () => {
    const digits = fc.integer({ min: 1, max: 12 });
    const radix = fc.constantFrom('h', 'd');
    fc.assert(
      fc.property(digits, radix, digits, radix, (facilityDigits, facilityRadix, numberDigits, numberRadix) => {
        const parsed = parseWiegandTemplate(`{facility:${facilityDigits}${facilityRadix}}{number:${numberDigits}${numberRadix}}\r`);
        if (!parsed.ok) return;
        const { facility, number } = wiegandLayouts[parsed.value.format as WiegandFormat];
        const written = (range: readonly [number, number] | null, letter: string) => (range === null ? '' : maxOf(range).toString(letter === 'h' ? 16 : 10));
        expect(written(facility, facilityRadix).length).toBeLessThanOrEqual(facilityDigits);
        expect(written(number, numberRadix).length).toBeLessThanOrEqual(numberDigits);
      }),
    );
  });

  it('knows facility and number to be as wide as the layouts have them', () => {
    for (const format of wiegandFormats) {
      const { facility, number } = wiegandLayouts[format];
      const width = (range: readonly [number, number] | null) => (range === null ? 0 : range[1] - range[0] + 1);
      expect([format, wiegandFields[format]]).toEqual([format, { facilityBits: width(facility), numberBits: width(number) }]);
    }
  });
});
