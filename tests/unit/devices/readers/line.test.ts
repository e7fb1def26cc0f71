import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineDecoder } from '../../../../src/main/devices/readers/line/decoder.ts';
import { anyCuts, cutAt, endless, feed, latin1, texts } from './decoding.ts';

const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const code = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .map((text) => text.replaceAll(/\p{Cc}/gu, '').trim())
  .filter((text) => text !== '' && !/^\][A-Za-z][0-9A-Za-z]/.test(text) && !/[=^\ufeff]/.test(text));

describe('the line decoder', () => {
  it.each(['\r', '\n', '\r\n'])('ends a code at %j and drops empty lines', (end) => {
    expect(feed(createLineDecoder(), [utf8(`${end}ABC-1${end}${end}访客42${end}`)])).toMatchObject({
      cards: [
        { format: 'text', facility: null, number: 'ABC-1' },
        { format: 'text', facility: null, number: '访客42' },
      ],
      discardedBytes: 0,
    });
  });

  it('ends a code without suffix at the silence', () => {
    const decoder = createLineDecoder();
    expect(feed(decoder, [utf8('ABC'), utf8('-1')]).cards).toEqual([]);
    expect(texts(feed(decoder, [], true))).toEqual(['ABC-1']);
    expect(decoder.pendingBytes).toBe(0);
  });

  it('takes the symbology off the code and keeps it', () => {
    const outcome = feed(createLineDecoder(), [utf8(']Q1VISIT-7\r]C0990\r')]);
    expect(texts(outcome)).toEqual(['VISIT-7', '990']);
    expect(outcome.symbologies).toEqual([']Q1', ']C0']);
    expect(outcome.raw[0]).toBe(Buffer.from(']Q1VISIT-7').toString('hex'));
  });

  it('gives up and counts what is not UTF-8 or holds control characters', () => {
    expect(feed(createLineDecoder(), [latin1('caf\xe9\rA\x1dB\rok\r')])).toMatchObject({ cards: [{ number: 'ok' }], discardedBytes: 7 });
  });

  it('takes a code of the greatest QR size and refuses one byte more', () => {
    expect(texts(feed(createLineDecoder(), [utf8(`]Q1${'x'.repeat(2953)}\r`)]))).toEqual(['x'.repeat(2953)]);
    expect(feed(createLineDecoder(), [utf8(`${'x'.repeat(2954)}\rnext\r`)])).toMatchObject({ cards: [{ number: 'next' }], discardedBytes: 2954 });
  });

  it('refuses the track of a payment card and says that nothing of it may be kept', () => {
    const outcome = feed(createLineDecoder(), [utf8(';4111111111111111=30011010000000000?\r')]);
    expect(outcome).toMatchObject({ cards: [], secret: true, discardedBytes: 36 });
    expect(feed(createLineDecoder(), [utf8('%B5500005555555559^DOE/J^3001?\r')])).toMatchObject({ cards: [], secret: true });
  });

  it('takes a badge track whose digits are no payment card', () => {
    expect(feed(createLineDecoder(), [utf8(';4111111111111112=30011010?\r')])).toMatchObject({
      cards: [{ number: ';4111111111111112=30011010?' }],
      secret: false,
    });
    expect(texts(feed(createLineDecoder(), [utf8('4111111111111111\r')]))).toEqual(['4111111111111111']);
  });

  it('reads any codes however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(code, { maxLength: 5 }), fc.constantFrom('\r', '\n', '\r\n'), anyCuts, (codes, end, places) => {
        const outcome = feed(createLineDecoder(), cutAt(utf8(codes.map((one) => one + end).join('')), places));
        expect(texts(outcome)).toEqual(codes);
        expect(outcome.discardedBytes).toBe(0);
      }),
    );
  });

  it('never throws on any bytes and is whole again after the next line end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4000 }), anyCuts, (noise, places) => {
        const decoder = createLineDecoder();
        feed(decoder, cutAt(noise, places));
        expect(texts(feed(decoder, [utf8('\rABC-1\r')])).at(-1)).toBe('ABC-1');
      }),
    );
  });

  it('counts every byte of ten million without a line end, makes no card of them and reads the next code', () => {
    const decoder = createLineDecoder();
    let sent = 0;
    for (const chunk of endless(0x41)) {
      expect(decoder.push(chunk, 0).frames).toEqual([]);
      sent += chunk.length;
    }
    expect(feed(decoder, [utf8('\rABC-1\r')])).toMatchObject({ cards: [{ number: 'ABC-1' }], discardedBytes: sent });
  });
});
