/**
 * An established secure channel (SIA OSDP v2.2, Annex D, communication during a session): seals what one side sends, opens what it receives.
 * Both sides take turns, and each MAC is the start of the next one, so that nothing can be replayed, left out or put in another order.
 * Pure: no retry, no sequence numbers, no policy; those are the session's business. Keys are private and never printed.
 */
import { beforeMac, type Frame, type FrameParts, finishFrame, frameBeforeMac } from '../frame.ts';
import { fail, ok, type Result } from '../result.ts';
import { blockBytes, inverted, requireLength } from './aes.ts';
import { type CipherProblem, decryptData, encryptData } from './cipher.ts';
import { type SessionKeys, sameSecret } from './keys.ts';
import { mac, macBytesOnWire } from './mac.ts';
import { securityTypes } from './security-block.ts';

/**
 * `notSecured`: no SCS_15 to SCS_18. `wrongDirection`: sent by our own side. `outOfTurn`: nothing is awaited (a repeat).
 * `badMac`: forged, replayed, or the chain is lost. Length and padding problems come from a peer that has the keys.
 */
export type ChannelProblem = 'notSecured' | 'wrongDirection' | 'outOfTurn' | 'badMac' | CipherProblem;

export type Role = 'panel' | 'reader';

/** What a secured frame says, in clear. */
export interface Opened {
  readonly code: number;
  readonly data: Uint8Array;
}

interface ChannelOptions {
  readonly role: Role;
  readonly keys: SessionKeys;
  /** R-MAC 0 of the handshake, 16 bytes. */
  readonly rMac: Uint8Array;
}

const onWire = {
  panel: { plain: securityTypes.commandMac, encrypted: securityTypes.commandEncrypted },
  reader: { plain: securityTypes.replyMac, encrypted: securityTypes.replyEncrypted },
} as const;

export class SecureChannel {
  readonly #role: Role;
  readonly #keys: SessionKeys;
  /** The last MAC of the conversation, all 16 bytes: C-MAC after a command, R-MAC after a reply. */
  #chain: Uint8Array;
  #maySeal: boolean;

  /** @throws RangeError when R-MAC 0 isn't 16 bytes. The panel has the first turn. */
  constructor({ role, keys, rMac }: ChannelOptions) {
    requireLength('R-MAC', rMac, blockBytes);
    this.#role = role;
    this.#keys = keys;
    this.#chain = rMac;
    this.#maySeal = role === 'panel';
  }

  /**
   * The whole frame for the wire: SCS_15 (16 for a reader) without data, SCS_17 (18) with. It moves the chain: keep the bytes and send the same again on a retry.
   * @throws Error when the answer to the last one is still awaited, RangeError when the frame gets too long: both are errors of the caller.
   */
  seal(parts: Omit<FrameParts, 'security' | 'fromReader'>): Uint8Array {
    if (!this.#maySeal) throw new Error('a secure channel seals one frame per turn');
    const hasData = parts.data.length > 0;
    const types = onWire[this.#role];
    const covered = frameBeforeMac({
      ...parts,
      fromReader: this.#role === 'reader',
      security: { type: hasData ? types.encrypted : types.plain, data: new Uint8Array(0) },
      data: hasData ? encryptData(this.#keys, inverted(this.#chain), parts.data) : parts.data,
    });
    this.#chain = mac(this.#keys, this.#chain, covered);
    this.#maySeal = false;
    return finishFrame(covered, this.#chain.subarray(0, macBytesOnWire), parts.check);
  }

  /**
   * Code and data of a frame from the other side. Nothing moves before MAC and padding have been found good:
   * after a problem the channel is as it was, and the right frame is still welcome.
   */
  open(frame: Frame): Result<Opened, ChannelProblem> {
    const shape = this.#shapeOf(frame);
    if (!shape.ok) return shape;
    const next = mac(this.#keys, this.#chain, beforeMac(frame));
    if (!sameSecret(next.subarray(0, macBytesOnWire), shape.value.mac)) return fail('badMac');
    const data = shape.value.encrypted ? decryptData(this.#keys, inverted(this.#chain), frame.data) : ok(frame.data);
    if (!data.ok) return data;
    this.#chain = next;
    this.#maySeal = true;
    return ok({ code: frame.code, data: data.value });
  }

  #shapeOf(frame: Frame): Result<{ mac: Uint8Array; encrypted: boolean }, ChannelProblem> {
    if (frame.security === null || frame.mac === null) return fail('notSecured');
    const { type } = frame.security;
    const theirs = onWire[this.#role === 'panel' ? 'reader' : 'panel'];
    const encrypted = type === theirs.encrypted;
    // A widespread reader sends its states (LSTATR and the like) in clear under SCS_15, the panel's number. The MAC covers direction and data, so it is let in.
    const plain = type === theirs.plain || (this.#role === 'panel' && type === securityTypes.commandMac);
    if (frame.fromReader !== (this.#role === 'panel') || !(encrypted || plain)) return fail('wrongDirection');
    if (this.#maySeal) return fail('outOfTurn');
    return ok({ mac: frame.mac, encrypted });
  }
}
