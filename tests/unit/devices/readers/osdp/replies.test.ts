import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replyCodes } from '../../../../../src/main/devices/readers/osdp/command-codes.ts';
import type { Reply } from '../../../../../src/main/devices/readers/osdp/messages.ts';
import { decodeReply, encodeReply } from '../../../../../src/main/devices/readers/osdp/replies.ts';
import { anyReply } from './any-message.ts';
import { bytesOf, frameOf, recordedFrames, recordings } from './wire.ts';

/** Every reply: its code and data, partly from published frames. */
const written: readonly (readonly [string, Reply])[] = [
  ['40', { name: 'ack' }],
  ['41 06', { name: 'nak', code: 6, detail: bytesOf('') }],
  ['41 03 6b', { name: 'nak', code: 3, detail: bytesOf('6b') }],
  ['45 44ca00 07 01 00030201 010203', pdid('44ca00', 7, 1, 0x01020300, '1.2.3')],
  ['45 000ee3 10 10 00007497 230606', pdid('000ee3', 16, 16, 0x97740000, '35.6.6')],
  [
    '46 010202 0a0001',
    {
      name: 'pdcap',
      capabilities: [
        { fn: 1, compliance: 2, count: 2 },
        { fn: 10, compliance: 0, count: 1 },
      ],
    },
  ],
  ['48 01 00', { name: 'lstatr', tamper: true, power: false }],
  ['49 00 01 05', { name: 'istatr', inputs: [0, 1, 5] }],
  ['4a 01 00', { name: 'ostatr', outputs: [true, false] }],
  ['4b 02', { name: 'rstatr', readers: [2] }],
  ['50 00 01 1a00 16981cc0', { name: 'raw', reader: 0, format: 1, bitCount: 26, bits: bytesOf('16981cc0') }],
  ['50 01 00 0000', { name: 'raw', reader: 1, format: 0, bitCount: 0, bits: bytesOf('') }],
  ['51 00 00 02 3132', { name: 'fmt', raw: bytesOf('0000023132') }],
  ['53 00 05 313233340d', { name: 'keypad', reader: 0, keys: '1234#' }],
  ['53 01 09 7f 41424344 45464748', { name: 'keypad', reader: 1, keys: '*ABCDEFGH' }],
  ['54 01 80250000', { name: 'com', address: 1, baudRate: 9600 }],
  [
    '76 44ca070000030201 a0a1a2a3a4a5a6a7 fde5d2f428ec16312471ea3c02bd7796',
    { name: 'ccrypt', clientId: bytesOf('44ca070000030201'), randomB: bytesOf('a0a1a2a3a4a5a6a7'), cryptogram: bytesOf('fde5d2f428ec16312471ea3c02bd7796') },
  ],
  ['78 b2a30057eb98ba2229ec1f875662b524', { name: 'rmacI', mac: bytesOf('b2a30057eb98ba2229ec1f875662b524') }],
  ['79', { name: 'busy' }],
  ['7a 05 0a00 0000 8000', { name: 'ftStat', flags: 5, delayMs: 10, status: 0, newMaxBytes: 128 }],
  ['7a 00 0000 fdff 0000', { name: 'ftStat', flags: 0, delayMs: 0, status: -3, newMaxBytes: 0 }],
  ['90 44ca00 0102', { name: 'mfgRep', oui: bytesOf('44ca00'), data: bytesOf('0102') }],
  ['57 00', { name: 'other', code: 0x57, raw: bytesOf('00') }],
  ['84', { name: 'other', code: 0x84, raw: bytesOf('') }],
];

function pdid(vendor: string, model: number, version: number, serial: number, firmware: string): Reply {
  return { name: 'pdid', vendor, model, version, serial, firmware };
}

