/**
 * One reader's half-duplex conversation: sequence numbers, the command that waits for its answer, the secure channel (SIA OSDP v2.2, clauses 5.9 and D).
 * It says what a frame is in this conversation; what follows from it is the session's business. No timers: times come in.
 */
import { encodeCommand } from '../commands.ts';
import { type CheckKind, decodeFrame, encodeFrame, type Frame } from '../frame.ts';
import type { EncodedMessage } from '../message-table.ts';
import { type Address, type Command, nakCodes, type Reply, type Sequence } from '../messages.ts';
import { decodeReply } from '../replies.ts';
import type { SecureChannel } from '../secure/channel.ts';

/** A command on its way. The bytes stay the same however often they are sent. */
export interface InFlight {
  readonly bytes: Uint8Array;
  readonly sequence: Sequence;
  /** In clear, for traces. */
  readonly message: { readonly code: number; readonly data: Uint8Array };
  /** Part of a handshake: its answers are frames with a security block of their own. */
  readonly handshake: boolean;
  tries: number;
  lastSentAtMs: number;
}

export type Verdict =
  /** Not the answer: another sequence number, a copy of an older reply, nothing was asked. */
  | { readonly is: 'stray' }
  /** The check holds, the MAC does not. */
  | { readonly is: 'badMac' }
  /** In clear and with sequence 0, or as a reply of its own (`sealed`), which moves the channel on. */
  | { readonly is: 'busy'; readonly sealed: boolean }
  /** A frame of a handshake, for the handshake to judge. */
  | { readonly is: 'handshake' }
  /** `plain`: in clear although there is a channel. */
  | { readonly is: 'reply'; readonly reply: Reply; readonly plain: boolean; readonly message: EncodedMessage };

const busyCode = 0x79;
const nakCode = 0x41;
const stray: Verdict = { is: 'stray' };
/** These may come under sequence 0, from a reader that could not make out or has forgotten the number. */
const forgetful: readonly number[] = [nakCodes.badCheck, nakCodes.sequence, nakCodes.securityUnsupported, nakCodes.securityNotMet];

export class Conversation {
  address: Address;
  check: CheckKind = 'crc';
  #sequence: Sequence = 0;
  #inFlight: InFlight | null = null;
  #channel: SecureChannel | null = null;
  /** By sequence number: until when a second copy of an older reply with that number may come. */
  readonly #copiesUntilMs: [number, number, number, number] = [0, 0, 0, 0];

  constructor(address: Address) {
    this.address = address;
  }

  get inFlight(): InFlight | null {
    return this.#inFlight;
  }

  get secure(): boolean {
    return this.#channel !== null;
  }

  /** A command with the next number may not leave before: an answer to the older one with that number could be taken for its answer. */
  get notBeforeMs(): number {
    return this.#channel === null && this.#inFlight === null ? this.#copiesUntilMs[this.#sequence] : 0;
  }

  /** Begins anew: sequence 0, which makes the reader drop its last reply and its session. */
  restart(): void {
    this.#sequence = 0;
    this.#inFlight = null;
    this.#channel = null;
  }

  /** The next command, inside the channel where there is one. @throws RangeError for a command that can't be encoded. */
  begin(command: Command): void {
    const { address, check } = this;
    const message = encodeCommand(command);
    const parts = { address, check, sequence: this.#sequence, ...message };
    const bytes = this.#channel?.seal(parts) ?? encodeFrame({ ...parts, fromReader: false, security: null });
    this.#take(bytes, withoutKey(command, message), false);
  }

  /** A frame of a handshake, which carries its own number: 0 or the next one. */
  beginHandshake(bytes: Uint8Array): void {
    const frame = decodeFrame(bytes);
    if (!frame.ok) throw new Error('a handshake that is no frame');
    this.#sequence = frame.value.sequence;
    this.#take(bytes, { code: frame.value.code, data: frame.value.data }, true);
  }

  /** The bytes of what is in flight, for one more try. */
  send(nowMs: number): Uint8Array {
    if (this.#inFlight === null) throw new Error('nothing is in flight');
    this.#inFlight.tries += 1;
    this.#inFlight.lastSentAtMs = nowMs;
    return this.#inFlight.bytes;
  }

  /** From now on inside this channel. */
  enter(channel: SecureChannel): void {
    this.#channel = channel;
  }

  /** What a frame with a good check from this reader's address is. Opens it where it is sealed; otherwise nothing changes. */
  judge(frame: Frame): Verdict {
    const waiting = this.#inFlight;
    if (waiting === null || waiting.tries === 0 || !this.#mayAnswer(frame, waiting)) return stray;
    if (frame.security === null) return this.#plain(frame, waiting);
    if (waiting.handshake) return { is: 'handshake' };
    if (this.#channel === null) return stray;
    const opened = this.#channel.open(frame);
    if (!opened.ok) return opened.error === 'wrongDirection' || opened.error === 'outOfTurn' || opened.error === 'notSecured' ? stray : { is: 'badMac' };
    if (opened.value.code === busyCode) return { is: 'busy', sealed: true };
    return { is: 'reply', reply: replyOf(opened.value), plain: false, message: opened.value };
  }

  /** The answer was taken: the next command acknowledges it. @param copyWithinMs how long after the last try a second answer to it may come. */
  settle(copyWithinMs: number): void {
    const settled = this.#inFlight;
    if (settled === null) return;
    if (settled.tries > 1) this.#copiesUntilMs[settled.sequence] = settled.lastSentAtMs + copyWithinMs;
    this.#inFlight = null;
    this.#sequence = nextSequence(settled.sequence);
  }

  #take(bytes: Uint8Array, message: EncodedMessage, handshake: boolean): void {
    this.#inFlight = { bytes, message, handshake, sequence: this.#sequence, tries: 0, lastSentAtMs: 0 };
  }

  #mayAnswer(frame: Frame, waiting: InFlight): boolean {
    if (frame.sequence === waiting.sequence) return true;
    if (frame.sequence !== 0 || frame.security !== null) return false;
    return frame.code === busyCode || (frame.code === nakCode && forgetful.includes(frame.data[0] ?? 0));
  }

  #plain(frame: Frame, waiting: InFlight): Verdict {
    if (frame.code === busyCode) return { is: 'busy', sealed: false };
    // In clear, a handshake is answered by a refusal only: all else is a copy of an older reply.
    if (waiting.handshake && frame.code !== nakCode) return stray;
    const message = { code: frame.code, data: frame.data };
    return { is: 'reply', reply: replyOf(message), plain: this.#channel !== null, message };
  }
}

const nextSequence = (sequence: Sequence): Sequence => (sequence === 0 ? 1 : sequence === 1 ? 2 : sequence === 2 ? 3 : 1);

/** A reply that can't be read is still an answer: handed on as it came. */
function replyOf(message: EncodedMessage): Reply {
  const reply = decodeReply(message.code, message.data);
  return reply.ok ? reply.value : { name: 'other', code: message.code, raw: message.data.slice() };
}

/** A trace never holds a key. */
const withoutKey = (command: Command, message: EncodedMessage): EncodedMessage =>
  command.name === 'keySet' ? { code: message.code, data: new Uint8Array(message.data.length) } : message;
