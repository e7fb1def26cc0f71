/**
 * Encryption of the data of a secured frame (SIA OSDP v2.2, Annex D): AES-128 CBC with S-ENC over data that is always padded.
 * The MAC must have been verified before anything is decrypted: this file can't tell forged data from good.
 */
import { fail, ok, type Result } from '../result.ts';
import { blockBytes, decryptCbc, encryptCbc } from './aes.ts';
import type { SessionKeys } from './keys.ts';

/** `badLength`: not whole blocks. `badPadding`: the last block doesn't end in 80 00 …. */
export type CipherProblem = 'badLength' | 'badPadding';

const padMark = 0x80;

/**
 * Data with 80 and zeros to the next multiple of 16, so that even whole blocks grow by one, then encrypted.
 * @param iv the bitwise NOT of the last R-MAC (command) or C-MAC (reply), 16 bytes. @param data any length.
 * @throws when the iv has another length (a programmer's error).
 */
export const encryptData = (keys: SessionKeys, iv: Uint8Array, data: Uint8Array): Uint8Array => {
  const padded = new Uint8Array((Math.floor(data.length / blockBytes) + 1) * blockBytes);
  padded.set(data);
  padded[data.length] = padMark;
  return encryptCbc(keys.enc, iv, padded);
};

/**
 * The data that {@link encryptData} was given. No bytes at all are no data: some readers send SCS_18 with an empty block.
 * @param iv as for {@link encryptData}. @returns a CipherProblem when these aren't whole blocks or the padding isn't there.
 */
export const decryptData = (keys: SessionKeys, iv: Uint8Array, data: Uint8Array): Result<Uint8Array, CipherProblem> => {
  if (data.length % blockBytes !== 0) return fail('badLength');
  if (data.length === 0) return ok(data);
  const padded = decryptCbc(keys.enc, iv, data);
  let end = padded.length - 1;
  while (end > padded.length - blockBytes && padded[end] === 0) end -= 1;
  return padded[end] === padMark ? ok(padded.slice(0, end)) : fail('badPadding');
};
