import { describe, expect, it } from 'vitest';
import { RecordBuffer } from '../../../../src/main/devices/readers/record-buffer.ts';

describe('the record buffer', () => {
  it('keeps no more than it has room for and counts the rest', () => {
    const buffer = new RecordBuffer(3);
    for (const byte of [1, 2, 3, 4, 5]) buffer.add(byte);
    expect(buffer).toMatchObject({ size: 5, overflowed: true });
    expect([...buffer.take()]).toEqual([1, 2, 3]);
    expect(buffer).toMatchObject({ size: 0, overflowed: false });
  });

  it('knows its tail', () => {
    const buffer = new RecordBuffer(3);
    for (const byte of [1, 2, 3]) buffer.add(byte);
    expect(buffer.endsWith(Uint8Array.of(2, 3))).toBe(true);
    expect(buffer.endsWith(Uint8Array.of(1, 2))).toBe(false);
    expect(buffer.endsWith(Uint8Array.of(0, 1, 2, 3))).toBe(false);
  });
});
