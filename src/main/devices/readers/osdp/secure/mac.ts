/**
 * The MAC of a secured frame (SIA OSDP v2.2, Annex D): CBC in which the last block has a key of its own.
 * It knows nothing of frames and keeps no chain; that is channel.ts.
 */
import { blockBytes, encryptCbc } from './aes.ts';
import type { SessionKeys } from './keys.ts';

/** Bytes of the MAC that go on the wire; all 16 are kept for the chain. */
export const macBytesOnWire = 4;

/**
 * Padded with 80 00 … only where the bytes are not a multiple of 16; every block but the last with S-MAC1, the last with S-MAC2.
 * @param iv the last R-MAC for a command, the last C-MAC for a reply: 16 bytes. @param bytes SOM to the byte before the MAC, at least one.
 * @returns 16 bytes. @throws when a length is wrong (a programmer's error).
 */
export const mac = (keys: SessionKeys, iv: Uint8Array, bytes: Uint8Array): Uint8Array => {
  if (bytes.length === 0) throw new RangeError('a MAC needs at least one byte');
  const padded = new Uint8Array(Math.ceil(bytes.length / blockBytes) * blockBytes);
  padded.set(bytes);
  if (bytes.length < padded.length) padded[bytes.length] = 0x80;
  const lastAt = padded.length - blockBytes;
  const before = encryptCbc(keys.mac1, iv, padded.subarray(0, lastAt));
  const chained = lastAt === 0 ? iv : before.subarray(-blockBytes);
  return encryptCbc(keys.mac2, chained, padded.subarray(lastAt));
};