describe('replies', () => {
  it.each(written)('are written and read: %s', (hex, reply) => {
    const [code = 0, ...data] = bytesOf(hex);
    expect(encodeReply(reply)).toEqual({ code, data: Uint8Array.from(data) });
    expect(decodeReply(code, Uint8Array.from(data))).toEqual({ ok: true, value: reply });
  });

  it('are all written down here', () => {
    expect(new Set(written.map(([, { name }]) => name))).toEqual(new Set([...Object.keys(replyCodes), 'other']));
  });

  it('of any content are read as they were written', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const { code, data } = encodeReply(reply);
        expect(decodeReply(code, data)).toEqual({ ok: true, value: reply });
      }),
      { numRuns: 500 },
    );
  });

  it('of any bytes at all are read, or refused with a reason, and mean the same when written again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...Object.values(replyCodes)), fc.nat({ max: 255 })), fc.uint8Array({ maxLength: 40 }), (code, data) => {
        const reply = decodeReply(code, data);
        if (!reply.ok) expect(['tooShort', 'tooLong', 'badValue']).toContain(reply.error);
        else {
          const again = encodeReply(reply.value);
          expect(again.data).toHaveLength(data.length);
          expect(decodeReply(again.code, again.data)).toEqual(reply);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each(recordings)('in clear of the recording %s give the same bytes again', (name) => {
    const replies = recordedFrames(name)
      .map(frameOf)
      .filter(({ fromReader, mac }) => fromReader && mac === null);
    expect(replies.length).toBeGreaterThan(3);
    for (const { code, data } of replies) {
      const reply = decodeReply(code, data);
      if (!reply.ok) throw new Error(`${code.toString(16)}: ${reply.error}`);
      expect(reply.value.name).not.toBe('other');
      expect(encodeReply(reply.value)).toEqual({ code, data });
    }
  });

  it.each([
    ['data behind an ACK', '40 00', 'tooLong'],
    ['a NAK without a reason', '41', 'tooShort'],
    ['an identity that was cut', '45 44ca00 07 01 00030201 0102', 'tooShort'],
    ['half a capability', '46 010202 0a00', 'tooShort'],
    ['no power state', '48 01', 'tooShort'],
    ['fewer bits than counted', '50 00 01 1a00 16981c', 'tooShort'],
    ['more bits than counted', '50 00 01 1a00 16981cc000', 'tooLong'],
    ['fewer keys than counted', '53 00 05 31323334', 'tooShort'],
    ['more keys than counted', '53 00 03 31323334', 'tooLong'],
    ['a key that no pad has', '53 00 01 49', 'badValue'],
    ['the address of everybody', '54 7f 80250000', 'badValue'],
    ['no speed', '54 01 00000000', 'badValue'],
    ['a cryptogram that was cut', '76 44ca070000030201 a0a1a2a3a4a5a6a7 fde5', 'tooShort'],
    ['a MAC that is too long', '78 b2a30057eb98ba2229ec1f875662b52400', 'tooLong'],
    ['a file status that was cut', '7a 05 0a00 0000 80', 'tooShort'],
    ['no manufacturer', '90 44ca', 'tooShort'],
  ])('are refused with %s', (_, hex, problem) => {
    const [code = 0, ...data] = bytesOf(hex);
    expect(decodeReply(code, Uint8Array.from(data))).toEqual({ ok: false, error: problem });
  });

  it('give one card the same bits, whatever stands behind the last of them', () => {
    const [code = 0, ...data] = bytesOf('50 00 01 1a00 16981cff');
    expect(decodeReply(code, Uint8Array.from(data))).toMatchObject({ value: { bitCount: 26, bits: bytesOf('16981cc0') } });
  });

  it('take any value but 0 for tampering, loss of power and a switched output', () => {
    expect(decodeReply(0x48, bytesOf('8002'))).toMatchObject({ value: { tamper: true, power: true } });
    expect(decodeReply(0x4a, bytesOf('00ff'))).toMatchObject({ value: { outputs: [false, true] } });
  });

  it.each([
    [0x50, '00011a0016981cc0'],
    [0xb1, '0100'],
  ])('with code %i keep their own bytes when the buffer they came in is used again', (code, hex) => {
    const buffer = bytesOf(hex);
    const reply = decodeReply(code, buffer);
    buffer.fill(0xaa);
    expect(reply).toEqual(decodeReply(code, bytesOf(hex)));
  });

  it.each([
    ['a vendor that is not hex', pdid('zzzzzz', 1, 1, 1, '1.2.3')],
    ['half a vendor', pdid('44ca', 1, 1, 1, '1.2.3')],
    ['a firmware of two numbers', pdid('44ca00', 1, 1, 1, '1.2')],
    ['a firmware above 255', pdid('44ca00', 1, 1, 1, '1.2.256')],
    ['a key that no pad has', { name: 'keypad', reader: 0, keys: 'x' }],
    ['a status that does not fit', { name: 'ftStat', flags: 0, delayMs: 0, status: 40_000, newMaxBytes: 0 }],
    ['fewer bits than counted', { name: 'raw', reader: 0, format: 0, bitCount: 26, bits: bytesOf('16981c') }],
  ] as const)('are not written with %s', (_, reply) => {
    expect(() => encodeReply(reply)).toThrow(RangeError);
  });
});
