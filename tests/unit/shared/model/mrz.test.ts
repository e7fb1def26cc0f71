import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigitOf } from '../../../../src/shared/model/mrz/check-digit.ts';
import { findMrz, readMrz } from '../../../../src/shared/model/mrz/find-mrz.ts';
import { displayName } from '../../../../src/shared/model/mrz/names.ts';
import { parseMrz } from '../../../../src/shared/model/mrz/parse-mrz.ts';
import { type MrzLayout, mrzLayouts, type TravelDocument } from '../../../../src/shared/model/travel-documents.ts';
import { passportLines, specimens } from '../../../fixtures/mrz.ts';

const nowUtcMs = Date.UTC(2026, 10, 21);
const alphabet = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<'];

function documentOf(lines: readonly string[]): TravelDocument {
  const parsed = parseMrz(lines, nowUtcMs);
  if (!parsed.ok) throw new Error(`${parsed.error.code} ${parsed.error.field}`);
  return parsed.value;
}
const problemOf = (lines: readonly string[]) => {
  const parsed = parseMrz(lines, nowUtcMs);
  return parsed.ok ? null : parsed.error;
};
const replaced = (lines: readonly string[], line: number, position: number, character: string): string[] =>
  lines.map((text, at) => (at === line ? text.slice(0, position - 1) + character + text.slice(position) : text));

/** Which positions a check digit watches (line, first, last; ICAO Doc 9303-4 to -7). */
const watched: { readonly [layout in MrzLayout]: readonly (readonly [number, number, number])[] } = {
  TD1: [
    [0, 6, 30],
    [1, 1, 7],
    [1, 9, 15],
    [1, 19, 30],
  ],
  TD2: [
    [1, 1, 10],
    [1, 14, 20],
    [1, 22, 36],
  ],
  TD3: [
    [1, 1, 10],
    [1, 14, 20],
    [1, 22, 44],
  ],
  'MRV-A': [
    [1, 1, 10],
    [1, 14, 20],
    [1, 22, 28],
  ],
  'MRV-B': [
    [1, 1, 10],
    [1, 14, 20],
    [1, 22, 28],
  ],
};
const watchedPlaces = mrzLayouts.flatMap((layout) =>
  watched[layout].flatMap(([line, first, last]) => Array.from({ length: last - first + 1 }, (_, n) => [layout, line, first + n] as const)),
);
const worthOf = (character: string) => (character === '<' ? 0 : Number.parseInt(character, 36));

