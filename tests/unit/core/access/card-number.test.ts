import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardNumberProblems, parseCardNumber } from '../../../../src/main/core/access/card-number.ts';
import { cardFormats } from '../../../../src/shared/model/cards.ts';

describe('parseCardNumber', () => {
  it.each([
    ['em4100', null, '0c000621a5', null, '0C000621A5'],
    ['em4100', '', ' 0C000621A5 ', null, '0C000621A5'],
    ['H10301', '045', '012345', '45', '12345'],
    ['H10301', '0', '0', '0', '0'],
    ['H10301', '255', '65535', '255', '65535'],
    ['H10306', '65535', '65535', '65535', '65535'],
    ['H10302', null, '34359738367', null, '34359738367'],
    ['H10304', '65535', '524287', '65535', '524287'],
    ['C1000-35', '4095', '1048575', '4095', '1048575'],
    ['C1000-48', '4194303', '8388607', '4194303', '8388607'],
    ['generic-34', '255', '16777215', '255', '16777215'],
    ['magstripe', null, '0012345', null, '0012345'],
    ['magstripe', '', '9'.repeat(37), null, '9'.repeat(37)],
    ['raw', null, '26:16981cc0', null, '26:16981CC0'],
    ['raw', null, '026:16981CC0', null, '26:16981CC0'],
    ['raw', null, '1:80', null, '1:80'],
    ['text', null, '访客-0042', null, '访客-0042'],
  ])('takes %s %s %s', (format, facility, number, keptFacility, keptNumber) => {
    expect(parseCardNumber(format, facility, number)).toEqual({ ok: true, value: { format, facility: keptFacility, number: keptNumber } });
  });

  it.each([
    ['H10399', null, '1', 'formatUnknown'],
    ['em4100', null, '0C000621A', 'numberMalformed'],
    ['em4100', null, '0C000621AG', 'numberMalformed'],
    ['em4100', '1', '0C000621A5', 'facilityNotUsed'],
    ['H10301', null, '12345', 'facilityMissing'],
    ['H10301', '256', '12345', 'facilityOutOfRange'],
    ['H10301', '-1', '12345', 'facilityOutOfRange'],
    ['H10301', '45', '65536', 'numberOutOfRange'],
    ['H10301', '45', '12e3', 'numberMalformed'],
    ['H10301', '45', '１２３', 'numberMalformed'],
    ['H10301', '45', '', 'numberMissing'],
    ['H10302', '1', '5', 'facilityNotUsed'],
    ['H10302', null, '34359738368', 'numberOutOfRange'],
    ['generic-34', '256', '1', 'facilityOutOfRange'],
    ['magstripe', '45', '12345', 'facilityNotUsed'],
    ['magstripe', null, '12345=99', 'numberMalformed'],
    ['magstripe', null, '9'.repeat(38), 'numberOutOfRange'],
    ['raw', '1', '26:16981CC0', 'facilityNotUsed'],
    ['raw', null, '0:', 'numberMalformed'],
    ['raw', null, '26:16981C', 'numberMalformed'],
    ['raw', null, '26:16981CC000', 'numberMalformed'],
    ['raw', null, '26:16981CC1', 'numberMalformed'],
    ['raw', null, '26:16981CCG', 'numberMalformed'],
    ['raw', null, `99999:${'0'.repeat(25_000)}`, 'numberOutOfRange'],
    ['text', null, 'a\tb', 'numberMalformed'],
    ['text', null, 'x'.repeat(2954), 'numberOutOfRange'],
    ['text', null, '   ', 'numberMissing'],
  ])('refuses %s %s %s as %s', (format, facility, number, code) => {
    expect(parseCardNumber(format, facility, number)).toMatchObject({ ok: false, error: { code } });
  });

  it('says what is allowed', () => {
    expect(parseCardNumber('H10301', '256', '1')).toMatchObject({ error: { allowed: '0-255' } });
    expect(parseCardNumber('H10304', '1', '524288')).toMatchObject({ error: { allowed: '0-524287' } });
  });

  it('answers whatever comes, and what it took it takes again unchanged', () => {
    const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.nat().map(String), fc.constantFrom('', '0', '0C000621A5', '26:16981cc0', '9:ff80'));
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...cardFormats), fc.string()), fc.option(anyText), anyText, (format, facility, number) => {
        const first = parseCardNumber(format, facility, number);
        if (!first.ok) expect(cardNumberProblems).toContain(first.error.code);
        else expect(parseCardNumber(first.value.format, first.value.facility, first.value.number)).toEqual(first);
      }),
    );
  });
});
