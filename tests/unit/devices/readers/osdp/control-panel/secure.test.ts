import { describe, expect, it } from 'vitest';
import { crc16 } from '../../../../../../src/main/devices/readers/osdp/check.ts';
import { encodeFrame, type Reply } from '../../../../../../src/main/devices/readers/osdp/index.ts';
import { defaultKey } from '../../../../../../src/main/devices/readers/osdp/secure/keys.ts';
import { ScriptedReader } from './scripted-reader.ts';
import { card, key, numberOf, secureReader, VirtualBus } from './virtual-bus.ts';

const nak = (code: number): Reply => ({ name: 'nak', code, detail: new Uint8Array(0) });
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function busWith(device: ScriptedReader, current: Uint8Array | null, pending: Uint8Array | null = null) {
  const bus = new VirtualBus([{ device, as: secureReader('gate', current, pending) }]);
  bus.up();
  return bus;
}

/** Codes of everything that was sent outside a channel. */
const saidInClear = (bus: VirtualBus): number[] => [...new Set(bus.sent.filter(({ frame }) => frame.mac === null).map(({ frame }) => frame.code))].sort();

async function online(device = new ScriptedReader(0, key(1))) {
  const bus = busWith(device, key(1));
  await bus.time.until(() => device.heard.some(({ command }) => command.name === 'poll'));
  return { bus, device };
}

describe('the keys of a secure reader', () => {
  it('are tried pending first; one that works is told as proven', async () => {
    const device = new ScriptedReader(0, key(2));
    const bus = busWith(device, key(1), key(2));
    await bus.time.until(() => bus.online('gate'), 2_000);
    expect(bus.told('pendingKey')).toMatchObject([{ proven: true }]);
    expect(bus.told('offline')).toEqual([]);
  });

  it('fall back to the current one, and then the pending one was never taken', async () => {
    const device = new ScriptedReader(0, key(1));
    const bus = busWith(device, key(1), key(2));
    await bus.time.until(() => bus.online('gate'), 2_000);
    expect(bus.told('pendingKey')).toMatchObject([{ proven: false }]);
    expect(bus.told('insecure')).toEqual([]);
  });

  it('that are missing keep it off-line; it is still asked who it is, and nothing else', async () => {
    const device = new ScriptedReader(0, key(1));
    const bus = busWith(device, null);
    await bus.time.pass(10_000);
    expect(bus.told('offline')).toMatchObject([{ cause: 'keyMissing' }]);
    expect(bus.panel.status('gate')).toMatchObject({ online: false, identity: { serial: 1 }, lastLoss: { cause: 'keyMissing' } });
    expect(saidInClear(bus)).toEqual([0x61, 0x62]);
    expect(bus.sent.length).toBeLessThan(14);
    bus.panel.setKeys('gate', { current: key(1), pending: null });
    await bus.time.until(() => bus.online('gate'), 1_000);
  });

  it('that the reader does not have keep it off-line as a wrong key, tried slowly, never with another challenge before a restart', async () => {
    const device = new ScriptedReader(0, key(5));
    const bus = busWith(device, key(1));
    await bus.time.pass(10_000);
    expect(bus.told('offline')).toMatchObject([{ cause: 'wrongKey' }]);
    const codes = bus.sent.map(({ frame }) => frame.code);
    expect(codes.filter((code) => code === 0x76).length).toBeGreaterThan(5);
    expect(codes.filter((code) => code === 0x76).length).toBeLessThan(12);
    expect(codes.some((code, at) => code === 0x76 && codes[at - 1] === 0x76)).toBe(false);
  });

  it('repeat a challenge that got no answer byte for byte', async () => {
    const device = new ScriptedReader(0, key(1));
    const bus = new VirtualBus([{ device, as: secureReader('gate', key(1)) }]);
    let lost = 3;
    bus.fate = (_, reply) => (reply[8] === 0x76 && lost-- > 0 ? 'lost' : 'fine');
    bus.up();
    await bus.time.until(() => bus.online('gate'), 4_000);
    const challenges = bus.sent.filter(({ frame }) => frame.code === 0x76).map(({ frame }) => hex(frame.bytes));
    expect(challenges).toHaveLength(4);
    expect(new Set(challenges).size).toBe(1);
  });

  it('may be the public one on the reader: told, not used, not replaced', async () => {
    const device = new ScriptedReader(0, null);
    device.acceptsDefault = true;
    const bus = busWith(device, key(1));
    await bus.time.pass(30_000);
    expect(bus.told('insecure')).toMatchObject([{ attempt: 'defaultKey' }]);
    expect(bus.told('offline')).toMatchObject([{ cause: 'defaultKey' }]);
    expect(device.sessions).toBe(0);
    await bus.time.pass(60_000);
    expect(bus.told('insecure')).toHaveLength(2);
  });

  it('are none if somebody stored the public one', async () => {
    const device = new ScriptedReader(0, null);
    device.acceptsDefault = true;
    const bus = busWith(device, defaultKey.slice());
    await bus.time.pass(5_000);
    expect(bus.told('offline')).toMatchObject([{ cause: 'keyMissing' }]);
  });

  it('change with a fresh handshake, and back without a word about the old one', async () => {
    const { bus, device } = await online();
    device.key = key(9);
    bus.panel.setKeys('gate', { current: key(9), pending: null });
    await bus.time.pass(1_000);
    expect(bus.online('gate')).toBe(true);
    expect(device.sessions).toBe(2);
    bus.panel.setKeys('gate', { current: key(9), pending: key(8) });
    await bus.time.pass(1_000);
    expect(device.sessions).toBe(2);
  });

  it('never stand in an event, a status or a trace', async () => {
    const device = new ScriptedReader(0, null);
    device.acceptsDefault = true;
    const bus = busWith(device, null);
    const traced: unknown[] = [];
    bus.panel.watchFrames((seen) => traced.push({ ...seen.message, data: hex(seen.message?.data ?? new Uint8Array(0)) }));
    const done = bus.panel.install('gate', {
      newKey: key(3),
      storePending: async () => true,
      windowMs: 5_000,
      onStage: () => undefined,
      signal: new AbortController().signal,
    });
    await bus.time.pass(3_000);
    expect(await done).toEqual({ ok: true, value: undefined });
    const all = JSON.stringify([traced, bus.events, bus.panel.status('gate')]);
    expect(traced.length).toBeGreaterThan(10);
    expect(all).not.toContain(hex(key(3)));
  });
});

