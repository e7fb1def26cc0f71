import { describe, expect, it } from 'vitest';
import type { Command } from '../../../../../../src/main/devices/readers/osdp/index.ts';
import { ScriptedReader } from './scripted-reader.ts';
import { card, clearReader, key, numberOf, secureReader, VirtualBus } from './virtual-bus.ts';

const beep = (times: number): Command => ({ name: 'buz', buzzers: [{ reader: 0, tone: 2, on: 1, off: 1, repeats: times }] });
const relay: Command = { name: 'out', outputs: [{ output: 0, control: 5, timer: 30 }] };
const welcome: Command = { name: 'text', reader: 0, control: 1, seconds: 0, row: 1, column: 1, text: 'WELCOME' };

async function busOf(count: number, options: ConstructorParameters<typeof VirtualBus>[1] = {}) {
  const devices = Array.from({ length: count }, (_, address) => new ScriptedReader(address, key(address + 1)));
  const bus = new VirtualBus(
    devices.map((device) => ({ device, as: secureReader(`r${device.address}`, device.key) })),
    options,
  );
  bus.up();
  await bus.time.until(() => devices.every((device) => device.heard.some(({ command }) => command.name === 'poll')));
  return { bus, devices, first: devices[0] ?? new ScriptedReader(0) };
}

const said = (device: ScriptedReader): Command['name'][] => device.heard.map(({ command }) => command.name);

describe('what waits for a reader', () => {
  it('is said before the next poll of anyone', async () => {
    const { bus, devices, first } = await busOf(8, { baudRate: 9_600 });
    const before = devices.map((device) => device.heard.length);
    // What is on the line now goes on.
    const onTheLine = bus.sent.at(-1)?.frame.address;
    bus.panel.indicate('r0', [beep(1), relay, welcome]);
    await bus.time.until(() => said(first).includes('text'));
    const polls = devices.map(
      (device, at) =>
        said(device)
          .slice(before[at])
          .filter((name) => name === 'poll').length,
    );
    expect(polls.filter((count, address) => count > (address === onTheLine ? 1 : 0))).toEqual([]);
  });

  it('answers a card quickly: the sign is the next thing on the line', async () => {
    const { bus, devices } = await busOf(4, { baudRate: 9_600 });
    const [, , third] = devices as [ScriptedReader, ScriptedReader, ScriptedReader];
    third.events.push(card(7));
    await bus.time.until(() => bus.told('card').length === 1);
    bus.panel.indicate('r2', [beep(1)]);
    await bus.time.until(() => said(third).includes('buz'), 40);
  });

  it('is replaced by newer signs, but requests are not', async () => {
    const { bus, first } = await busOf(1);
    const answers = [bus.panel.request('r0', relay), bus.panel.request('r0', welcome)];
    bus.panel.indicate('r0', [beep(1), beep(2)]);
    bus.panel.indicate('r0', [beep(3)]);
    await bus.time.pass(1_000);
    const beeps = first.heard.flatMap(({ command }) => (command.name === 'buz' ? command.buzzers.map(({ repeats }) => repeats) : []));
    expect(beeps).toEqual([3]);
    expect(await Promise.all(answers)).toEqual([
      { ok: true, value: { name: 'ack' } },
      { ok: true, value: { name: 'ack' } },
    ]);
  });

  it('for ever does not keep the others from being polled', async () => {
    const { bus, devices } = await busOf(4, { baudRate: 9_600 });
    let asked = 0;
    const goOn = (): void => {
      asked += 1;
      void bus.panel.request('r0', { name: 'lstat' }).then(() => asked < 200 && goOn());
    };
    goOn();
    for (let number = 1; number <= 5; number += 1) {
      devices[3]?.events.push(card(number));
      await bus.time.until(() => bus.told('card').length === number, 1_000);
      await bus.time.pass(321);
    }
    expect(asked).toBeGreaterThan(15);
  });

  it('is dropped when the reader goes off-line, and nobody is left without an answer', async () => {
    const { bus, first } = await busOf(2);
    bus.dead.add(first);
    const answers = [bus.panel.request('r0', relay), bus.panel.request('r0', welcome)];
    bus.panel.indicate('r0', [beep(1)]);
    await bus.time.pass(9_000);
    expect(await Promise.all(answers)).toEqual([
      { ok: false, error: { code: 'offline' } },
      { ok: false, error: { code: 'offline' } },
    ]);
    bus.dead.delete(first);
    const before = first.heard.length;
    await bus.time.pass(4_000);
    expect(bus.online('r0')).toBe(true);
    expect(
      said(first)
        .slice(before)
        .filter((name) => name === 'buz' || name === 'out'),
    ).toEqual([]);
  });

  it('has no reply where the reader went away over it', async () => {
    const { bus, first } = await busOf(2);
    const answer = bus.panel.request('r0', relay);
    first.instead = (_, frame) => (frame.code === 0x68 ? 'silence' : null);
    await bus.time.pass(9_000);
    expect(await answer).toEqual({ ok: false, error: { code: 'noReply' } });
  });

  it('is cancelled when the panel stops', async () => {
    const { bus } = await busOf(1);
    const answers = [bus.panel.request('r0', relay), bus.panel.request('r0', welcome)];
    bus.panel.stop();
    expect(await Promise.all(answers)).toEqual([
      { ok: false, error: { code: 'cancelled' } },
      { ok: false, error: { code: 'cancelled' } },
    ]);
  });
});

