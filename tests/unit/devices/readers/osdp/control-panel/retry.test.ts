import { describe, expect, it } from 'vitest';
import { encodeFrame, encodeReply, type Reply } from '../../../../../../src/main/devices/readers/osdp/index.ts';
import { ScriptedReader } from './scripted-reader.ts';
import { card, clearReader, key, numberOf, secureReader, VirtualBus } from './virtual-bus.ts';

const nak = (code: number): Reply => ({ name: 'nak', code, detail: new Uint8Array(0) });

async function clearBus(device = new ScriptedReader(0)) {
  const bus = new VirtualBus([{ device, as: clearReader('gate') }]);
  bus.up();
  await bus.time.until(() => device.heard.some(({ command }) => command.name === 'poll'));
  return { bus, device };
}

async function secureBus(device = new ScriptedReader(0, key(1))) {
  const bus = new VirtualBus([{ device, as: secureReader('gate', key(1)) }]);
  bus.up();
  await bus.time.until(() => device.heard.some(({ command }) => command.name === 'poll'));
  return { bus, device };
}

describe('a command without an answer', () => {
  it('is repeated with the same bytes until the reply comes, and the card in the lost replies is delivered once', async () => {
    const { bus, device } = await clearBus();
    device.events.push(card(7));
    let lost = 12;
    bus.fate = (_, reply) => (reply[5] === 0x50 && lost-- > 0 ? 'lost' : 'fine');
    await bus.time.pass(5_000);
    expect(bus.told('card').map(numberOf)).toEqual([7]);
    expect(device.repeats).toBe(12);
    expect(bus.told('offline')).toMatchObject([{ cause: 'lineSilent' }]);
    expect(bus.online('gate')).toBe(true);
  });

  it('goes on under the next number after a repeat', async () => {
    const { bus, device } = await clearBus();
    let lost = 1;
    bus.fate = () => (lost-- > 0 ? 'lost' : 'fine');
    await bus.time.pass(1_500);
    const numbers = device.heard.map(({ sequence }) => sequence);
    expect(numbers.every((number, at) => at === 0 || number === ((numbers[at - 1] ?? 0) % 3) + 1)).toBe(true);
  });

  it('is repeated at once after a broken reply, and the broken one is counted', async () => {
    const { bus, device } = await clearBus();
    device.events.push(card(7));
    let broken = 1;
    bus.fate = (_, reply) => (reply[5] === 0x50 && broken-- > 0 ? 'broken' : 'fine');
    await bus.time.pass(1_000);
    expect(bus.told('card').map(numberOf)).toEqual([7]);
    expect(bus.panel.status('gate')).toMatchObject({ badChecks: 1, retries: 1, online: true });
  });

  it('breaks no secure channel: its MAC chain goes on over repeats', async () => {
    const { bus, device } = await secureBus();
    let count = 0;
    bus.fate = () => (++count % 3 === 0 ? 'lost' : 'fine');
    for (let number = 1; number <= 20; number += 1) device.events.push(card(number));
    await bus.time.pass(20_000);
    expect(bus.told('card').map(numberOf)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
    expect(device.sessions).toBe(1);
    expect(bus.told('offline')).toEqual([]);
  });
});

describe('BUSY', () => {
  it('is followed by the same bytes after a while, in clear', async () => {
    const { bus, device } = await clearBus();
    let busy = 3;
    device.instead = (command) => (command.name === 'poll' && busy-- > 0 ? { clear: { name: 'busy' }, sequence: 0 } : null);
    device.events.push(card(7));
    await bus.time.pass(1_500);
    expect(bus.told('card').map(numberOf)).toEqual([7]);
    expect(bus.panel.status('gate')?.busy).toBe(3);
  });

  it('in clear and with sequence 0 is no offence inside a secure channel', async () => {
    const { bus, device } = await secureBus();
    let busy = 5;
    device.instead = () => (busy-- > 0 ? { clear: { name: 'busy' }, sequence: 0 } : null);
    device.events.push(card(7));
    await bus.time.pass(1_500);
    expect(bus.told('card').map(numberOf)).toEqual([7]);
    expect(bus.told('insecure')).toEqual([]);
    expect(device.sessions).toBe(1);
  });

  it('that comes sealed moves the channel on, and the command is said anew', async () => {
    const { bus, device } = await secureBus();
    let busy = 2;
    device.instead = (command) => (command.name === 'led' && busy-- > 0 ? { sealed: { name: 'busy' } } : null);
    const answer = bus.panel.request('gate', { name: 'buz', buzzers: [{ reader: 0, tone: 2, on: 1, off: 1, repeats: 1 }] });
    device.replyTo = (command) => (command.name === 'buz' && busy-- > 0 ? { name: 'busy' } : null);
    await bus.time.pass(1_000);
    expect(await answer).toEqual({ ok: true, value: { name: 'ack' } });
    expect(device.sessions).toBe(1);
    expect(device.heard.filter(({ command }) => command.name === 'buz')).toHaveLength(3);
  });

  it('for ever is as good as no reader', async () => {
    const { bus, device } = await secureBus();
    device.instead = () => ({ clear: { name: 'busy' }, sequence: 0 });
    await bus.time.pass(9_000);
    expect(bus.told('offline')).toMatchObject([{ cause: 'noReply' }]);
  });
});

describe('NAK', () => {
  it('of a request is told to whoever asked', async () => {
    const { bus, device } = await clearBus();
    device.replyTo = (command) => (command.name === 'rstat' ? nak(3) : null);
    const answer = bus.panel.request('gate', { name: 'rstat' });
    await bus.time.pass(500);
    expect(await answer).toEqual({ ok: false, error: { code: 'nak', nak: 3 } });
  });

  it('for a wrong number begins anew at 0, and the command that met it is said again', async () => {
    const { bus, device } = await clearBus();
    device.forgetSession();
    const answer = bus.panel.request('gate', { name: 'rstat' });
    await bus.time.pass(1_000);
    expect(await answer).toMatchObject({ ok: true });
    expect(bus.told('offline')).toEqual([]);
    expect(device.heard.filter(({ sequence }) => sequence === 0)).toHaveLength(2);
  });

  it('for a wrong number again and again does not fill the line', async () => {
    const device = new ScriptedReader(0);
    const bus = new VirtualBus([{ device, as: clearReader('gate') }]);
    device.instead = (command) => (command.name === 'poll' ? { clear: nak(4) } : null);
    bus.up();
    await bus.time.pass(3_000);
    const before = bus.sent.length;
    await bus.time.pass(12_000);
    expect(bus.sent.length - before).toBeLessThan(80);
  });

  it('for a bad check repeats the same bytes', async () => {
    const { bus, device } = await secureBus();
    let bad = 2;
    device.instead = () => (bad-- > 0 ? { clear: nak(1) } : null);
    device.events.push(card(7));
    await bus.time.pass(2_000);
    expect(bus.told('card').map(numberOf)).toEqual([7]);
    expect(device.sessions).toBe(1);
    expect(bus.told('insecure')).toEqual([]);
  });
});

describe('frames that are not the answer', () => {
  it('of other addresses, of other panels and our own echo are skipped', async () => {
    const device = new ScriptedReader(0);
    const bus = new VirtualBus([{ device, as: clearReader('gate') }], { echo: true });
    const foreign = encodeFrame({ address: 5, fromReader: true, sequence: 1, check: 'crc', security: null, ...encodeReply(card(99)) });
    const panel = encodeFrame({ address: 0, fromReader: false, sequence: 1, check: 'crc', security: null, code: 0x60, data: new Uint8Array(0) });
    bus.fate = (_, reply) => ({ pieces: [foreign, panel, reply] });
    bus.up();
    for (let number = 1; number <= 10; number += 1) device.events.push(card(number));
    await bus.time.pass(3_000);
    expect(bus.told('card').map(numberOf)).toEqual(Array.from({ length: 10 }, (_, at) => at + 1));
    expect(bus.panel.status('gate')).toMatchObject({ retries: 0, badChecks: 0 });
  });

  it('in clear: a second copy of a reply to a repeated command is not taken for the answer to a later one', async () => {
    const { bus, device } = await clearBus();
    device.events.push(card(7));
    // The first reply is late, so that the command is repeated and the reader answers twice.
    let late = 1;
    bus.fate = (_, reply) => (reply[5] === 0x50 && late-- > 0 ? { lateMs: 262 } : 'fine');
    await bus.time.pass(700);
    for (let number = 8; number <= 12; number += 1) device.events.push(card(number));
    await bus.time.pass(2_000);
    expect(bus.told('card').map(numberOf)).toEqual([7, 8, 9, 10, 11, 12]);
  });

  it('in clear: a copy that comes when its number is in use again is still not taken', async () => {
    const { bus, device } = await clearBus();
    device.events.push(card(7));
    let held = new Uint8Array(0);
    bus.fate = (_, reply) => {
      if (reply[5] !== 0x50 || held.length > 0) return 'fine';
      held = reply.slice();
      return 'lost';
    };
    await bus.time.until(() => bus.told('card').length === 1);
    const repeatedAtMs = bus.sent.at(-1)?.atMs ?? 0;
    // The reply that seemed lost comes as late as it may, always just after a command went out.
    for (let seen = bus.sent.length; bus.time.nowMs < repeatedAtMs + 265; seen = bus.sent.length) {
      await bus.time.until(() => bus.sent.length > seen);
      if (bus.time.nowMs < repeatedAtMs + 265) bus.inject(held);
    }
    await bus.time.pass(1_000);
    expect(bus.told('card').map(numberOf)).toEqual([7]);
  });

  it('and were cut off before a command was sent do not swallow its answer', async () => {
    const { bus, device } = await clearBus();
    for (let number = 1; number <= 5; number += 1) {
      const before = bus.told('card').length;
      device.events.push(card(number));
      await bus.time.until(() => bus.told('card').length > before, 150);
      bus.inject(Uint8Array.of(0x53, 0x85, 0x40, 0x00, 0x05, 0x50));
    }
    expect(bus.panel.status('gate')).toMatchObject({ retries: 0 });
  });

  it('yet, because a USB adapter pauses within them, are waited for', async () => {
    const { bus, device } = await secureBus();
    bus.fate = (_, reply) => ({ pieces: [reply.subarray(0, 4), reply.subarray(4, 9), reply.subarray(9, 12), reply.subarray(12)], everyMs: 100 });
    device.events.push(card(7));
    await bus.time.pass(3_000);
    expect(bus.told('card').map(numberOf)).toEqual([7]);
    expect(bus.panel.status('gate')).toMatchObject({ retries: 0, badChecks: 0 });
  });

  it('in clear: copies of older replies do not disturb a handshake', async () => {
    const device = new ScriptedReader(0, key(1));
    const bus = new VirtualBus([{ device, as: secureReader('gate', key(1)) }]);
    bus.up();
    await bus.time.until(() => bus.sent.at(-1)?.frame.code === 0x76);
    bus.inject(encodeFrame({ address: 0, fromReader: true, sequence: 0, check: 'crc', security: null, ...encodeReply({ name: 'ack' }) }));
    await bus.time.until(() => bus.online('gate'), 500);
    expect(bus.sent.filter(({ frame }) => frame.code === 0x76)).toHaveLength(1);
  });

  it('that come in pieces or several at once are put together', async () => {
    const { bus, device } = await secureBus();
    bus.fate = (_, reply) => ({ pieces: [reply.subarray(0, 1), reply.subarray(1, 7), Uint8Array.of(...reply.subarray(7), 0xff)] });
    for (let number = 1; number <= 5; number += 1) device.events.push(card(number));
    await bus.time.pass(2_000);
    expect(bus.told('card').map(numberOf)).toEqual([1, 2, 3, 4, 5]);
    expect(bus.panel.status('gate')).toMatchObject({ retries: 0, badChecks: 0 });
  });

  it('may be noise that never ends: the panel speaks all the same', async () => {
    const device = new ScriptedReader(0);
    const bus = new VirtualBus([{ device, as: clearReader('gate') }], { baudRate: 9_600 });
    bus.up();
    const hiss = (): void => {
      bus.inject(Uint8Array.of(0xaa));
      bus.time.after(1, hiss);
    };
    hiss();
    await bus.time.pass(3_000);
    expect(bus.sent.length).toBeGreaterThan(10);
  });

  it('may be noise that looks like the beginning of something long', async () => {
    const { bus, device } = await clearBus();
    bus.fate = (_, reply) => ({ pieces: [Uint8Array.of(0x53, 0x80, 0x00, 0x04, 0x05), reply] });
    device.events.push(card(7));
    await bus.time.pass(3_000);
    expect(bus.told('card').map(numberOf)).toEqual([7]);
    expect(bus.online('gate')).toBe(true);
  });
});
