import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeCommand } from '../../../../../../src/main/devices/readers/osdp/commands.ts';
import type { Frame } from '../../../../../../src/main/devices/readers/osdp/frame.ts';
import type { Command, Reply } from '../../../../../../src/main/devices/readers/osdp/messages.ts';
import { decodeReply } from '../../../../../../src/main/devices/readers/osdp/replies.ts';
import type { Opened, SecureChannel } from '../../../../../../src/main/devices/readers/osdp/secure/channel.ts';
import { beginHandshake, type PanelHandshake } from '../../../../../../src/main/devices/readers/osdp/secure/handshake.ts';
import { defaultKey } from '../../../../../../src/main/devices/readers/osdp/secure/keys.ts';
import {
  type AnswerOptions,
  answerChallenge,
  keyKindAskedFor,
  type ReaderHandshake,
} from '../../../../../../src/main/devices/readers/osdp/secure/reader-handshake.ts';
import { accepted, bytesOf, clientId, frameOf, hexOf, ownKey } from './wire.ts';

const keys = { own: ownKey, default: defaultKey };

/** Two recorded sessions in the way of .osdpcap: a line of JSON for each frame. */
const recorded = (name: string): [Frame, Frame][] => {
  const lines = readFileSync(join(import.meta.dirname, '../../../../../fixtures/osdp', name), 'utf8')
    .trim()
    .split('\n');
  const frames = lines.map((line) => frameOf(String(JSON.parse(line).data).replaceAll('-', '')));
  return frames.flatMap((command, index) => {
    const reply = frames[index + 1];
    return index % 2 === 0 && reply !== undefined ? [[command, reply] as [Frame, Frame]] : [];
  });
};

/** What both sides of our own make of the exchanges of a recording, held against it byte for byte. */
class Replay {
  readonly said: (Command | Reply | string)[] = [];
  /** Exchanges of a poll and nothing to tell, which aren't listed. */
  idle = 0;
  #panelSide: PanelHandshake | null = null;
  #readerSide: ReaderHandshake | null = null;
  #ends: { panel: SecureChannel; reader: SecureChannel } | null = null;

  take(command: Frame, reply: Frame): void {
    if (command.security === null) return;
    if (command.code === 0x76) this.#challenge(command, reply);
    else if (command.code === 0x77) this.#prove(command, reply);
    else this.#exchange(command, reply);
  }