describe('a request', () => {
  it('for nobody, or one that can not or may not be sent, is refused', async () => {
    const { bus } = await busOf(1);
    expect(await bus.panel.request('nobody', relay)).toEqual({ ok: false, error: { code: 'noSuchReader' } });
    expect(await bus.panel.request('r0', { name: 'keySet', key: key(9) })).toEqual({ ok: false, error: { code: 'refused' } });
    expect(await bus.panel.request('r0', { ...welcome, text: '入口' } as Command)).toEqual({ ok: false, error: { code: 'refused' } });
    bus.panel.indicate('r0', [{ ...welcome, text: '入口' } as Command]);
    await bus.time.pass(500);
    expect(bus.online('r0')).toBe(true);
  });

  it.each<{ command: Command; code: number }>([
    { command: { name: 'keepActive', forMs: 5_000 }, code: 0xa7 },
    { command: { name: 'acuRxSize', bytes: 1_440 }, code: 0x7b },
    { command: { name: 'mfg', oui: Uint8Array.of(1, 2, 3), data: Uint8Array.of(4) }, code: 0x80 },
    { command: { name: 'fileTransfer', type: 1, totalBytes: 2, offset: 0, fragment: Uint8Array.of(1, 2) }, code: 0x7c },
  ])('may be any command of the protocol: $command.name', async ({ command, code }) => {
    const { bus } = await busOf(1);
    const answer = bus.panel.request('r0', command);
    await bus.time.pass(500);
    expect(await answer).toMatchObject({ ok: true });
    expect(bus.sent.some(({ frame }) => frame.code === code)).toBe(true);
  });
});

describe('a reader that gets another address', () => {
  it('is spoken to there, with a new session', async () => {
    const { bus, first } = await busOf(2);
    const done = bus.panel.changeAddress('r0', { address: 9, baudRate: 38_400 });
    await bus.time.pass(2_000);
    expect(await done).toEqual({ ok: true, value: { address: 9, baudRate: 38_400 } });
    first.events.push(card(7));
    await bus.time.pass(500);
    expect(bus.told('card').map(numberOf)).toEqual([7]);
    expect(first.sessions).toBe(2);
    expect(bus.baudRates).toEqual([]);
  });

  it('and another speed takes the port along, if it is alone', async () => {
    const { bus } = await busOf(1);
    const done = bus.panel.changeAddress('r0', { address: 0, baudRate: 115_200 });
    await bus.time.pass(500);
    expect(await done).toMatchObject({ ok: true, value: { baudRate: 115_200 } });
    expect(bus.baudRates).toEqual([115_200]);
  });

  it('is refused where others would be harmed', async () => {
    const { bus } = await busOf(2);
    expect(await bus.panel.changeAddress('r0', { address: 0, baudRate: 115_200 })).toEqual({ ok: false, error: { code: 'refused' } });
    expect(await bus.panel.changeAddress('r0', { address: 1, baudRate: 38_400 })).toEqual({ ok: false, error: { code: 'refused' } });
    expect(await bus.panel.changeAddress('r0', { address: 0x7f, baudRate: 38_400 })).toEqual({ ok: false, error: { code: 'refused' } });
  });
});

describe('the frames that pass', () => {
  it('are shown with what they say in clear', async () => {
    const { bus } = await busOf(1);
    const seen: string[] = [];
    bus.panel.watchFrames(({ direction, message, good }) => seen.push(`${direction} ${message?.code.toString(16)} ${good}`));
    void bus.panel.request('r0', relay);
    await bus.time.until(() => seen.length >= 4);
    expect(seen).toEqual(expect.arrayContaining(['out 68 true', 'in 40 true']));
    bus.panel.watchFrames(null);
    const before = seen.length;
    await bus.time.pass(500);
    expect(seen).toHaveLength(before);
  });
});

describe('polls', () => {
  it('come at the interval that was asked for, and rounds are counted', async () => {
    const device = new ScriptedReader(0);
    const bus = new VirtualBus([{ device, as: clearReader('gate') }], { pollMs: 100 });
    bus.up();
    await bus.time.pass(1_000);
    const before = bus.panel.rounds;
    await bus.time.pass(10_000);
    expect(bus.panel.rounds - before).toBeGreaterThanOrEqual(99);
    expect(bus.panel.rounds - before).toBeLessThanOrEqual(101);
  });

  it('of eight readers go round as quickly as the line allows', async () => {
    const { bus } = await busOf(8, { baudRate: 38_400, turnaroundMs: 10 });
    await bus.time.pass(1_000);
    const before = bus.panel.rounds;
    await bus.time.pass(10_000);
    // A secured poll and its answer: 28 bytes and 10 ms, eight times.
    const wireLimit = 10_000 / (8 * ((28 * 10_000) / 38_400 + 10));
    expect((bus.panel.rounds - before) / wireLimit).toBeGreaterThan(0.85);
  });
});
