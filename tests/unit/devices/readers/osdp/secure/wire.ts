/** Hex and frames for the tests of the secure channel. */
import fc from 'fast-check';
import { checksum, crc16 } from '../../../../../../src/main/devices/readers/osdp/check.ts';
import { type CheckKind, decodeFrame, encodeFrame, type Frame, type FrameParts } from '../../../../../../src/main/devices/readers/osdp/frame.ts';
import type { Result } from '../../../../../../src/main/devices/readers/osdp/result.ts';
import { SecureChannel } from '../../../../../../src/main/devices/readers/osdp/secure/channel.ts';
import { deriveSessionKeys, type SessionKeys } from '../../../../../../src/main/devices/readers/osdp/secure/keys.ts';

export const bytesOf = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** What a result holds; a problem ends the test. */
export const accepted = <T, E>(result: Result<T, E>): T => {
  if (!result.ok) throw new Error(`refused: ${String(result.error)}`);
  return result.value;
};

export const frameFrom = (bytes: Uint8Array): Frame => accepted(decodeFrame(bytes));
export const frameOf = (hex: string): Frame => frameFrom(bytesOf(hex));

/** A copy of a frame without MAC, with some parts changed and the check made good again. */
export const changed = (frame: Frame, parts: Partial<FrameParts>): Frame => frameFrom(encodeFrame({ ...frame, ...parts }));

/** A number in a row of bytes, as b0 … b7. */
export const rowFrom = (first: number, length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => first + index);

export const randomA = rowFrom(0xb0, 8);
export const randomB = rowFrom(0xa0, 8);
export const ownKey = rowFrom(0x00, 16);
export const clientId = bytesOf('44ca070000030201');
export const zeros: SessionKeys = { enc: new Uint8Array(16), mac1: new Uint8Array(16), mac2: new Uint8Array(16) };

/** Both ends of one channel. */
export const pairOf = (keys = deriveSessionKeys(ownKey, randomA), rMac = rowFrom(0x70, 16)): { panel: SecureChannel; reader: SecureChannel } => ({
  panel: new SecureChannel({ role: 'panel', keys, rMac }),
  reader: new SecureChannel({ role: 'reader', keys, rMac }),
});

const anySequence = fc.constantFrom<FrameParts['sequence'][]>(0, 1, 2, 3);
const anyCheck = fc.constantFrom<CheckKind[]>('crc', 'checksum');

/** What one side may want to say, in clear. */
export const anyParts: fc.Arbitrary<Omit<FrameParts, 'security' | 'fromReader'>> = fc.record({
  address: fc.integer({ min: 0, max: 0x7f }),
  sequence: anySequence,
  check: anyCheck,
  code: fc.integer({ min: 0, max: 0xff }),
  data: fc.oneof({ weight: 1, arbitrary: fc.constant(new Uint8Array(0)) }, { weight: 3, arbitrary: fc.uint8Array({ maxLength: 130 }) }),
});

/** Every frame that differs from this one in a single bit, length and control byte too, with the check made good again, as far as it still is a frame. */
export const flipped = (frame: Frame): Frame[] => {
  const frames: Frame[] = [];
  const end = frame.bytes.length - (frame.check === 'crc' ? 2 : 1);
  for (let bit = 0; bit < end * 8; bit += 1) {
    const bytes = frame.bytes.slice();
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    for (const repaired of [withCrc(bytes), withChecksum(bytes)]) {
      const decoded = decodeFrame(repaired);
      if (decoded.ok) frames.push(decoded.value);
    }
  }
  return frames;
};

const withCrc = (bytes: Uint8Array): Uint8Array => {
  const repaired = bytes.slice();
  const crc = crc16(bytes.subarray(0, -2));
  repaired.set([crc & 0xff, crc >> 8], bytes.length - 2);
  return repaired;
};

const withChecksum = (bytes: Uint8Array): Uint8Array => {
  const repaired = bytes.slice();
  repaired.set([checksum(bytes.subarray(0, -1))], bytes.length - 1);
  return repaired;
};
