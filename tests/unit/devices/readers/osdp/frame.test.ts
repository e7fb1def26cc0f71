import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksum } from '../../../../../src/main/devices/readers/osdp/check.ts';
import { beforeMac, decodeFrame, encodeFrame, type FrameParts, finishFrame, frameBeforeMac } from '../../../../../src/main/devices/readers/osdp/frame.ts';
import { anyFrameBytes, anyParts, bytesOf, checkHoldsSlowly, encodedAgain, frameOf, hexOf, recordedFrames, recordings } from './wire.ts';

const parts = (more: Partial<FrameParts> = {}): FrameParts => ({
  address: 0,
  fromReader: false,
  sequence: 2,
  check: 'crc',
  security: null,
  code: 0x60,
  data: new Uint8Array(),
  ...more,
});
const secured = (type: number, more: Partial<FrameParts> = {}): FrameParts => parts({ security: { type, data: new Uint8Array() }, ...more });

/** Published frames (libosdp, OSDP.Net, Annex E) and what they say. */
const published: readonly (readonly [string, Partial<FrameParts>])[] = [
  ['537f0d00046e00802500006e38', { address: 0x7f, sequence: 0, code: 0x6e, data: bytesOf('0080250000') }],
  ['53000900046100c066', { sequence: 0, code: 0x61, data: bytesOf('00') }],
  ['537f0c00006e00802500000f', { address: 0x7f, sequence: 0, check: 'checksum', code: 0x6e, data: bytesOf('0080250000') }],
  ['5300080000610044', { sequence: 0, check: 'checksum', code: 0x61, data: bytesOf('00') }],
  ['5365080004606090', { address: 0x65, sequence: 0 }],
  ['536507000060e1', { address: 0x65, sequence: 0, check: 'checksum' }],
  ['53e50700014080', { address: 0x65, fromReader: true, sequence: 1, check: 'checksum', code: 0x40 }],
  ['53e509000541010e8f', { address: 0x65, fromReader: true, sequence: 1, code: 0x41, data: bytesOf('01') }],
  ['53650900046100d97a', { address: 0x65, sequence: 0, code: 0x61, data: bytesOf('00') }],
  ['538008000540689f', { fromReader: true, sequence: 1, code: 0x40 }],
  ['53000d00066a00020202015992', { code: 0x6a, data: bytesOf('0002020201') }],
  ['538014000645000ee31010000074972306061b88', { fromReader: true, code: 0x45, data: bytesOf('000ee3101000007497230606') }],
  ['53000800066089cc', {}],
  ['53000900066100a008', { code: 0x61, data: bytesOf('00') }],
  ['5300080006640d8c', { code: 0x64 }],
  ['53000d00066e0180250000ec7b', { code: 0x6e, data: bytesOf('0180250000') }],
  ['53001000066800036400010678000b5b', { code: 0x68, data: bytesOf('0003640001067800') }],
  ['53001a000675011000010203040506070001020304050607cfa3', { code: 0x75, data: bytesOf('011000010203040506070001020304050607') }],
  ['53801000065000011a0016981cc09aa1', { fromReader: true, code: 0x50, data: bytesOf('00011a0016981cc0') }],
  ['53800900064106a0ba', { fromReader: true, code: 0x41, data: bytesOf('06') }],
  ['530013000c03110176b0b1b2b3b4b5b6b7175d', { sequence: 0, security: { type: 0x11, data: bytesOf('01') }, code: 0x76, data: bytesOf('b0b1b2b3b4b5b6b7') }],
];

/** Secured frames as published (OSDP.Net, all keys zero). Their content is tested with the secure channel. */
const publishedSecured: readonly string[] = [
  '53000e000e0215604b32767773b6',
  '53001e000e021761d14eb7ad982cc5f9aa25318a7eaed6269ae995731983',
  '53000e000e0215646f63246fd050',
  '53001e000e02176eaca3c2ffe4d9e599cd771b8ef3d13f23faab634e0895',
  '53001e000e021768f7efa0d4764a4e29267596f216d8a9e8c5887608b908',
  '53002e000e021775f0ddec9a0ed8ce4c80baf5d55c18436f9189fd66c9f223dc041486d83357df986c1d4bc2b2f2',
];

