/**
 * The reader's side of the opening of a secure channel (SIA OSDP v2.2, Annex D, connection sequence), for simulated readers and tests.
 * Pure: it answers CHLNG with CCRYPT and SCRYPT with RMAC_I. Which key a reader speaks with, and whether it may, is decided by its owner.
 */
import { decodeCommand } from '../commands.ts';
import { encodeFrame, type Frame } from '../frame.ts';
import type { Command, CommandName, Reply } from '../messages.ts';
import { encodeReply } from '../replies.ts';
import { fail, ok, type Result } from '../result.ts';
import { blockBytes } from './aes.ts';
import { SecureChannel } from './channel.ts';
import type { HandshakeProblem } from './handshake.ts';
import { clientCryptogram, deriveSessionKeys, initialRMac, type SessionKeys, sameSecret, serverCryptogram } from './keys.ts';
import { type KeyKind, keySelectors, rMacAccepted, rMacRefused, securityTypes } from './security-block.ts';

export interface AnswerOptions {
  /** SCBK or SCBK-D, 16 bytes. */
  readonly key: Uint8Array;
  /** What the answer says the key is; need not be what the panel asked for (a reader without a key of its own). */
  readonly keyKind: KeyKind;
  /** cUID, 8 bytes. */
  readonly clientId: Uint8Array;
  /** RND.B, 8 bytes from a cryptographic source, new for each handshake. */
  readonly randomB: Uint8Array;
}

/** RMAC_I for the wire, and the reader's end of the channel unless the panel's proof was refused. */
export interface Answered {
  readonly rmacI: Uint8Array;
  readonly channel: SecureChannel | null;
}

/** The kind of key that a CHLNG asks for; null where it is no CHLNG in SCS_11. */
export const keyKindAskedFor = (challenge: Frame): KeyKind | null => {
  if (challenge.security?.type !== securityTypes.challenge) return null;
  const [selector] = challenge.security.data;
  return selector === keySelectors.own ? 'own' : selector === keySelectors.default ? 'default' : null;
};

/**
 * Takes CHLNG; its `ccrypt` is the answer, to be sent again as it is when the panel repeats itself.
 * @throws RangeError when key or random number have a wrong length; the message names no bytes.
 */
export const answerChallenge = (challenge: Frame, options: AnswerOptions): Result<ReaderHandshake, HandshakeProblem> => {
  const command = commandOf(challenge, 'chlng', securityTypes.challenge);
  return command.ok ? ok(new ReaderHandshake(challenge, command.value.randomA, options)) : command;
};

/** See {@link answerChallenge}. */
export class ReaderHandshake {
  /** CCRYPT in SCS_12, ready for the wire. */
  readonly ccrypt: Uint8Array;
  readonly #keyKind: KeyKind;
  readonly #keys: SessionKeys;
  readonly #proofAwaited: Uint8Array;

  constructor(challenge: Frame, randomA: Uint8Array, { key, keyKind, clientId, randomB }: AnswerOptions) {
    this.#keyKind = keyKind;
    this.#keys = deriveSessionKeys(key, randomA);
    this.#proofAwaited = serverCryptogram(this.#keys, randomA, randomB);
    const cryptogram = clientCryptogram(this.#keys, randomA, randomB);
    this.ccrypt = answerTo(challenge, securityTypes.clientCryptogram, keySelectors[keyKind], { name: 'ccrypt', clientId, randomB, cryptogram });
  }

  /** Takes SCRYPT. A proof that doesn't hold is answered with a refusal that gives nothing away. */
  acceptScrypt(frame: Frame): Result<Answered, HandshakeProblem> {
    const command = commandOf(frame, 'scrypt', securityTypes.serverCryptogram);
    if (!command.ok) return command;
    if (frame.security?.data[0] !== keySelectors[this.#keyKind]) return fail('wrongKeyKind');
    if (!sameSecret(command.value.cryptogram, this.#proofAwaited)) {
      return ok({ rmacI: answerTo(frame, securityTypes.initialRMac, rMacRefused, { name: 'rmacI', mac: new Uint8Array(blockBytes) }), channel: null });
    }
    const rMac = initialRMac(this.#keys, this.#proofAwaited);
    return ok({
      rmacI: answerTo(frame, securityTypes.initialRMac, rMacAccepted, { name: 'rmacI', mac: rMac }),
      channel: new SecureChannel({ role: 'reader', keys: this.#keys, rMac }),
    });
  }
}

const answerTo = ({ address, check, sequence }: Frame, type: number, told: number, reply: Reply): Uint8Array =>
  encodeFrame({ address, check, sequence, fromReader: true, security: { type, data: Uint8Array.of(told) }, ...encodeReply(reply) });

const commandOf = <N extends CommandName>(frame: Frame, name: N, type: number): Result<Extract<Command, { name: N }>, HandshakeProblem> => {
  if (frame.fromReader) return fail('unexpected');
  const command = decodeCommand(frame.code, frame.data);
  if (!command.ok) return fail('malformed');
  if (!isNamed(command.value, name)) return fail('unexpected');
  return frame.security?.type === type ? ok(command.value) : fail('notSecured');
};

const isNamed = <N extends CommandName>(command: Command, name: N): command is Extract<Command, { name: N }> => command.name === name;