describe('a machine-readable zone', () => {
  it.each([
    ['TD1', 'I', 'idCard', 'D23145890', '1974-08-12', '2012-04-15', 'UTO'],
    ['TD2', 'I', 'idCard', 'D23145890', '1974-08-12', '2012-04-15', 'UTO'],
    ['TD3', 'P', 'passport', 'L898902C3', '1974-08-12', '2012-04-15', 'UTO'],
    ['MRV-A', 'V', 'other', 'L8988901C', '1940-09-07', '1996-12-10', 'XXX'],
    ['MRV-B', 'V', 'other', 'L8988901C', '1940-09-07', '1996-12-10', 'XXX'],
  ] as const)('of layout %s is read whole', (layout, code, kind, number, birthDate, expiryDate, nationality) => {
    expect(documentOf(specimens[layout])).toEqual({
      layout,
      code,
      kind,
      issuer: 'UTO',
      surname: 'ERIKSSON',
      givenNames: 'ANNA MARIA',
      number,
      nationality,
      birthDate,
      expiryDate,
    });
  });

  it('has a long number of TD1 and TD2 from its two parts, with the digit behind the second', () => {
    expect(documentOf(['I<UTOD23145890<7349<<<<<<<<<<<', '3407127M9507122UTO<<<<<<<<<<<2', 'STEVENSON<<PETER<JOHN<<<<<<<<<']).number).toBe('D23145890734');
    expect(documentOf(['I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<', 'D23145890<UTO3407127M95071227349<<<8']).number).toBe('D23145890734');
    expect(problemOf(['I<UTOD23145890<7348<<<<<<<<<<<', '3407127M9507122UTO<<<<<<<<<<<2', 'STEVENSON<<PETER<JOHN<<<<<<<<<'])).toEqual({
      code: 'checkDigit',
      field: 'number',
    });
  });

  it.each(['<', '0'])('may have %j as the digit of an empty personal number', (digit) => {
    const [first = '', second = ''] = passportLines();
    const head = `${second.slice(0, 42)}${digit}`;
    const composite = checkDigitOf(head.slice(0, 10) + head.slice(13, 20) + head.slice(21, 43));
    expect(documentOf([first, head + composite]).number).toBe('L898902C3');
  });

  it.each([
    ['number', 1, 9, '4', 'checkDigit'],
    ['birthDate', 1, 19, '3', 'checkDigit'],
    ['expiryDate', 1, 27, '6', 'checkDigit'],
    ['personalNumber', 1, 29, 'Y', 'checkDigit'],
    ['composite', 1, 44, '1', 'checkDigit'],
    ['name', 0, 8, '1', 'badCharacter'],
    ['issuer', 0, 4, '0', 'badCharacter'],
    ['nationality', 1, 11, '0', 'badCharacter'],
    ['sex', 1, 21, 'E', 'badCharacter'],
    ['birthDate', 1, 14, 'T', 'badCharacter'],
  ] as const)('with one character wrong in %s (line %i, position %i: %s) is refused and says where', (field, line, position, character, code) => {
    expect(problemOf(replaced(specimens.TD3, line, position, character))).toEqual({ code, field });
  });

  it('is refused for any changed character that the weights 7, 3, 1 can find', () => {
    fc.assert(
      fc.property(fc.constantFrom(...watchedPlaces), fc.constantFrom(...alphabet), ([layout, line, position], character) => {
        const lines = specimens[layout];
        const printed = lines[line]?.[position - 1] ?? '';
        fc.pre((worthOf(printed) - worthOf(character)) % 10 !== 0);
        expect(problemOf(replaced(lines, line, position, character))).not.toBeNull();
      }),
      { numRuns: 3000 },
    );
  });

  it('is not mended: a letter O for a 0 and the reverse are refused', () => {
    expect(problemOf(replaced(specimens.TD3, 1, 5, 'O'))).toEqual({ code: 'checkDigit', field: 'number' });
    expect(problemOf(replaced(specimens.TD3, 0, 5, '0'))).toEqual({ code: 'badCharacter', field: 'issuer' });
  });

  it.each([
    ['261121', '2026-11-21'],
    ['261122', '1926-11-22'],
    ['270101', '1927-01-01'],
    ['050607', '2005-06-07'],
    ['74<<<<', '1974-00-00'],
    ['7408<<', '1974-08-00'],
    ['740000', '1974-00-00'],
    ['<<<<<<', null],
  ])('never has a birth in the future, and unknown parts as 00: %s', (birth, birthDate) => {
    expect(documentOf(passportLines({ birth })).birthDate).toBe(birthDate);
  });

  it.each([
    ['340415', '2034-04-15'],
    ['770101', '1977-01-01'],
    ['751231', '2075-12-31'],
    ['<<<<<<', null],
  ])('has its expiry in the hundred years around now: %s', (expiry, expiryDate) => {
    expect(documentOf(passportLines({ expiry })).expiryDate).toBe(expiryDate);
  });

  it.each(['741301', '740231', '740012', '7<0812'])('with a birth that is no day (%s) is refused although the digits hold', (birth) => {
    expect(problemOf(passportLines({ birth }))).toEqual({ code: 'badDate', field: 'birthDate' });
  });

  it('without a number or a name is no document', () => {
    expect(problemOf(passportLines({ number: '' }))).toEqual({ code: 'missing', field: 'number' });
    expect(problemOf(passportLines({ name: '' }))).toEqual({ code: 'missing', field: 'name' });
  });

  it.each([
    ['ERIKSSON<<ANNA<MARIA', 'ERIKSSON', 'ANNA MARIA'],
    ['VAN<DER<MUELLEN<<INGE', 'VAN DER MUELLEN', 'INGE'],
    ['ARKFREITH', 'ARKFREITH', ''],
    ['<<ARKFREITH', 'ARKFREITH', ''],
    ['PAPANDROPOULOUS<<JONATHON<WARREN<TREV', 'PAPANDROPOULOUS', 'JONATHON WARREN TREV'],
    ['BENNELONGWOOLOOMOOLOOWARRANDYTEWARNAMBOOLABC', 'BENNELONGWOOLOOMOOLOOWARRANDYTEWARNAMBO', ''],
    ['ILIC<<MARIJA<<JOVANA', 'ILIC', 'MARIJA JOVANA'],
  ])('gives the name %s as it is printed, also one that was cut off', (name, surname, givenNames) => {
    expect(documentOf(passportLines({ name }))).toMatchObject({ surname, givenNames });
  });

  it.each([
    ['IR', 'residencePermit'],
    ['AR', 'residencePermit'],
    ['IP', 'idCard'],
    ['C<', 'idCard'],
  ])('of the code %s is a %s for the form', (code, kind) => {
    const [first = '', ...rest] = specimens.TD1;
    expect(documentOf([code + first.slice(2), ...rest])).toMatchObject({ kind, code: code.replace('<', '') });
  });

  it('never throws, whatever the lines', () => {
    const character = fc.constantFrom(...alphabet);
    const lines = fc.constantFrom([30, 3], [36, 2], [44, 2]).chain(([width = 0, count = 0]) =>
      fc.array(
        fc.array(character, { minLength: width, maxLength: width }).map((all) => all.join('')),
        { minLength: count, maxLength: count },
      ),
    );
    fc.assert(fc.property(fc.oneof(lines, fc.array(fc.string())), (any) => parseMrz(any, nowUtcMs).ok === false || documentOf(any).number !== ''));
  });
});

