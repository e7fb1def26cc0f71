/**
 * Follows the secure channel of one reader as a bystander who has its key (SIA OSDP v2.2, Annex D): checks every MAC and opens what is encrypted.
 * Pure; for traces and recordings only. It sends nothing and keeps no key that is not its caller's or in the recording itself.
 */
import { replyCodes } from '../command-codes.ts';
import { decodeCommand } from '../commands.ts';
import { beforeMac, type Frame } from '../frame.ts';
import { decodeReply } from '../replies.ts';
import { inverted } from '../secure/aes.ts';
import { decryptData } from '../secure/cipher.ts';
import { clientCryptogram, defaultKey, deriveSessionKeys, initialRMac, type SessionKeys, sameSecret, serverCryptogram } from '../secure/keys.ts';
import { mac, macBytesOnWire } from '../secure/mac.ts';
import { keySelectors, rMacAccepted, securityTypes } from '../secure/security-block.ts';
import type { ClearMessage } from './describe.ts';

/**
 * `clear`: no secure channel in this frame. `good`: proof or MAC holds. `repeated`: the same bytes again, for a lost answer.
 * `wrongKey`: a proof that none of our keys makes. `unknownKey`: a session that we can't follow. `badMac`: forged, disturbed, or frames are missing before it.
 */
export type Verdict = 'clear' | 'good' | 'repeated' | 'wrongKey' | 'unknownKey' | 'badMac';

export interface Overheard {
  readonly verdict: Verdict;
  /** What it says in clear; null where that could not be opened. */
  readonly message: ClearMessage | null;
}

interface Handshake {
  readonly randomA: Uint8Array;
  readonly ownKey: boolean;
}

export class PassiveSession {
  readonly #ownKeys: Uint8Array[];
  readonly #last: Record<'command' | 'reply', { readonly bytes: Uint8Array; readonly heard: Overheard } | null> = { command: null, reply: null };
  #handshake: Handshake | null = null;
  /** Keys that fit both random numbers, until RMAC_I proves them. */
  #proven: { readonly keys: SessionKeys; readonly server: Uint8Array } | null = null;
  #session: { readonly keys: SessionKeys; chain: Uint8Array } | null = null;

  /** @param ownKeys SCBKs that the reader may have, 16 bytes each; the public default key is known anyway. */
  constructor(ownKeys: readonly Uint8Array[]) {
    this.#ownKeys = [...ownKeys];
  }

  /** Takes the frames of one reader's address in the order of the line, both directions. Never throws. */
  hear(frame: Frame): Overheard {
    const side = frame.fromReader ? 'reply' : 'command';
    const last = this.#last[side];
    if (last !== null && frame.security !== null && sameBytes(last.bytes, frame.bytes)) return { ...last.heard, verdict: 'repeated' };
    const heard = this.#judge(frame);
    // What was disturbed on its way never came; BUSY and the like come in between.
    if (heard.verdict !== 'badMac' && frame.security !== null) this.#last[side] = { bytes: frame.bytes, heard };
    return heard;
  }

  #judge(frame: Frame): Overheard {
    const clear = { code: frame.code, data: frame.data };
    switch (frame.security?.type) {
      case securityTypes.challenge:
        return this.#challenge(frame, clear);
      case securityTypes.clientCryptogram:
        // Some readers send RMAC_I under the number of CCRYPT.
        return frame.code === replyCodes.rmacI ? this.#initialRMac(frame, clear) : this.#clientProof(frame, clear);
      case securityTypes.serverCryptogram:
        return this.#serverProof(frame, clear);
      case securityTypes.initialRMac:
        return this.#initialRMac(frame, clear);
      default:
        if (frame.mac !== null) return this.#secured(frame, frame.mac);
        // The panel starts anew: whatever was agreed on is gone.
        if (!frame.fromReader && frame.sequence === 0) this.#forget();
        return { verdict: 'clear', message: clear };
    }
  }

  #forget(): void {
    this.#handshake = null;
    this.#proven = null;
    this.#session = null;
  }

  #challenge(frame: Frame, message: ClearMessage): Overheard {
    this.#forget();
    const command = decodeCommand(frame.code, frame.data);
    if (!command.ok || command.value.name !== 'chlng') return { verdict: 'unknownKey', message };
    this.#handshake = { randomA: command.value.randomA, ownKey: frame.security?.data[0] !== keySelectors.default };
    return { verdict: 'good', message };
  }

  #clientProof(frame: Frame, message: ClearMessage): Overheard {
    const reply = decodeReply(frame.code, frame.data);
    const handshake = this.#handshake;
    if (handshake === null || !reply.ok || reply.value.name !== 'ccrypt') return { verdict: 'unknownKey', message };
    const { randomB, cryptogram } = reply.value;
    const candidates = handshake.ownKey ? this.#ownKeys : [defaultKey];
    const found = candidates
      .map((key) => deriveSessionKeys(key, handshake.randomA))
      .find((keys) => sameSecret(clientCryptogram(keys, handshake.randomA, randomB), cryptogram));
    this.#proven = found === undefined ? null : { keys: found, server: serverCryptogram(found, handshake.randomA, randomB) };
    return { verdict: found === undefined ? (candidates.length === 0 ? 'unknownKey' : 'wrongKey') : 'good', message };
  }

  #serverProof(frame: Frame, message: ClearMessage): Overheard {
    if (this.#proven === null) return { verdict: 'unknownKey', message };
    return { verdict: sameSecret(this.#proven.server, frame.data) ? 'good' : 'wrongKey', message };
  }

  #initialRMac(frame: Frame, message: ClearMessage): Overheard {
    if (this.#proven === null) return { verdict: 'unknownKey', message };
    const { keys, server } = this.#proven;
    const chain = initialRMac(keys, server);
    if (!sameSecret(chain, frame.data) || frame.security?.data[0] !== rMacAccepted) return { verdict: 'wrongKey', message };
    this.#session = { keys, chain };
    this.#proven = null;
    return { verdict: 'good', message };
  }

  #secured(frame: Frame, macOnWire: Uint8Array): Overheard {
    const session = this.#session;
    if (session === null) return { verdict: 'unknownKey', message: null };
    const next = mac(session.keys, session.chain, beforeMac(frame));
    if (!sameSecret(next.subarray(0, macBytesOnWire), macOnWire)) return { verdict: 'badMac', message: null };
    const encrypted = frame.security?.type === securityTypes.commandEncrypted || frame.security?.type === securityTypes.replyEncrypted;
    const data = encrypted ? decryptData(session.keys, inverted(session.chain), frame.data) : { ok: true as const, value: frame.data };
    session.chain = next;
    if (!data.ok) return { verdict: 'badMac', message: null };
    const message = { code: frame.code, data: data.value };
    if (!frame.fromReader) this.#learn(message);
    return { verdict: 'good', message };
  }

  /** A key that is set inside a session that we can read is the key of the next one. */
  #learn({ code, data }: ClearMessage): void {
    const command = decodeCommand(code, data);
    if (command.ok && command.value.name === 'keySet') this.#ownKeys.push(command.value.key);
  }
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at]);
