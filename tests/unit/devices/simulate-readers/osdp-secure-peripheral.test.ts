import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseCaptureLine } from '../../../../src/main/devices/readers/osdp/trace/osdpcap.ts';
import { Faults } from '../../../../src/main/devices/simulate/osdp/faults.ts';
import { Peripheral } from '../../../../src/main/devices/simulate/osdp/peripheral.ts';
import { createSeededRandom } from '../../../../src/main/devices/simulate/random.ts';
import { AskingPanel, frameOf, ownKey } from './asking-panel.ts';

const ack = { name: 'ack' };
const nak = (code: number) => expect.objectContaining({ name: 'nak', code });
const otherKey = new Uint8Array(16).fill(7);

describe('a simulated OSDP reader in a secure session', () => {
  test('opens a session with its own key, tells its events there and repeats replies bit for bit', () => {
    const panel = new AskingPanel();
    expect(panel.secure()).toBeNull();
    panel.peripheral.body.events.add({ reply: { name: 'keypad', reader: 0, keys: '12#' } });
    const sequenceOfPoll = panel.sequence;
    expect(panel.ask({ name: 'poll' })).toMatchObject({ keys: '12#' });
    const reply = panel.answered?.bytes;
    expect(panel.answered).toMatchObject({ sequence: sequenceOfPoll, security: { type: 0x18 } });
    expect(panel.send(panel.sent)).toEqual(reply);
    expect(panel.ask({ name: 'poll' })).toEqual(ack);
  });

  test('says BUSY in clear and the session goes on', () => {
    const panel = new AskingPanel();
    panel.secure();
    panel.faults.set('busy', { times: 1 });
    expect(panel.ask({ name: 'poll' })).toEqual({ name: 'busy' });
    expect(panel.answered?.security).toBeNull();
    panel.send(panel.sent);
    expect(panel.readAnswer()).toEqual(ack);
  });

  test('a panel with another key is not believed, and a reader with another key is not proved', () => {
    const panel = new AskingPanel();
    expect(panel.secure(otherKey)).toBe('wrongKey');
    expect(panel.secureWithDefaultKey()).toBe('nak');
    expect(panel.secure()).toBeNull();
  });

  test.each([
    ['zeroKey', 'wrongKey'],
    ['defaultKey', 'wrongKey'],
    ['refuses', 'nak'],
  ] as const)('without a key of its own (%s) it takes the public one, and its first key through that', (withoutKey, problem) => {
    const panel = new AskingPanel({ key: null, habits: { withoutKey } });
    expect(panel.secure()).toBe(problem);
    expect(panel.secureWithDefaultKey()).toBeNull();
    expect(panel.ask({ name: 'keySet', key: ownKey })).toEqual(ack);
    expect(panel.answered?.security?.type).toBe(0x16);
    expect(panel.secure()).toBeNull();
    expect(panel.peripheral.security.hasThisKey(ownKey)).toBe(true);
    expect(panel.secureWithDefaultKey()).toBe('nak');
  });

  test('drops a session in which it heard nothing for 8 s', () => {
    const panel = new AskingPanel();
    panel.secure();
    panel.nowMs += 8000;
    expect(panel.ask({ name: 'poll' })).toEqual(ack);
    panel.nowMs += 8001;
    expect(panel.ask({ name: 'poll' })).toEqual(nak(6));
    expect(panel.peripheral.security.open).toBe(false);
  });

  test('a forged command ends the session; one in clear beside it is refused and the session goes on', () => {
    const panel = new AskingPanel();
    panel.secure();
    expect(panel.ask({ name: 'lstat' }, { plain: true })).toEqual(nak(6));
    expect(panel.ask({ name: 'poll' })).toEqual(ack);
    const other = new AskingPanel({ key: otherKey });
    other.secure(otherKey);
    for (let times = 0; times < 3; times += 1) other.ask({ name: 'poll' });
    expect(panel.send(other.sent)).not.toBeNull();
    expect(panel.readAnswer()).toEqual(nak(6));
    expect(panel.peripheral.security.open).toBe(false);
  });

  test('sequence 0 in clear drops the session; the next secured command finds none', () => {
    const panel = new AskingPanel();
    panel.secure();
    const { channel } = panel;
    panel.channel = null;
    expect(panel.ask({ name: 'poll' }, { sequence: 0 })).toEqual(ack);
    panel.channel = channel;
    expect(panel.ask({ name: 'poll' })).toEqual(nak(6));
  });

  test('without AES-128 among its capabilities it refuses the handshake', () => {
    expect(new AskingPanel({ capabilities: [] }).secure()).toBe('nak');
  });

  test('on demand it answers in clear inside the session', () => {
    const panel = new AskingPanel();
    panel.secure();
    panel.faults.set('plain', { times: 1 });
    expect(panel.ask({ name: 'poll' })).toEqual(ack);
    expect(panel.answered?.security).toBeNull();
  });

  test.each([
    ['rMacInScs12', { rMacInScs12: true }, { name: 'poll' }, 0x16],
    ['plainStatus', { plainStatus: true }, { name: 'lstat' }, 0x15],
    ['emptyBlocks', { emptyBlocks: true }, { name: 'poll' }, 0x18],
  ] as const)('with the habit %s its answers are odd, and a tolerant panel goes on with it', (_, habits, command, type) => {
    const panel = new AskingPanel({ habits });
    expect(panel.secure()).toBeNull();
    for (let times = 0; times < 5; times += 1) expect(panel.ask(command)).toMatchObject(command.name === 'poll' ? ack : { name: 'lstatr', tamper: false });
    expect(panel.answered?.security?.type).toBe(type);
  });

  test('the answer to KEYSET may come in clear', () => {
    const panel = new AskingPanel({ key: null, habits: { keySetAckPlain: true } });
    panel.secureWithDefaultKey();
    expect(panel.ask({ name: 'keySet', key: ownKey })).toEqual(ack);
    expect(panel.answered?.security).toBeNull();
    expect(panel.secure()).toBeNull();
  });
});

