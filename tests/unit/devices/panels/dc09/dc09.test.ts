import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeAnswer } from '../../../../../src/main/devices/panels/dc09/answer.ts';
import { decryptContent, encryptContent } from '../../../../../src/main/devices/panels/dc09/cipher.ts';
import { readContent, readTime, writeTime } from '../../../../../src/main/devices/panels/dc09/content.ts';
import { crc16 } from '../../../../../src/main/devices/panels/dc09/crc16.ts';
import { Deframer, maxFrameBytes } from '../../../../../src/main/devices/panels/dc09/deframer.ts';
import { type Dc09Envelope, decodeFrame, encodeFrame } from '../../../../../src/main/devices/panels/dc09/frame.ts';

const hex = (min: number, max: number) => fc.string({ unit: fc.constantFrom(...'0123456789ABCDEF'), minLength: min, maxLength: max });
const word = fc.string({ unit: fc.constantFrom(...'abcdefgNriBA0123456789/^ é中'), maxLength: 60 });
const envelope: fc.Arbitrary<Dc09Envelope> = fc.record({
  id: fc.constantFrom('SIA-DCS', 'ADM-CID', 'NULL', 'ACK', 'DUH'),
  encrypted: fc.boolean(),
  sequence: fc.integer({ min: 0, max: 9999 }).map((number) => String(number).padStart(4, '0')),
  receiver: fc.option(hex(1, 6)),
  line: hex(1, 6),
  account: fc.option(hex(3, 16)),
  content: word.map((text) => `[${text}]_12:00:00,01-31-2026`),
});
/** Without LF and CR. */
const inner = (frame: Buffer) => frame.subarray(1, -1);

describe('a DC-09 frame', () => {
  test('has the check sum and length of messages that panels have sent', () => {
    const frame = decodeFrame(Buffer.from('77880027"ADM-CID"0068R0L0#AAA[#AAA|3401 01 070]'));
    expect(frame).toMatchObject({
      ok: true,
      value: { crc: '7788', crcHolds: true, lengthHolds: true, id: 'ADM-CID', receiver: '0', line: '0', account: 'AAA' },
    });
    expect(decodeFrame(Buffer.from('EA740027"NULL"0000L0#1409[]_20:38:07,08-27-2026'))).toMatchObject({ value: { crcHolds: true, receiver: null } });
  });

  test('comes out of decoding as it went into encoding', () => {
    fc.assert(
      fc.property(envelope, (given) => {
        expect(decodeFrame(inner(encodeFrame(given)))).toMatchObject({ ok: true, value: { ...given, crcHolds: true, lengthHolds: true } });
      }),
    );
  });

  test('is known as damaged when any one byte of it changed', () => {
    fc.assert(
      fc.property(envelope, fc.nat(), fc.integer({ min: 1, max: 255 }), (given, at, change) => {
        const bytes = Buffer.from(inner(encodeFrame(given)));
        const index = 8 + (at % (bytes.length - 8));
        bytes[index] = (bytes[index] ?? 0) ^ change;
        const read = decodeFrame(bytes);
        expect(read.ok && read.value.crcHolds).toBe(false);
      }),
    );
  });

  test('may have its check sum in binary', () => {
    const body = Buffer.from('"NULL"0000L0#1234[]');
    const crc = crc16(body);
    const bytes = Buffer.concat([Buffer.from([crc >> 8, crc & 0xff]), Buffer.from(body.length.toString(16).padStart(4, '0')), body]);
    expect(decodeFrame(bytes)).toMatchObject({ ok: true, value: { crcHolds: true, lengthHolds: true, account: '1234' } });
  });

  test('is refused, and nothing is thrown, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(typeof decodeFrame(bytes).ok).toBe('boolean');
        readContent(Buffer.from(bytes).toString('latin1'));
        expect(decryptContent(`[${Buffer.from(bytes).toString('hex')}`, Buffer.alloc(16))).toBeNull();
      }),
    );
  });
});

describe('what is between the brackets', () => {
  test('is account, data, extensions and time', () => {
    expect(readContent('[#1234|Nri1/BA001][Vhttps://a.example/1.jpg][X010E50N]_23:59:58,12-31-2026')).toEqual({
      account: '1234',
      data: 'Nri1/BA001',
      extensions: [
        { letter: 'V', text: 'https://a.example/1.jpg' },
        { letter: 'X', text: '010E50N' },
      ],
      atUtcMs: Date.UTC(2026, 11, 31, 23, 59, 58),
      time: '23:59:58,12-31-2026',
    });
  });

  test.each([
    ['[]', { account: null, data: '' }],
    ['[#1234]', { account: '1234', data: '' }],
    ['[|Nri1/CL501]', { account: null, data: 'Nri1/CL501' }],
    ['[Nri1/WA000]', { account: null, data: 'Nri1/WA000' }],
    ['[#abc|1130 01 001]', { account: 'ABC', data: '1130 01 001' }],
  ])('%s', (content, expected) => {
    expect(readContent(content)).toMatchObject(expected);
  });

  test('has no time where the time is none', () => {
    expect(['24:00:00,01-01-2026', '12:00:00,02-30-2026', '14:12:04,09-25-201', '22:40:48'].map(readTime)).toEqual([null, null, null, null]);
  });

  test('keeps a time to the second', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => readTime(writeTime(seconds * 1000)) === seconds * 1000));
  });
});