describe('a secure session', () => {
  it('that the reader has lost is opened again at once', async () => {
    const { bus, device } = await online();
    device.forgetSession();
    device.events.push(card(7));
    const lostAtMs = bus.time.nowMs;
    await bus.time.until(() => bus.told('card').length === 1, 1_000);
    expect(bus.told('offline')).toMatchObject([{ cause: 'sessionLost' }]);
    expect(bus.told('online')).toHaveLength(2);
    expect(bus.told('insecure')).toEqual([]);
    expect(bus.time.nowMs - lostAtMs).toBeLessThan(600);
  });

  it('in which a card comes in clear is dropped, told, and opened again; the card is not delivered', async () => {
    const { bus, device } = await online();
    let plain = 1;
    device.instead = (command) => (command.name === 'poll' && plain-- > 0 ? { clear: card(66) } : null);
    await bus.time.pass(1_000);
    expect(bus.told('card')).toEqual([]);
    expect(bus.told('insecure')).toMatchObject([{ attempt: 'plainReply' }]);
    expect(bus.online('gate')).toBe(true);
    expect(device.sessions).toBe(2);
  });

  it('is told about once a minute when replies in clear go on', async () => {
    const { bus, device } = await online();
    device.instead = (command, frame) => (command.name === 'poll' && frame.mac !== null ? { clear: { name: 'ack' } } : null);
    await bus.time.pass(50_000);
    expect(bus.told('insecure')).toHaveLength(1);
    const before = bus.sent.length;
    await bus.time.pass(12_000);
    expect(bus.told('insecure')).toHaveLength(2);
    expect(bus.sent.length - before).toBeLessThan(120);
  });

  it('is not dropped for a bad MAC: the same bytes again', async () => {
    const { bus, device } = await online();
    let forged = 2;
    bus.fate = (_, reply) => {
      if (forged-- <= 0) return 'fine';
      const frame = { address: 0, fromReader: true, sequence: ((reply[4] ?? 0) & 3) as 0, check: 'crc' as const };
      return { pieces: [forge(frame)] };
    };
    device.events.push(card(7));
    await bus.time.pass(1_500);
    expect(bus.told('card').map(numberOf)).toEqual([7]);
    expect(device.sessions).toBe(1);
    expect(bus.panel.status('gate')?.badChecks).toBe(2);
  });

  it('is opened again when nothing but bad MACs comes', async () => {
    const { bus, device } = await online();
    let forged = 4;
    bus.fate = (_, reply) =>
      reply[6] === 0x16 && forged-- > 0 ? { pieces: [forge({ address: 0, fromReader: true, sequence: ((reply[4] ?? 0) & 3) as 0, check: 'crc' })] } : 'fine';
    await bus.time.pass(3_000);
    expect(device.sessions).toBe(2);
    expect(bus.online('gate')).toBe(true);
  });

  it('says nothing but questions of identity and the handshake in clear, whatever is asked for', async () => {
    const device = new ScriptedReader(0, key(1));
    const bus = busWith(device, key(1));
    bus.panel.indicate('gate', [{ name: 'buz', buzzers: [{ reader: 0, tone: 2, on: 1, off: 1, repeats: 1 }] }]);
    expect(await bus.panel.request('gate', { name: 'lstat' })).toEqual({ ok: false, error: { code: 'offline' } });
    await bus.time.until(() => bus.online('gate'));
    for (let round = 0; round < 20; round += 1) {
      bus.panel.indicate('gate', [{ name: 'buz', buzzers: [{ reader: 0, tone: 2, on: 1, off: 1, repeats: 1 }] }]);
      void bus.panel.request('gate', { name: 'lstat' });
      if (round % 4 === 0) device.forgetSession();
      await bus.time.pass(137);
    }
    expect(saidInClear(bus).filter((code) => ![0x60, 0x61, 0x62, 0x76, 0x77].includes(code))).toEqual([]);
  });

  it('never delivers a card that came in clear before the handshake', async () => {
    const device = new ScriptedReader(0, key(1));
    device.replyTo = (command) => (command.name === 'id' ? nak(3) : null);
    device.events.push(card(66));
    const bus = busWith(device, key(1));
    await bus.time.pass(3_000);
    expect(bus.told('card')).toEqual([]);
    expect(bus.told('insecure')).toMatchObject([{ attempt: 'plainReply' }]);
    expect(bus.online('gate')).toBe(true);
  });
});

