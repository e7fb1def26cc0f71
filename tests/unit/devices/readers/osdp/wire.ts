/** Bytes of OSDP in tests: written as hex, taken from a recording, or any frame at all. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { decodeFrame, encodeFrame, type Frame, type FrameParts, finishFrame, frameBeforeMac } from '../../../../../src/main/devices/readers/osdp/frame.ts';
import type { Sequence } from '../../../../../src/main/devices/readers/osdp/messages.ts';

/** Spaces may stand between the digits. */
export const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The frame that these bytes are; fails the test if they are none. */
export function frameOf(bytes: Uint8Array): Frame {
  const frame = decodeFrame(bytes);
  if (!frame.ok) throw new Error(`no frame (${frame.error}): ${hexOf(bytes)}`);
  return frame.value;
}

/** A frame put together again from its parts. */
export function encodedAgain({ bytes: _, mac, ...parts }: Frame): Uint8Array {
  return mac === null ? encodeFrame(parts) : finishFrame(frameBeforeMac(parts), mac, parts.check);
}

/** The frames of a recording in tests/fixtures/osdp, in their order. */
export function recordedFrames(name: string): Uint8Array[] {
  const file = new URL(`../../../../fixtures/osdp/${name}.osdpcap`, import.meta.url);
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => bytesOf((JSON.parse(line) as { data: string }).data.replaceAll('-', '')));
}

export const recordings = ['install-then-keyset', 'scbk-session'] as const;

/** CRC-16 bit by bit, as the specification describes it; written apart from the one under test. */
export function slowCrc(bytes: Uint8Array): number {
  let crc = 0x1d0f;
  for (const byte of bytes) {
    for (let bit = 7; bit >= 0; bit -= 1) {
      const out = (crc >> 15) ^ ((byte >> bit) & 1);
      crc = ((crc << 1) & 0xffff) ^ (out ? 0x1021 : 0);
    }
  }
  return crc;
}

/** Does the check at the end of these bytes hold? Apart from the code under test. */
export function checkHoldsSlowly(bytes: Uint8Array): boolean {
  if (((bytes[4] ?? 0) & 0x04) === 0) return bytes.reduce((sum, byte) => sum + byte, 0) % 256 === 0;
  const crc = slowCrc(bytes.subarray(0, -2));
  return bytes.at(-2) === (crc & 0xff) && bytes.at(-1) === crc >> 8;
}

const anySecurity = fc.option(fc.record({ type: fc.integer({ min: 0x11, max: 0x14 }), data: fc.uint8Array({ maxLength: 2 }) }), { nil: null });
const macSecurity = fc.record({ type: fc.integer({ min: 0x15, max: 0x18 }), data: fc.constant(new Uint8Array()) });
const common = {
  address: fc.nat({ max: 0x7f }),
  fromReader: fc.boolean(),
  sequence: fc.constantFrom<Sequence>(0, 1, 2, 3),
  check: fc.constantFrom('crc' as const, 'checksum' as const),
  code: fc.nat({ max: 0xff }),
  data: fc.uint8Array({ maxLength: 120 }),
};

/** Parts of any frame without MAC. */
export const anyParts: fc.Arbitrary<FrameParts> = fc.record({ ...common, security: anySecurity });

/** Bytes of any good frame, with or without MAC. */
export const anyFrameBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  anyParts.map(encodeFrame),
  fc
    .tuple(fc.record({ ...common, security: macSecurity }), fc.uint8Array({ minLength: 4, maxLength: 4 }))
    .map(([parts, mac]) => finishFrame(frameBeforeMac(parts), mac, parts.check)),
);