describe('beside a recorded reader', () => {
  const recorded = (name: string) =>
    readFileSync(join(import.meta.dirname, '../../../fixtures/osdp', name), 'utf8')
      .trim()
      .split('\n')
      .map((line) => {
        const captured = parseCaptureLine(line);
        if (!captured.ok) throw new Error(captured.error);
        return captured.value;
      });

  /** As the reader of the recordings told that it is. */
  const likeRecorded = (key: Uint8Array | null): Peripheral =>
    new Peripheral(
      {
        address: 0,
        baudRate: 9600,
        key,
        identity: { vendor: '44ca00', model: 7, version: 1, serial: 0x01020300, firmware: '1.2.3' },
        clientId: Uint8Array.from(Buffer.from('44ca070000030201', 'hex')),
        capabilities: (Buffer.from('0101020201020301010404010502010601010801000901000a00010d0001100200', 'hex').toString('hex').match(/.{6}/g) ?? []).map(
          (triplet) => {
            const [fn = 0, compliance = 0, count = 0] = Buffer.from(triplet, 'hex');
            return { fn, compliance, count };
          },
        ),
      },
      { faults: new Faults(createSeededRandom(1)), randomBytes: () => Uint8Array.from({ length: 8 }, (_, index) => 0xa0 + index) },
    );

  test.each([
    ['scbk-session.osdpcap', ownKey, true],
    ['install-then-keyset.osdpcap', null, false],
  ])('answers each command of %s with the very bytes that the real one answered', (name, key, tamper) => {
    const reader = likeRecorded(key);
    reader.body.tamper = tamper;
    reader.body.face.setOutput({ output: 0, control: 2, timer: 0 }, 0);
    reader.body.events.add({ reply: { name: 'raw', reader: 0, format: 1, bitCount: 26, bits: Uint8Array.of(0x16, 0x98, 0x1c, 0xc0) } });
    reader.body.events.add({ reply: { name: 'keypad', reader: 0, keys: '1234#' } });
    reader.body.events.add({ reply: reader.body.localState() });
    let answer: string | null = null;
    let compared = 0;
    for (const { direction, bytes } of recorded(name)) {
      if (direction === 'out') answer = hexOf(reader.receive(frameOf(bytes), 1000)?.bytes);
      else {
        expect(answer).toBe(hexOf(bytes));
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThanOrEqual(14);
  });
});

const hexOf = (bytes: Uint8Array | undefined): string | null => (bytes === undefined ? null : Buffer.from(bytes).toString('hex'));