describe('a reader that says it can not be secure', () => {
  it('is refused and told, and the handshake is tried all the same: it may not have been the reader that said so', async () => {
    const device = new ScriptedReader(0, key(1));
    device.capabilities = [{ fn: 9, compliance: 0, count: 0 }];
    const bus = busWith(device, key(1));
    await bus.time.pass(3_000);
    expect(bus.told('insecure')).toMatchObject([{ attempt: 'noSecurity' }]);
    expect(bus.told('offline')).toMatchObject([{ cause: 'insecureRefused' }]);
    expect(bus.online('gate')).toBe(true);
  });

  it.each([3, 5])('and refuses the handshake with NAK %i stays off-line and is asked slowly', async (code) => {
    const device = new ScriptedReader(0, key(1));
    device.capabilities = [{ fn: 9, compliance: 0, count: 0 }];
    device.instead = (command) => (command.name === 'chlng' ? { clear: nak(code) } : null);
    const bus = busWith(device, key(1));
    await bus.time.pass(12_000);
    expect(bus.online('gate')).toBe(false);
    expect(bus.told('offline')).toMatchObject([{ cause: 'insecureRefused' }]);
    const challenges = bus.sent.filter(({ frame }) => frame.code === 0x76).length;
    expect(challenges).toBeGreaterThan(6);
    expect(challenges).toBeLessThan(13);
  });
});

/** A reply as it should be, but for its MAC. */
function forge(frame: { address: number; fromReader: boolean; sequence: 0 | 1 | 2 | 3; check: 'crc' }): Uint8Array {
  const bytes = encodeFrame({ ...frame, security: { type: 0x14, data: new Uint8Array(0) }, code: 0x40, data: Uint8Array.of(1, 2, 3, 4) });
  bytes[6] = 0x16;
  return withCrc(bytes);
}

function withCrc(bytes: Uint8Array): Uint8Array {
  const crc = crc16(bytes.subarray(0, -2));
  bytes[bytes.length - 2] = crc & 0xff;
  bytes[bytes.length - 1] = crc >> 8;
  return bytes;
}