describe('a frame', () => {
  it.each(published)('is written and read as published: %s', (hex, more) => {
    const bytes = bytesOf(hex);
    expect(hexOf(encodeFrame(parts(more)))).toBe(hexOf(bytes));
    expect(frameOf(bytes)).toEqual({ ...parts(more), mac: null, bytes });
  });

  it.each(publishedSecured)('that is secured is the same when it is put together again: %s', (hex) => {
    expect(hexOf(encodedAgain(frameOf(bytesOf(hex))))).toBe(hex);
  });

  it.each(recordings)('of the recording %s is the same when it is put together again from its parts', (name) => {
    const frames = recordedFrames(name);
    expect(frames.length).toBeGreaterThan(20);
    for (const bytes of frames) expect(hexOf(encodedAgain(frameOf(bytes)))).toBe(hexOf(bytes));
  });

  it('of any parts is read as it was written', () => {
    fc.assert(
      fc.property(anyParts, (given) => {
        expect(frameOf(encodeFrame(given))).toMatchObject(given);
      }),
    );
  });

  it('counts the MAC and the check before they are there, and tells what the MAC covers', () => {
    const lamp = secured(0x17, { data: bytesOf('6992d850b739b91d296bd0f624e520bc'), code: 0x69 });
    const covered = frameBeforeMac(lamp);
    expect(hexOf(covered)).toBe('53001e000e0217696992d850b739b91d296bd0f624e520bc');
    const frame = frameOf(finishFrame(covered, bytesOf('01020304'), 'crc'));
    expect(frame.mac && hexOf(frame.mac)).toBe('01020304');
    expect(hexOf(beforeMac(frame))).toBe(hexOf(covered));
    expect(frame.data).toEqual(lamp.data);
  });

  it('keeps its own bytes when the buffer it came in is used again', () => {
    const buffer = bytesOf('53801000065000011a0016981cc09aa1');
    const frame = frameOf(buffer);
    buffer.fill(0);
    expect(hexOf(frame.data)).toBe('00011a0016981cc0');
    expect(hexOf(frame.bytes)).toBe('53801000065000011a0016981cc09aa1');
  });

  it.each([
    ['nothing at all', '', 'length'],
    ['no SOM', '52000800066089cc', 'start'],
    ['a byte too few', '53000800066089', 'length'],
    ['a byte too many', '53000800066089cc00', 'length'],
    ['fewer bytes than any frame has', '530006000660', 'length'],
    ['no room for a CRC', '530007000660e0', 'length'],
    ['more bytes than the protocol allows', `5300a10506${'00'.repeat(1436)}`, 'length'],
    ['bits that are reserved', '5300080086600000', 'control'],
    ['a CRC that does not hold', '53000800066089cd', 'check'],
    ['a checksum that does not hold', '536507000060e2', 'check'],
    ['no room for the security block', '530008000a024100', 'length'],
  ])('is refused with %s', (_, hex, problem) => {
    expect(decodeFrame(bytesOf(hex))).toEqual({ ok: false, error: problem });
  });

  it.each([
    ['runs over the end', '09 11 60'],
    ['is shorter than itself', '01 11 60'],
    ['leaves no room for the MAC it announces', '02 15 60 00 00'],
    ['leaves no room for a code', '03 11 00'],
  ])('is refused though its check holds, where the security block %s', (_, afterHeader) => {
    const tail = bytesOf(afterHeader);
    const body = Uint8Array.of(0x53, 0x00, 5 + tail.length + 1, 0x00, 0x08, ...tail);
    expect(decodeFrame(Uint8Array.of(...body, checksum(body)))).toEqual({ ok: false, error: 'securityBlock' });
  });

  it.each([
    ['an address above 7F', () => encodeFrame(parts({ address: 0x80 }))],
    ['a code of two bytes', () => encodeFrame(parts({ code: 0x100 }))],
    ['more than 1440 bytes', () => encodeFrame(parts({ data: new Uint8Array(1433) }))],
    ['a block that calls for a MAC', () => encodeFrame(secured(0x15))],
    ['a MAC without such a block', () => frameBeforeMac(parts())],
    ['a MAC of 16 bytes', () => finishFrame(frameBeforeMac(secured(0x15)), new Uint8Array(16), 'crc')],
    ['another check than announced', () => finishFrame(frameBeforeMac(secured(0x15)), new Uint8Array(4), 'checksum')],
    ['the cover of a MAC that is not there', () => beforeMac(frameOf(encodeFrame(parts())))],
    ['a security block that does not fit', () => encodeFrame(parts({ security: { type: 0x11, data: new Uint8Array(254) } }))],
  ])('is not made of %s', (_, make) => {
    expect(make).toThrow(RangeError);
  });

  it('has 1440 bytes at most', () => {
    const longest = encodeFrame(parts({ data: new Uint8Array(1432).fill(0x53) }));
    expect(longest).toHaveLength(1440);
    expect(frameOf(longest).data).toHaveLength(1432);
  });

  it('with any one bit of its body turned is refused', () => {
    fc.assert(
      fc.property(anyFrameBytes, fc.nat(), fc.nat({ max: 7 }), (bytes, place, bit) => {
        const at = 5 + (place % (bytes.length - 5));
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        expect(decodeFrame(bytes)).toEqual({ ok: false, error: 'check' });
      }),
    );
  });

  it('is never accepted unless its check holds and its parts give the same bytes, whatever bytes are changed, cut or added', () => {
    const anyDamage = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 4 });
    fc.assert(
      fc.property(fc.oneof(anyFrameBytes, fc.uint8Array({ maxLength: 60 })), anyDamage, fc.integer({ min: -3, max: 3 }), (bytes, damage, more) => {
        const damaged = new Uint8Array(Math.max(0, bytes.length + more));
        damaged.set(bytes.subarray(0, damaged.length));
        for (const [place, value] of damage) if (damaged.length > 0) damaged[place % damaged.length] = value;
        const frame = decodeFrame(damaged);
        if (!frame.ok) return;
        expect(checkHoldsSlowly(damaged)).toBe(true);
        expect(hexOf(encodedAgain(frame.value))).toBe(hexOf(damaged));
      }),
      { numRuns: 2000 },
    );
  });
});