  #challenge(command: Frame, reply: Frame): void {
    const keyKind = keyKindAskedFor(command) ?? 'own';
    const { address, check, sequence } = command;
    this.#panelSide = beginHandshake({ address, check, key: keys[keyKind], keyKind, randomA: command.data, sequence });
    expect(hexOf(this.#panelSide.challenge)).toBe(hexOf(command.bytes));
    const answer: AnswerOptions = { key: keys[keyKind], keyKind, clientId: reply.data.subarray(0, 8), randomB: reply.data.subarray(8, 16) };
    this.#readerSide = accepted(answerChallenge(command, answer));
    if (hexOf(this.#readerSide.ccrypt) === hexOf(reply.bytes)) return;
    const refusal = this.#panelSide.acceptCcrypt(reply);
    this.said.push(refusal.ok ? 'taken' : refusal.error);
  }

  #prove(command: Frame, reply: Frame): void {
    if (this.#panelSide === null || this.#readerSide === null) throw new Error('SCRYPT before CHLNG');
    const scrypt = accepted(this.#panelSide.acceptCcrypt(frameOf(hexOf(this.#readerSide.ccrypt))));
    expect(hexOf(scrypt)).toBe(hexOf(command.bytes));
    const { rmacI, channel: reader } = accepted(this.#readerSide.acceptScrypt(command));
    expect(hexOf(rmacI)).toBe(hexOf(reply.bytes));
    if (reader === null) throw new Error('the reader refused the panel');
    this.#ends = { panel: accepted(this.#panelSide.acceptRmac(reply)), reader };
    this.said.push('secure');
  }

  #exchange(command: Frame, reply: Frame): void {
    if (this.#ends === null) throw new Error('a secured frame before the handshake');
    const { panel, reader } = this.#ends;
    const asked = accepted(reader.open(command));
    expect(hexOf(panel.seal({ ...partsOf(command), ...asked }))).toBe(hexOf(command.bytes));
    const answered = accepted(panel.open(reply));
    expect(hexOf(reader.seal({ ...partsOf(reply), ...answered }))).toBe(hexOf(reply.bytes));
    const messages = messagesOf(asked, answered);
    if (messages[0].name === 'poll' && messages[1].name === 'ack') this.idle += 1;
    else this.said.push(...messages);
  }
}

const partsOf = ({ address, check, sequence }: Frame): Pick<Frame, 'address' | 'check' | 'sequence'> => ({ address, check, sequence });
const messagesOf = (asked: Opened, answered: Opened): [Command, Reply] => [
  accepted(decodeCommand(asked.code, asked.data)),
  accepted(decodeReply(answered.code, answered.data)),
];

const replayed = (name: string): { said: (Command | Reply | string)[]; idle: number } => {
  const replay = new Replay();
  for (const [command, reply] of recorded(name)) replay.take(command, reply);
  return { said: replay.said, idle: replay.idle };
};

const ack: Reply = { name: 'ack' };
/** Lamp, buzzer, barrier, text, states: alike in both sessions. */
const work: (Command | Reply)[] = [
  {
    name: 'led',
    lamps: [
      {
        reader: 0,
        lamp: 0,
        temporary: { control: 2, on: 2, off: 2, onColour: 2, offColour: 0, timer: 20 },
        permanent: { control: 1, on: 5, off: 0, onColour: 1, offColour: 1 },
      },
    ],
  },
  ack,
  { name: 'buz', buzzers: [{ reader: 0, tone: 2, on: 2, off: 1, repeats: 2 }] },
  ack,
  { name: 'out', outputs: [{ output: 0, control: 5, timer: 30 }] },
  ack,
  { name: 'text', reader: 0, control: 1, seconds: 0, row: 1, column: 1, text: 'WELCOME' },
  ack,
];

describe('a recorded session, through handshake and channel of our own', () => {
  it('with a key of its own comes out byte for byte in both directions', () => {
    const { said, idle } = replayed('scbk-session.osdpcap');
    expect(idle).toBe(14);
    expect(said).toEqual([
      'secure',
      ...work,
      { name: 'lstat' },
      { name: 'lstatr', tamper: true, power: false },
      { name: 'istat' },
      { name: 'istatr', inputs: [0, 0] },
      { name: 'ostat' },
      { name: 'ostatr', outputs: [true, false] },
      { name: 'poll' },
      { name: 'raw', reader: 0, format: 1, bitCount: 26, bits: bytesOf('16981cc0') },
      { name: 'poll' },
      { name: 'keypad', reader: 0, keys: '1234#' },
      { name: 'poll' },
      { name: 'lstatr', tamper: true, power: false },
    ]);
  });

  it('of an installation fails on the unknown key, sets one under SCBK-D, and goes on with it', () => {
    const { said, idle } = replayed('install-then-keyset.osdpcap');
    expect(idle).toBe(0);
    expect(said).toEqual([
      'wrongKey',
      'secure',
      { name: 'keySet', key: ownKey },
      ack,
      'secure',
      ...work,
      { name: 'lstat' },
      { name: 'lstatr', tamper: false, power: false },
      { name: 'istat' },
      { name: 'istatr', inputs: [0, 0] },
      { name: 'ostat' },
      { name: 'ostatr', outputs: [true, false] },
    ]);
  });

  it('is one of the reader that was expected', () => {
    const ccrypts = recorded('scbk-session.osdpcap').filter(([command]) => command.code === 0x76);
    expect(ccrypts.map(([, reply]) => reply.data.slice(0, 8))).toEqual([clientId]);
  });
});
