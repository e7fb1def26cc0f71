/**
 * AES-128 in the two shapes that the secure channel needs (SIA OSDP v2.2, Annex D). Whole blocks only: padding is decided by mac.ts and cipher.ts.
 * It must not put a key, a plaintext or their hex into an error.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';

/** Bytes of a block, of a key and of a whole MAC. */
export const blockBytes = 16;

const zeroIv = new Uint8Array(blockBytes);

/**
 * CBC over whole blocks, without padding.
 * @param key 16 bytes. @param iv 16 bytes. @param blocks a multiple of 16 bytes, may be empty.
 * @throws when a length is wrong (a programmer's error; the message names no bytes).
 */
export const encryptCbc = (key: Uint8Array, iv: Uint8Array, blocks: Uint8Array): Uint8Array => {
  const cipher = createCipheriv('aes-128-cbc', key, iv).setAutoPadding(false);
  return joined(cipher.update(blocks), cipher.final());
};

/** The inverse of {@link encryptCbc}, with the same lengths and errors. */
export const decryptCbc = (key: Uint8Array, iv: Uint8Array, blocks: Uint8Array): Uint8Array => {
  const decipher = createDecipheriv('aes-128-cbc', key, iv).setAutoPadding(false);
  return joined(decipher.update(blocks), decipher.final());
};

/**
 * E(key, block) of the specification: a single block by itself, which is CBC from zeros.
 * @param key 16 bytes. @param block 16 bytes.
 * @throws RangeError when the block has another length; see {@link encryptCbc} for the key.
 */
export const encryptBlock = (key: Uint8Array, block: Uint8Array): Uint8Array => {
  requireLength('block', block, blockBytes);
  return encryptCbc(key, zeroIv, block);
};

/** Bitwise NOT of every byte. */
export const inverted = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => ~byte);

/** All bytes in a row. */
export const joined = (...parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((bytes, part) => bytes + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** @throws RangeError that names the value and its length, never its content. */
export const requireLength = (name: string, bytes: Uint8Array, length: number): void => {
  if (bytes.length !== length) throw new RangeError(`${name} must be ${length} bytes, not ${bytes.length}`);
};
