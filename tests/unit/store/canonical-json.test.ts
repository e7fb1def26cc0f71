import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/main/store/index.ts';
import type { Json } from '../../../src/shared/model/journal.ts';

const wellFormed = fc.string({ unit: 'grapheme' });
const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
    wellFormed,
    fc.array(tie('value')),
    fc.dictionary(wellFormed, tie('value')),
  ),
})).value;

describe('canonical JSON', () => {
  it.each<[Json, string]>([
    [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
    [{ '10': 1, '9': 2 }, '{"10":1,"9":2}'],
    // RFC 8785 3.2.3: order of UTF-16 code units, not of code points.
    [
      { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 },
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
    ],
    [[Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27], '[333333333.3333333,1e+30,4.5,0.002,1e-27]'],
    ['\u20ac$\u000f\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'],
    [-0, '0'],
    [{}, '{}'],
  ])('%j becomes %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it('says the same value', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(value);
      }),
    );
  });

  it('is the same text whatever the order of the keys was', () => {
    fc.assert(
      fc.property(fc.dictionary(wellFormed, json), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
      }),
    );
  });

  it('stays as it is when read and written again', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(JSON.parse(canonicalJson(value)) as Json)).toBe(canonicalJson(value));
      }),
    );
  });

  it('replaces half a surrogate pair, which no UTF-8 can carry', () => {
    expect(canonicalJson({ 'a\ud800': 'b\udc00' })).toBe('{"a\ufffd":"b\ufffd"}');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %s', (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError);
  });
});
