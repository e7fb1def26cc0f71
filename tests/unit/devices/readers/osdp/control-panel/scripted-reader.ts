/** A reader that does what a test says: the rules of OSDP for a reader in their shortest form, and a hook before each answer. */
import {
  type Address,
  type Capability,
  type Command,
  decodeCommand,
  encodeFrame,
  encodeReply,
  type Frame,
  type Reply,
} from '../../../../../../src/main/devices/readers/osdp/index.ts';
import type { SecureChannel } from '../../../../../../src/main/devices/readers/osdp/secure/channel.ts';
import { defaultKey } from '../../../../../../src/main/devices/readers/osdp/secure/keys.ts';
import { answerChallenge, keyKindAskedFor, type ReaderHandshake } from '../../../../../../src/main/devices/readers/osdp/secure/reader-handshake.ts';

/** What the hook may answer instead: a reply in clear under the command's or another number, silence, or nothing special. */
export type Instead = { readonly clear: Reply; readonly sequence?: 0 | 1 | 2 | 3 } | { readonly sealed: Reply } | 'silence' | null;

export const withAes: readonly Capability[] = [
  { fn: 8, compliance: 1, count: 0 },
  { fn: 9, compliance: 1, count: 0 },
];

export interface Heard {
  readonly command: Command;
  readonly sequence: number;
  readonly secure: boolean;
  readonly bytes: Uint8Array;
  readonly atMs: number;
}

export class ScriptedReader {
  address: Address;
  key: Uint8Array | null = null;
  acceptsDefault = false;
  capabilities: readonly Capability[] = withAes;
  serial = 1;
  /** Given to polls, one each. */
  readonly events: Reply[] = [];
  /** Every command that is new to it, in order. */
  readonly heard: Heard[] = [];
  /** How often it was sent the same again. */
  repeats = 0;
  instead: (command: Command, frame: Frame) => Instead = () => null;
  replyTo: (command: Command) => Reply | null = () => null;
  checksumOnly = false;
  plainKeySetAck = false;
  #last: { readonly bytes: Uint8Array; readonly sequence: number; readonly reply: Uint8Array } | null = null;
  #handshake: ReaderHandshake | null = null;
  channel: SecureChannel | null = null;
  channelKey: Uint8Array | null = null;
  sessions = 0;
  #usedAtMs = 0;

  constructor(address: Address, key: Uint8Array | null = null) {
    this.address = address;
    this.key = key;
  }

  forgetSession(): void {
    this.channel = null;
    this.#last = null;
  }

