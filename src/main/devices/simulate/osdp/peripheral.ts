/**
 * A simulated reader as a state machine (SIA OSDP v2.2): a command frame in, the bytes of a reply out. It keeps the rules of sequence numbers,
 * repeats its last reply bit for bit, opens and drops its secure session, and takes keys. No timers: times in monotonic milliseconds come in.
 */
import { commandCodes } from '../../readers/osdp/command-codes.ts';
import { decodeCommand } from '../../readers/osdp/commands.ts';
import { encodeFrame, type Frame } from '../../readers/osdp/frame.ts';
import { broadcastAddress, type Command, nakCodes, type Reply, type Sequence } from '../../readers/osdp/messages.ts';
import { encodeReply } from '../../readers/osdp/replies.ts';
import { ack, Body, nak } from './answers.ts';
import type { Faults } from './faults.ts';
import type { PeripheralModel } from './model.ts';
import type { Sealing } from './reader-end.ts';
import { Security } from './security.ts';

export interface Answer {
  readonly bytes: Uint8Array;
  /** Spoils these bytes the first time they are sent. */
  readonly spoil?: (bytes: Uint8Array) => Uint8Array;
}

export interface PeripheralDeps {
  readonly faults: Faults;
  /** RND.B of its handshakes. */
  readonly randomBytes: (count: number) => Uint8Array;
  /** Each command that was carried out. */
  readonly told?: (command: Command) => void;
}

/** Allowed in clear even where all else must be secure. */
const openToAll: readonly Command['name'][] = ['poll', 'id', 'cap'];
const statusReplies: readonly Reply['name'][] = ['lstatr', 'istatr', 'ostatr', 'rstatr'];
/** NAKs that say that there is no session can't be inside one. */
const endsSession: readonly number[] = [nakCodes.sequence, nakCodes.securityUnsupported, nakCodes.securityNotMet];

export class Peripheral {
  readonly body: Body;
  readonly security: Security;
  readonly faults: Faults;
  #last: { readonly sequence: Sequence; readonly command: Uint8Array; readonly reply: Uint8Array } | null = null;
  #polled = false;
  #powered = true;
  #bootedAtMs = 0;

  constructor(model: PeripheralModel, { faults, randomBytes, told }: PeripheralDeps) {
    this.faults = faults;
    this.body = new Body(model, told ?? (() => undefined));
    this.security = new Security(this.body, randomBytes);
  }

  get powered(): boolean {
    return this.#powered;
  }

  /** Takes its power or its cable away: it forgets the conversation, not its key. */
  unplug(): void {
    this.#powered = false;
    this.#forget();
    this.#polled = false;
  }

  /** It answers again after its time to boot. */
  replug(nowMs: number): void {
    this.#powered = true;
    this.#bootedAtMs = nowMs + (this.body.model.bootMs ?? 0);
  }

  /** The answer to a frame with a good check; null = silence. */
  receive(frame: Frame, nowMs: number): Answer | null {
    if (frame.fromReader || (frame.address !== this.body.address && frame.address !== broadcastAddress)) return null;
    if (!this.#powered || nowMs < this.#bootedAtMs || !this.#isAwake(frame)) return null;
    if (this.faults.strike('busy') !== null) return { bytes: inClear({ ...frame, sequence: 0 }, { name: 'busy' }) };
    if (this.body.model.habits?.checksumOnly && frame.check === 'crc') return { bytes: inClear({ ...frame, check: 'checksum' }, nak(nakCodes.badCheck)) };
    this.security.expire(nowMs);
    if (frame.sequence === 0) this.#forget();
    if (this.#last !== null && frame.sequence === this.#last.sequence && sameBytes(frame.bytes, this.#last.command)) return { bytes: this.#last.reply };
    const answer = this.#isNext(frame.sequence) ? this.#answer(frame, nowMs) : { bytes: this.#refuse(frame, this.#sequenceProblem(frame)) };
    this.#last = { sequence: frame.sequence, command: frame.bytes, reply: answer.bytes };
    return answer;
  }

  #isAwake(frame: Frame): boolean {
    this.#polled ||= frame.code === commandCodes.poll;
    return this.#polled || !this.body.model.habits?.wantsPollFirst;
  }

  #isNext(sequence: Sequence): boolean {
    if (sequence === 0) return true;
    return this.#last !== null && sequence === (this.#last.sequence % 3) + 1;
  }