describe('encryption', () => {
  const key = fc.constantFrom(16, 24, 32).chain((bytes) => fc.uint8Array({ minLength: bytes, maxLength: bytes }));

  test('gives back what went in, in whole blocks', () => {
    fc.assert(
      fc.property(word, key, (text, secret) => {
        const content = `[#1234|${text}]_12:00:00,01-31-2026`;
        const cipher = encryptContent(content, secret);
        expect(cipher).toMatch(/^\[([0-9A-F]{32})+$/);
        expect(decryptContent(cipher, secret)).toBe(content);
      }),
    );
  });

  test('makes something else of the same content each time, by what fills the block up', () => {
    // A whole block of it: two alike would be one in 2^80.
    const content = '[#1234|ABCD]_12:00:00,01-31-2026';
    const secret = Buffer.alloc(16, 7);
    expect(encryptContent(content, secret)).not.toBe(encryptContent(content, secret));
  });

  test('is nothing to another key', () => {
    fc.assert(
      fc.property(word, key, key, (text, one, other) => {
        fc.pre(Buffer.compare(one, other) !== 0);
        expect(decryptContent(encryptContent(`[#1234|${text}]_12:00:00,01-31-2026`, one), other)).toBeNull();
      }),
    );
  });
});

describe('answers', () => {
  const to: Dc09Envelope = { id: 'SIA-DCS', encrypted: false, sequence: '0042', receiver: '1A', line: '2', account: '1234', content: '[]' };
  const nowUtcMs = Date.UTC(2026, 0, 31, 12);
  const bodyOf = (bytes: Buffer) => bytes.toString('latin1').slice(9, -1);

  test('carry the number, receiver, line and account of the message', () => {
    expect(bodyOf(encodeAnswer('ack', to, nowUtcMs, null))).toBe('"ACK"0042R1AL2#1234[]');
    expect(bodyOf(encodeAnswer('duh', to, nowUtcMs, null))).toBe('"DUH"0042R1AL2#1234[]');
  });
  test('of a wrong clock carry our time and nothing of the message', () => {
    expect(bodyOf(encodeAnswer('nak', to, nowUtcMs, null))).toBe('"NAK"0000R0L0A0[]_12:00:00,01-31-2026');
    expect(decodeFrame(inner(encodeAnswer('nak', to, nowUtcMs, null)))).toMatchObject({ value: { id: 'NAK', account: null, crcHolds: true } });
  });
});

describe('the deframer', () => {
  const frames = fc.array(envelope, { minLength: 1, maxLength: 4 }).map((list) => list.map(encodeFrame));
  const noise = fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes.filter((byte) => byte !== 0x0a && byte !== 0x22)));

  test('finds every frame however the stream is cut, with noise in between', () => {
    fc.assert(
      fc.property(frames, noise, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 }), (list, junk, sizes) => {
        const stream = Buffer.concat([junk, ...list.flatMap((frame) => [frame, junk])]);
        const deframer = new Deframer();
        const found: Buffer[] = [];
        for (let at = 0, step = 0; at < stream.length; step += 1) {
          const size = sizes[step % sizes.length] ?? 1;
          found.push(...deframer.push(stream.subarray(at, at + size)).frames);
          at += size;
        }
        expect(found.map(String)).toEqual(list.map((frame) => String(inner(frame))));
      }),
    );
  });

  test('finds a frame with a binary check sum that holds CR and LF', () => {
    const body = '"NULL"0000L0#1234[]';
    const bytes = Buffer.concat([Buffer.from([0x0a, 0x0d, 0x0a]), Buffer.from(body.length.toString(16).padStart(4, '0')), Buffer.from(`${body}\r`)]);
    expect(new Deframer().push(bytes).frames.map((frame) => frame.toString('latin1').slice(6))).toEqual([body]);
  });

  test('leaves a frame that was cut off and takes the next', () => {
    const whole = encodeFrame({ id: 'NULL', encrypted: false, sequence: '0000', receiver: null, line: '0', account: '1234', content: '[]' });
    const deframer = new Deframer();
    expect(deframer.push(Buffer.concat([whole.subarray(0, 15), whole])).frames.map(String)).toEqual([String(inner(whole))]);
    expect(deframer.discardedBytes).toBeGreaterThan(0);
    expect(deframer.isPending).toBe(false);
  });

  test('is bounded and never throws', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), (chunks) => {
        const deframer = new Deframer();
        for (const chunk of chunks) deframer.push(chunk);
      }),
    );
    const deframer = new Deframer();
    expect(deframer.push(Buffer.concat([Buffer.from('\n12340020"NULL"'), Buffer.alloc(maxFrameBytes)]))).toMatchObject({ frames: [], tooLong: true });
    expect(deframer.isPending).toBe(false);
    expect(new Deframer().push(Buffer.alloc(100_000, 0x41)).tooLong).toBe(false);
  });
});
