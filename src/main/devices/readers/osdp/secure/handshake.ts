/**
 * The panel's side of the opening of a secure channel (SIA OSDP v2.2, Annex D, connection sequence): CHLNG, CCRYPT, SCRYPT, RMAC_I.
 * Pure: frames in, bytes or a channel out. The session repeats bytes, counts tries and decides what a problem means; no key leaves this file.
 */
import { encodeCommand } from '../commands.ts';
import { type CheckKind, encodeFrame, type Frame } from '../frame.ts';
import type { Address, Command, Reply, ReplyName, Sequence } from '../messages.ts';
import { decodeReply } from '../replies.ts';
import { fail, ok, type Result } from '../result.ts';
import { SecureChannel } from './channel.ts';
import { clientCryptogram, deriveSessionKeys, initialRMac, type SessionKeys, sameSecret, serverCryptogram } from './keys.ts';
import { type KeyKind, keySelectors, rMacAccepted, securityTypes } from './security-block.ts';

/**
 * `outOfOrder`: this step isn't due. `unexpected`: another message, address, direction or sequence number. `notSecured`: not the security block of this step.
 * `malformed`: wrong length. `wrongKeyKind`: the other side speaks with the other kind of key. `wrongKey`: it doesn't have our key.
 * `serverRefused`: the reader says that we don't have its key. `wrongRMac`: it says yes, but can't compute the first R-MAC.
 */
export type HandshakeProblem = 'outOfOrder' | 'unexpected' | 'notSecured' | 'malformed' | 'wrongKeyKind' | 'wrongKey' | 'serverRefused' | 'wrongRMac';

export interface HandshakeOptions {
  readonly address: Address;
  readonly check: CheckKind;
  /** SCBK or SCBK-D, 16 bytes. */
  readonly key: Uint8Array;
  readonly keyKind: KeyKind;
  /** RND.A, 8 bytes from a cryptographic source, new for each handshake. */
  readonly randomA: Uint8Array;
  /** Of CHLNG; 0, which starts the conversation anew, unless another is given. SCRYPT has the one after it. */
  readonly sequence?: Sequence;
}

/** What RMAC_I can come in: SCS_14, or SCS_12 from readers built on an older OSDP.Net. */
const rMacTypes: readonly number[] = [securityTypes.initialRMac, securityTypes.clientCryptogram];

/**
 * A new handshake; its `challenge` is the frame to send first, and to send again as it is when no answer comes.
 * @throws RangeError when key or random number have a wrong length; the message names no bytes.
 */
export const beginHandshake = (options: HandshakeOptions): PanelHandshake => new PanelHandshake(options);

/** See {@link beginHandshake}. A frame that is refused leaves it as it was. */
export class PanelHandshake {
  /** CHLNG in SCS_11, ready for the wire. */
  readonly challenge: Uint8Array;
  readonly #options: HandshakeOptions;
  readonly #keys: SessionKeys;
  readonly #sequence: Sequence;
  #step: 'challenged' | 'proved' | 'done' = 'challenged';
  #rMac: Uint8Array = new Uint8Array(0);

  constructor(options: HandshakeOptions) {
    this.#options = options;
    this.#keys = deriveSessionKeys(options.key, options.randomA);
    this.#sequence = options.sequence ?? 0;
    this.challenge = this.#frameOf(securityTypes.challenge, this.#sequence, { name: 'chlng', randomA: options.randomA });
  }

  /**
   * Takes CCRYPT, the reader's proof that it has the key, and gives the bytes of SCRYPT, ours.
   * @returns wrongKeyKind when the reader answers with another kind of key than was asked for, wrongKey when its proof doesn't hold.
   */
  acceptCcrypt(frame: Frame): Result<Uint8Array, HandshakeProblem> {
    if (this.#step !== 'challenged') return fail('outOfOrder');
    const reply = this.#replyOf(frame, this.#sequence, 'ccrypt', [securityTypes.clientCryptogram]);
    if (!reply.ok) return reply;
    const { randomA, keyKind } = this.#options;
    const { randomB, cryptogram } = reply.value;
    if (frame.security?.data[0] !== keySelectors[keyKind]) return fail('wrongKeyKind');
    if (!sameSecret(cryptogram, clientCryptogram(this.#keys, randomA, randomB))) return fail('wrongKey');
    const proof = serverCryptogram(this.#keys, randomA, randomB);
    this.#rMac = initialRMac(this.#keys, proof);
    this.#step = 'proved';
    return ok(this.#frameOf(securityTypes.serverCryptogram, next(this.#sequence), { name: 'scrypt', cryptogram: proof }));
  }

  /** Takes RMAC_I and gives the panel's end of the channel, once. The first R-MAC is computed here too: a reader that can't isn't the one that was proved. */
  acceptRmac(frame: Frame): Result<SecureChannel, HandshakeProblem> {
    if (this.#step !== 'proved') return fail('outOfOrder');
    const reply = this.#replyOf(frame, next(this.#sequence), 'rmacI', rMacTypes);
    if (!reply.ok) return reply;
    if (frame.security?.data[0] !== rMacAccepted) return fail('serverRefused');
    if (!sameSecret(reply.value.mac, this.#rMac)) return fail('wrongRMac');
    this.#step = 'done';
    return ok(new SecureChannel({ role: 'panel', keys: this.#keys, rMac: this.#rMac }));
  }

  #frameOf(type: number, sequence: Sequence, command: Command): Uint8Array {
    const { address, check, keyKind } = this.#options;
    const security = { type, data: Uint8Array.of(keySelectors[keyKind]) };
    return encodeFrame({ address, check, fromReader: false, sequence, security, ...encodeCommand(command) });
  }

  #replyOf<N extends ReplyName>(frame: Frame, sequence: Sequence, name: N, types: readonly number[]): Result<Extract<Reply, { name: N }>, HandshakeProblem> {
    if (!frame.fromReader || frame.address !== this.#options.address || frame.sequence !== sequence) return fail('unexpected');
    const reply = decodeReply(frame.code, frame.data);
    if (!reply.ok) return fail('malformed');
    if (!isNamed(reply.value, name)) return fail('unexpected');
    return frame.security !== null && types.includes(frame.security.type) ? ok(reply.value) : fail('notSecured');
  }
}

const isNamed = <N extends ReplyName>(reply: Reply, name: N): reply is Extract<Reply, { name: N }> => reply.name === name;

/** 0, 1, 2, 3, 1 … (clause 5.9). */
const next = (sequence: Sequence): Sequence => (sequence === 0 ? 1 : sequence === 1 ? 2 : sequence === 2 ? 3 : 1);