  /** After a restart a command of the old session says more than its number: that there is no session. */
  #sequenceProblem(frame: Frame): number {
    return frame.mac !== null && !this.security.open ? nakCodes.securityNotMet : nakCodes.sequence;
  }

  #answer(frame: Frame, nowMs: number): Answer {
    const forced = this.faults.strike('nak');
    if (forced !== null && endsSession.includes(forced)) return { bytes: this.#refuse(frame, forced) };
    const handshake = this.security.handshake(frame, nowMs);
    if (handshake !== null) return { bytes: handshake.ok ? handshake.value : inClear(frame, nak(handshake.error)) };
    const data = this.#dataOf(frame, nowMs);
    if (!data.ok) return { bytes: this.#refuse(frame, data.nak) };
    const { reply, spoil } = forced === null ? this.#carryOut(frame, data.data, nowMs) : { reply: nak(forced), spoil: undefined };
    return { bytes: this.#wrap(frame, reply), ...(spoil === undefined ? {} : { spoil }) };
  }

  /** The readable data of a command, or the NAK code with which it is refused in clear. */
  #dataOf(frame: Frame, nowMs: number): { readonly ok: true; readonly data: Uint8Array } | { readonly ok: false; readonly nak: number } {
    if (frame.mac !== null) {
      const data = this.security.unseal(frame, nowMs);
      return data === null ? { ok: false, nak: nakCodes.securityNotMet } : { ok: true, data };
    }
    if (frame.security !== null) return { ok: false, nak: nakCodes.securityUnsupported };
    return { ok: true, data: frame.data };
  }

  #carryOut(frame: Frame, data: Uint8Array, nowMs: number): { readonly reply: Reply; readonly spoil?: ((bytes: Uint8Array) => Uint8Array) | undefined } {
    const command = decodeCommand(frame.code, data);
    if (!command.ok) return { reply: nak(nakOf(command.error)) };
    const isSecure = frame.mac !== null;
    const mustBeSecure = this.body.model.fullSecurity ?? true;
    // A session that is open goes on: a command in clear beside it is refused, not obeyed.
    if (!isSecure && (this.security.open || mustBeSecure) && !openToAll.includes(command.value.name)) return { reply: nak(nakCodes.securityNotMet) };
    if (command.value.name === 'keySet') {
      if (isSecure) {
        this.security.takeKey(command.value.key);
        this.body.told(command.value);
      }
      return { reply: isSecure ? ack : nak(nakCodes.securityNotMet) };
    }
    return this.body.answer(command.value, nowMs, isSecure || !(this.security.open || mustBeSecure));
  }

  #wrap(frame: Frame, reply: Reply): Uint8Array {
    if (frame.mac === null) return inClear(frame, reply);
    const habits = this.body.model.habits ?? {};
    const isKeySetAck = frame.code === commandCodes.keySet && reply.name === 'ack';
    if (this.faults.strike('plain') !== null || (isKeySetAck && habits.keySetAckPlain)) return inClear(frame, reply);
    const message = encodeReply(reply);
    const sealing: Sealing =
      habits.plainStatus && statusReplies.includes(reply.name) ? 'plainData' : habits.emptyBlocks && message.data.length === 0 ? 'emptyBlock' : 'usual';
    return this.security.seal({ ...frame, ...message }, sealing);
  }

  /** In clear; the session is gone. */
  #refuse(frame: Frame, code: number): Uint8Array {
    this.security.close();
    return inClear(frame, nak(code));
  }

  #forget(): void {
    this.#last = null;
    this.security.close();
  }
}

const inClear = ({ address, check, sequence }: Pick<Frame, 'address' | 'check' | 'sequence'>, reply: Reply): Uint8Array =>
  encodeFrame({ address, check, sequence, fromReader: true, security: null, ...encodeReply(reply) });

const nakOf = (problem: string): number => (problem === 'unknownCode' ? nakCodes.unknownCommand : problem === 'badValue' ? nakCodes.record : nakCodes.length);

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at]);
