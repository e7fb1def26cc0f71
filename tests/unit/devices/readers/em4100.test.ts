import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEm4100Decoder } from '../../../../src/main/devices/readers/em4100/decoder.ts';
import { encodeEm4100 } from '../../../../src/main/devices/readers/em4100/encode.ts';
import { anyCuts, anyNoise, cutAt, endless, feed, latin1, texts } from './decoding.ts';

const numberOf = (value: bigint): string => value.toString(16).toUpperCase().padStart(10, '0');
const anyNumber = fc.bigInt({ min: 0n, max: 2n ** 40n - 1n }).map(numberOf);
const anyModule = fc.constantFrom('rdm6300', 'id12');
const frameOf = (number: string, module: 'rdm6300' | 'id12' = 'rdm6300'): Uint8Array =>
  encodeEm4100({ format: 'em4100', facility: null, number }, module) ?? latin1('');

describe('the EM4100 decoder', () => {
  it.each([
    ['RDM6300', '\x020C000621A58E\x03', '0C000621A5'],
    ['ID-12, as in its data sheet', '\x020C000621A58E\r\n\x03', '0C000621A5'],
    ['lower case', '\x020f00a1b2c3df\x03', '0F00A1B2C3'],
    ['an ID-12 that leaves out the line feed', '\x022B0012D68768\r\x03', '2B0012D687'],
    ['another tag', '\x0262E3086CED08\x03', '62E3086CED'],
  ])('reads %s', (_, frame, number) => {
    const outcome = feed(createEm4100Decoder(), [latin1(frame)]);
    expect(outcome).toMatchObject({
      cards: [{ format: 'em4100', facility: null, number }],
      raw: [Buffer.from(frame, 'latin1').toString('hex')],
      discardedBytes: 0,
    });
  });

  it('emits each repeat while a tag stays, because folding is the decision of the gate', () => {
    const frame = frameOf('0C000621A5');
    expect(texts(feed(createEm4100Decoder(), [frame, frame, frame]))).toEqual(['0C000621A5', '0C000621A5', '0C000621A5']);
  });

  it('writes the bytes of the data sheet', () => {
    expect(Buffer.from(frameOf('0C000621A5', 'id12')).toString('hex')).toBe('023043303030363231413538450d0a03');
  });

  it.each([
    ['a wrong checksum', '\x020C000621A58F\x03', 14],
    ['a digit too many', '\x020C000621A58E0\x03', 15],
    ['a digit too few', '\x020C000621A58\x03', 13],
    ['a character that is not hex', '\x020C000621AG8E\x03', 14],
    ['no start', '0C000621A58E\x03', 13],
    ['line ends in the wrong place', '\x020C00\r\n0621A58E\x03', 16],
  ])('gives up and counts %s', (_, frame, bytes) => {
    expect(feed(createEm4100Decoder(), [latin1(frame)])).toMatchObject({ cards: [], discardedBytes: bytes });
  });

  it('reads any cards however the bytes are cut, and counts exactly the noise between them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyNumber, anyModule), { maxLength: 6 }), anyCuts, (cards, places) => {
        const noise = latin1('noise\x03');
        const bytes = Buffer.concat(cards.flatMap(([number, module]) => [noise, frameOf(number, module)]));
        const outcome = feed(createEm4100Decoder(), cutAt(bytes, places));
        expect(texts(outcome)).toEqual(cards.map(([number]) => number));
        expect(outcome.discardedBytes).toBe(cards.length * noise.length);
      }),
    );
  });

  it('finds a good frame straight after any noise, and no card in the noise', () => {
    fc.assert(
      fc.property(anyNoise, anyNumber, anyNoise, anyCuts, (before, number, after, places) => {
        const bytes = Buffer.concat([before, frameOf(number), after]);
        expect(texts(feed(createEm4100Decoder(), cutAt(bytes, places)))).toEqual([number]);
      }),
    );
  });

  it('makes no card of a cut frame and reads the next one', () => {
    fc.assert(
      fc.property(anyNumber, fc.nat({ max: 13 }), anyNumber, (torn, keep, next) => {
        expect(texts(feed(createEm4100Decoder(), [frameOf(torn).subarray(0, keep), frameOf(next)]))).toEqual([next]);
      }),
    );
  });

  it('notices any single character that was changed to another hex character', () => {
    fc.assert(
      fc.property(anyNumber, fc.nat({ max: 11 }), fc.integer({ min: 1, max: 15 }), (number, at, by) => {
        const frame = Uint8Array.from(frameOf(number));
        const value = Number.parseInt(String.fromCharCode(frame[at + 1] ?? 0), 16) ^ by;
        frame[at + 1] = value.toString(16).charCodeAt(0);
        expect(feed(createEm4100Decoder(), [frame]).cards).toEqual([]);
      }),
    );
  });

  it.each([0x30, 0x02, 0xff])('holds no more than one frame of ten million bytes 0x%s', (byte) => {
    const decoder = createEm4100Decoder();
    let discarded = 0;
    let most = 0;
    for (const chunk of endless(byte)) {
      discarded += decoder.push(chunk, 0).discardedBytes;
      most = Math.max(most, decoder.pendingBytes);
    }
    expect(most).toBeLessThanOrEqual(16);
    expect(discarded + decoder.pendingBytes).toBeGreaterThanOrEqual(10_000_000);
    expect(texts(feed(decoder, [frameOf('0C000621A5')]))).toEqual(['0C000621A5']);
  });

  it('forgets what was pending when the line was cut', () => {
    const decoder = createEm4100Decoder();
    feed(decoder, [latin1('\x020C00')]);
    expect(decoder.reset().discardedBytes).toBe(5);
    expect(decoder.pendingBytes).toBe(0);
  });
});