  answer(frame: Frame, nowMs: number): Uint8Array | null {
    if (this.checksumOnly && frame.check === 'crc') return this.#clear({ ...frame, check: 'checksum' }, { name: 'nak', code: 1, detail: new Uint8Array(0) });
    if (nowMs - this.#usedAtMs > 8_000) this.channel = null;
    if (frame.sequence === 0) this.forgetSession();
    if (this.#last !== null && frame.sequence === this.#last.sequence && sameBytes(frame.bytes, this.#last.bytes)) {
      this.repeats += 1;
      return this.#last.reply;
    }
    const isNext = frame.sequence === 0 || (this.#last !== null && frame.sequence === (this.#last.sequence % 3) + 1);
    const reply = isNext ? this.#reply(frame, nowMs) : this.#clear(frame, { name: 'nak', code: 4, detail: new Uint8Array(0) });
    if (reply !== null && !isUnheard(reply)) this.#last = { bytes: frame.bytes, sequence: frame.sequence, reply };
    return reply;
  }

  #reply(frame: Frame, nowMs: number): Uint8Array | null {
    const ahead = decodeCommand(frame.code, frame.mac === null ? frame.data : new Uint8Array(0));
    const early = this.instead(ahead.ok ? ahead.value : { name: 'poll' }, frame);
    if (early === 'silence') return null;
    if (early !== null && 'clear' in early) return this.#clear({ ...frame, sequence: early.sequence ?? frame.sequence }, early.clear);
    if (frame.mac !== null && this.channel === null) return this.#clear(frame, { name: 'nak', code: 6, detail: new Uint8Array(0) });
    if (frame.security !== null && frame.mac === null) return this.#handshakeReply(frame, nowMs);
    const opened = frame.mac === null ? { ok: true as const, value: frame } : this.channel?.open(frame);
    if (!opened?.ok) return this.#clear(frame, { name: 'nak', code: 6, detail: new Uint8Array(0) });
    const command = decodeCommand(frame.code, opened.value.data);
    if (!command.ok) throw new Error('the panel sent a command that can not be read');
    this.heard.push({ command: command.value, sequence: frame.sequence, secure: frame.mac !== null, bytes: frame.bytes, atMs: nowMs });
    if (frame.mac !== null) this.#usedAtMs = nowMs;
    const reply = early !== null && 'sealed' in early ? early.sealed : this.#carryOut(command.value);
    if (frame.mac === null || (command.value.name === 'keySet' && this.plainKeySetAck)) return this.#clear(frame, reply);
    return this.channel?.seal({ address: this.address, check: frame.check, sequence: frame.sequence, ...encodeReply(reply) }) ?? null;
  }

  #carryOut(command: Command): Reply {
    const special = this.replyTo(command);
    if (special !== null) return special;
    switch (command.name) {
      case 'poll':
        return this.events.shift() ?? { name: 'ack' };
      case 'id':
        return { name: 'pdid', vendor: '00075b', model: 1, version: 2, serial: this.serial, firmware: '1.2.3' };
      case 'cap':
        return { name: 'pdcap', capabilities: this.capabilities };
      case 'lstat':
        return { name: 'lstatr', tamper: false, power: false };
      case 'istat':
        return { name: 'istatr', inputs: [0, 1] };
      case 'ostat':
        return { name: 'ostatr', outputs: [false] };
      case 'comset': {
        const { address, baudRate } = command;
        queueMicrotask(() => {
          this.address = address;
        });
        return { name: 'com', address, baudRate };
      }
      case 'keySet':
        this.key = command.key;
        this.acceptsDefault = false;
        return { name: 'ack' };
      default:
        return { name: 'ack' };
    }
  }

  #handshakeReply(frame: Frame, nowMs: number): Uint8Array | null {
    if (this.#handshake !== null && frame.sequence !== 0) {
      const answered = this.#handshake.acceptScrypt(frame);
      if (!answered.ok) return this.#clear(frame, { name: 'nak', code: 6, detail: new Uint8Array(0) });
      this.channel = answered.value.channel;
      this.sessions += this.channel === null ? 0 : 1;
      this.#usedAtMs = nowMs;
      return answered.value.rmacI;
    }
    const kind = keyKindAskedFor(frame);
    const key = kind === 'default' ? (this.acceptsDefault ? defaultKey : null) : (this.key ?? (this.acceptsDefault ? defaultKey : null));
    if (key === null) return this.#clear(frame, { name: 'nak', code: 6, detail: new Uint8Array(0) });
    this.channelKey = key;
    const keyKind = key === defaultKey ? 'default' : 'own';
    const clientId = Uint8Array.of(0, 7, 0x5b, 1, 2, 0, 0, this.serial);
    const answered = answerChallenge(frame, { key, keyKind, clientId, randomB: Uint8Array.from({ length: 8 }, (_, at) => at * 7 + this.sessions) });
    if (!answered.ok) throw new Error('the panel sent a handshake that can not be read');
    this.#handshake = answered.value;
    return answered.value.ccrypt;
  }

  #clear({ check, sequence }: Pick<Frame, 'check' | 'sequence'>, reply: Reply): Uint8Array {
    return encodeFrame({ address: this.address, check, sequence, fromReader: true, security: null, ...encodeReply(reply) });
  }
}

/** BUSY, or that the command came broken: the reader has not taken its number. */
const isUnheard = (reply: Uint8Array): boolean => (reply[5] === 0x79 && reply.length < 9) || (reply[5] === 0x41 && reply[6] === 1);
const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at]);
