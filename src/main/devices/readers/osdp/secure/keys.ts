/**
 * Keys and cryptograms of a secure channel (SIA OSDP v2.2 and IEC 60839-11-5, Annex D).
 * Pure: randomness comes from the caller, who must take it from a cryptographic source. Nothing here keeps, logs or prints a key.
 */
import { timingSafeEqual } from 'node:crypto';
import { blockBytes, encryptBlock, inverted, joined, requireLength } from './aes.ts';

/** SCBK-D, the key that every reader knows and that is printed in the specification: for installation only, it protects nothing. 16 bytes. */
export const defaultKey: Uint8Array = Uint8Array.from({ length: blockBytes }, (_, index) => 0x30 + index);

/** Bytes of RND.A and of RND.B. */
export const randomBytesLength = 8;
/** Bytes of the client's identifier (cUID). */
const clientIdBytes = 8;

/** The three keys of one session, 16 bytes each: S-ENC for data, S-MAC1 and S-MAC2 for the MAC. */
export interface SessionKeys {
  readonly enc: Uint8Array;
  readonly mac1: Uint8Array;
  readonly mac2: Uint8Array;
}

/**
 * Session keys from the reader's key and the first 6 of the 8 bytes of the panel's random number (Annex D).
 * @param scbk SCBK or SCBK-D, 16 bytes. @param randomA RND.A, 8 bytes.
 * @throws RangeError when a length is wrong; the message names no bytes.
 */
export const deriveSessionKeys = (scbk: Uint8Array, randomA: Uint8Array): SessionKeys => {
  requireLength('key', scbk, blockBytes);
  requireLength('random number', randomA, randomBytesLength);
  const derived = (purpose: number): Uint8Array => {
    const block = new Uint8Array(blockBytes);
    block.set([0x01, purpose]);
    block.set(randomA.subarray(0, 6), 2);
    return encryptBlock(scbk, block);
  };
  return { enc: derived(0x82), mac1: derived(0x01), mac2: derived(0x02) };
};

/** What the reader proves itself with: E(S-ENC, RND.A RND.B), 16 bytes (Annex D). Both random numbers 8 bytes, else RangeError. */
export const clientCryptogram = (keys: SessionKeys, randomA: Uint8Array, randomB: Uint8Array): Uint8Array => encryptBlock(keys.enc, pair(randomA, randomB));

/** What the panel proves itself with: E(S-ENC, RND.B RND.A), 16 bytes (Annex D). Both random numbers 8 bytes, else RangeError. */
export const serverCryptogram = (keys: SessionKeys, randomA: Uint8Array, randomB: Uint8Array): Uint8Array => encryptBlock(keys.enc, pair(randomB, randomA));

/** First link of the chain of MACs: E(S-MAC2, E(S-MAC1, server cryptogram)), 16 bytes (Annex D). */
export const initialRMac = (keys: SessionKeys, server: Uint8Array): Uint8Array => encryptBlock(keys.mac2, encryptBlock(keys.mac1, server));

/**
 * A reader's key out of one master key for a whole site: E(master, cUID NOT cUID).
 * @param master 16 bytes. @param clientId cUID of CCRYPT, 8 bytes. @throws RangeError when a length is wrong.
 * @deprecated since OSDP 2.2: whoever learns the master key knows every reader's. Only to take over readers that were keyed this way; then give each a random key.
 */
export const keyFromMaster = (master: Uint8Array, clientId: Uint8Array): Uint8Array => {
  requireLength('key', master, blockBytes);
  requireLength('client identifier', clientId, clientIdBytes);
  return encryptBlock(master, joined(clientId, inverted(clientId)));
};

/** Whether two secrets are the same, in a time that doesn't tell where they differ. Unequal lengths, which are public, are false. */
export const sameSecret = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b);

const pair = (first: Uint8Array, second: Uint8Array): Uint8Array => {
  requireLength('random number', first, randomBytesLength);
  requireLength('random number', second, randomBytesLength);
  return joined(first, second);
};