describe('the name for the register', () => {
  const name = { surname: 'WANG', givenNames: 'XIAO MING' };
  it('is in the order that people of that country expect', () => {
    expect(displayName({ ...name, nationality: 'CHN' })).toBe('WANG XIAO MING');
    expect(displayName({ ...name, nationality: 'UTO' })).toBe('XIAO MING WANG');
    expect(displayName({ surname: 'ARKFREITH', givenNames: '', nationality: 'UTO' })).toBe('ARKFREITH');
  });
});

describe('looking for a zone in a text', () => {
  it.each([
    ['lines', '\n'],
    ['lines of a scanner', '\r\n'],
    ['one separator that no zone has', '|'],
    ['a space', ' '],
    ['nothing', ''],
  ])('finds it with %s between its lines, in every layout', (_, between) => {
    for (const layout of mrzLayouts) expect(findMrz(specimens[layout].join(between))).toEqual(specimens[layout]);
  });

  it('finds it in small letters, and behind other lines', () => {
    expect(findMrz(`ref 17\n${specimens.TD3.join('\n').toLowerCase()}\n`)).toEqual(specimens.TD3);
  });

  it.each(['', 'Eva Horáková', 'https://example.org/?id=P<UTO', '4111111111111111', 'P'.repeat(88), 'L898902C3'])('finds none in %j', (text) => {
    expect(readMrz(text, nowUtcMs)).toBeNull();
  });

  it('says what is wrong with one that it found', () => {
    expect(readMrz(replaced(specimens.TD2, 1, 1, 'E').join(''), nowUtcMs)).toEqual({ ok: false, error: { code: 'checkDigit', field: 'number' } });
  });

  it('never throws on any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readMrz(text, nowUtcMs) === null));
  });
});
