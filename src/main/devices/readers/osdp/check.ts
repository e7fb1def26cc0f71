/**
 * The two checks that close a frame (SIA OSDP v2.2, clause 5.7). Sums only: it does not know where a frame ends.
 */

/** CRC-16 table for the polynomial 1021, most significant bit first. */
const table = Uint16Array.from({ length: 256 }, (_, index) => {
  let value = index << 8;
  for (let bit = 0; bit < 8; bit += 1) value = value & 0x8000 ? (value << 1) ^ 0x1021 : value << 1;
  return value;
});

/**
 * CRC-16 over the bytes from SOM to the last one before the CRC: polynomial 1021, start 1D0F, no reflection, no final xor (clause 5.7).
 * On the wire the low byte comes first. Never throws.
 * @returns 0 to 0xFFFF; `123456789` in ASCII gives E5CC.
 */
export function crc16(bytes: Uint8Array): number {
  let crc = 0x1d0f;
  for (const byte of bytes) crc = ((crc << 8) & 0xffff) ^ (table[(crc >> 8) ^ byte] ?? 0);
  return crc;
}

/**
 * One-byte check of the bytes from SOM to the last one before it: two's complement of their 8-bit sum (clause 5.7).
 * Never throws.
 * @returns 0 to 0xFF; together with the bytes it sums to nothing.
 */
export function checksum(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum += byte;
  return -sum & 0xff;
}
