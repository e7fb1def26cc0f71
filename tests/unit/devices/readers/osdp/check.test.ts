import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksum, crc16 } from '../../../../../src/main/devices/readers/osdp/check.ts';
import { bytesOf, slowCrc } from './wire.ts';

describe('the checks of a frame', () => {
  it('give the CRC of the catalogue', () => {
    expect(crc16(Buffer.from('123456789', 'latin1'))).toBe(0xe5cc);
    expect(crc16(new Uint8Array())).toBe(0x1d0f);
  });

  it.each([
    ['53 7F 0D 00 04 6E 00 80 25 00 00', 0x386e],
    ['53 00 09 00 04 61 00', 0x66c0],
  ])('give the CRC of Annex E for %s', (hex, crc) => {
    expect(crc16(bytesOf(hex))).toBe(crc);
  });

  it.each([
    ['53 7F 0C 00 00 6E 00 80 25 00 00', 0x0f],
    ['53 00 08 00 00 61 00', 0x44],
    ['', 0],
  ])('give the checksum of Annex E for %s', (hex, sum) => {
    expect(checksum(bytesOf(hex))).toBe(sum);
  });

  it('give the same CRC as the same sum done bit by bit', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(crc16(bytes)).toBe(slowCrc(bytes));
      }),
    );
  });

  it('give a checksum that sums to nothing with its bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(bytes.reduce((sum, byte) => sum + byte, checksum(bytes)) % 256).toBe(0);
      }),
    );
  });
});
