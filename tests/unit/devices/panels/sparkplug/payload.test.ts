import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodePayload } from '../../../../../src/main/devices/panels/sparkplug/encode.ts';
import { parsePayload, typedValue } from '../../../../../src/main/devices/panels/sparkplug/payload.ts';
import { readFields } from '../../../../../src/main/devices/panels/sparkplug/wire.ts';

/** Written by hand after the published protocol file: timestamp 1486144502122, seq 5, metric `smoke` alias 2 true. */
const byHand = Buffer.from('08eaf2f5a8a02b1211 0a05736d6f6b65 1002 200b 7001 1805'.replaceAll(' ', '').replace('1211', '120d'), 'hex');

describe('a Sparkplug payload', () => {
  test('is read as the protocol file says', () => {
    expect(parsePayload(byHand)).toEqual({
      timestampUtcMs: 1486144502122,
      seq: 5,
      metrics: [{ name: 'smoke', alias: 2n, timestampUtcMs: null, datatype: 11, isHistorical: false, isNull: false, value: true }],
    });
  });

  test('may be empty', () => {
    expect(parsePayload(new Uint8Array())).toEqual({ timestampUtcMs: null, seq: null, metrics: [] });
  });

  test('is read as it was written, whatever names and values it has', () => {
    const value = fc.oneof(
      fc.boolean(),
      fc.string({ unit: 'grapheme' }),
      fc.maxSafeInteger(),
      fc.double({ noDefaultInfinity: true, noNaN: true }).filter((one) => !Number.isSafeInteger(one)),
    );
    const metric = fc.record({ name: fc.string({ unit: 'grapheme' }), alias: fc.maxSafeNat(), value });
    fc.assert(
      fc.property(
        fc.record({ timestampUtcMs: fc.nat({ max: 8_640_000_000_000_000 }), seq: fc.nat({ max: 255 }), metrics: fc.array(metric, { maxLength: 5 }) }),
        (payload) => {
          const read = parsePayload(encodePayload(payload));
          expect(read).toMatchObject({ timestampUtcMs: payload.timestampUtcMs, seq: payload.seq });
          expect(
            read?.metrics.map(({ name, alias, value: wire, datatype }) => ({ name, alias: Number(alias), value: plain(typedValue(wire ?? '', datatype)) })),
          ).toEqual(payload.metrics);
        },
      ),
    );
  });

  test('passes over fields that it does not know, of every wire type', () => {
    const unknown = ['a00601', '9d0600000000', '99060000000000000000', '92060361 6263'].map((hex) => Buffer.from(hex.replaceAll(' ', ''), 'hex'));
    expect(parsePayload(Buffer.concat([...unknown, byHand, ...unknown]))).toEqual(parsePayload(byHand));
  });

  test('takes integers of 64 bits whole', () => {
    const biggest = Buffer.from('58ffffffffffffffffff01', 'hex');
    expect(parsePayload(Buffer.concat([Buffer.from([0x12, biggest.length]), biggest]))?.metrics).toMatchObject([{ value: 2n ** 64n - 1n }]);
    expect(typedValue(2n ** 64n - 1n, 4)).toBe(-1n);
  });

  test.each([
    [255, 1, -1],
    [65_535, 2, -1],
    [4_294_967_295, 3, -1],
    [4_294_967_295, 7, 4_294_967_295],
    [1, 11, true],
    [0, 11, false],
    [1.5, 9, 1.5],
  ])('reads %s of data type %s as %s', (value, datatype, typed) => {
    expect(typedValue(value, datatype)).toBe(typed);
  });

  test('that is cut off or noise is none, or another; it never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(), (noise, cut) => {
        parsePayload(noise);
        parsePayload(Buffer.concat([byHand.subarray(0, cut % byHand.length), noise]));
      }),
    );
    for (let length = 1; length < byHand.length; length += 1) {
      const read = parsePayload(byHand.subarray(0, length));
      if (read !== null) expect(read.metrics.length).toBeLessThanOrEqual(1);
    }
    expect(parsePayload(byHand.subarray(0, 20))).toBeNull();
  });

  test.each([
    ['a group, which nobody uses', '0b0c'],
    ['field number 0', '0001'],
    ['a varint without end', '08ffffffffffffffffffffff01'],
    ['a length beyond the end', '12ff01'],
    ['a metric that is an integer', '1005'],
  ])('with %s is none', (_, hex) => {
    expect(parsePayload(Buffer.from(hex, 'hex'))).toBeNull();
  });

  test('cannot make us read for ever', () => {
    expect(readFields(Buffer.alloc(1_048_576, Buffer.from('0800', 'hex')))).toBeNull();
  });
});

/** 64-bit integers come as `bigint`. */
const plain = (value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value);
