/**
 * The reader's end of a secure channel (SIA OSDP v2.2, Annex D) with the odd habits of real devices, which the channel of the product rightly can't do.
 * Must not be used outside simulations.
 */
import { beforeMac, type Frame, type FrameParts, finishFrame, frameBeforeMac } from '../../readers/osdp/frame.ts';
import { decryptData, encryptData } from '../../readers/osdp/secure/cipher.ts';
import { type SessionKeys, sameSecret } from '../../readers/osdp/secure/keys.ts';
import { mac, macBytesOnWire } from '../../readers/osdp/secure/mac.ts';
import { securityTypes } from '../../readers/osdp/secure/security-block.ts';

/** `usual` as the specification says; `plainData`: readable under SCS_15; `emptyBlock`: SCS_18 with no data at all. */
export type Sealing = 'usual' | 'plainData' | 'emptyBlock';

export class ReaderEnd {
  readonly #keys: SessionKeys;
  #chain: Uint8Array;

  constructor(keys: SessionKeys, rMac: Uint8Array) {
    this.#keys = keys;
    this.#chain = rMac;
  }

  /** The readable data of a command; null, and nothing moved, where MAC or padding do not hold. */
  open(frame: Frame): Uint8Array | null {
    if (frame.mac === null || frame.fromReader) return null;
    const next = mac(this.#keys, this.#chain, beforeMac(frame));
    if (!sameSecret(next.subarray(0, macBytesOnWire), frame.mac)) return null;
    const data = frame.security?.type === securityTypes.commandEncrypted ? this.#decrypted(frame.data) : frame.data;
    if (data !== null) this.#chain = next;
    return data;
  }

  /** A reply for the wire. It moves the chain: repeat the bytes, never seal twice. */
  seal(parts: Omit<FrameParts, 'security' | 'fromReader'>, sealing: Sealing): Uint8Array {
    const encrypts = sealing === 'usual' && parts.data.length > 0;
    const type =
      sealing === 'plainData' ? securityTypes.commandMac : encrypts || sealing === 'emptyBlock' ? securityTypes.replyEncrypted : securityTypes.replyMac;
    const covered = frameBeforeMac({
      ...parts,
      fromReader: true,
      security: { type, data: new Uint8Array(0) },
      data: encrypts ? encryptData(this.#keys, inverted(this.#chain), parts.data) : parts.data,
    });
    this.#chain = mac(this.#keys, this.#chain, covered);
    return finishFrame(covered, this.#chain.subarray(0, macBytesOnWire), parts.check);
  }

  #decrypted(data: Uint8Array): Uint8Array | null {
    if (data.length === 0) return data;
    const opened = decryptData(this.#keys, inverted(this.#chain), data);
    return opened.ok ? opened.value : null;
  }
}

const inverted = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => ~byte);
