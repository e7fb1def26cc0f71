import { describe, expect, it } from 'vitest';
import type { InstallOptions, InstallStage } from '../../../../../../src/main/devices/readers/osdp/index.ts';
import { defaultKey } from '../../../../../../src/main/devices/readers/osdp/secure/keys.ts';
import { ScriptedReader } from './scripted-reader.ts';
import { card, clearReader, key, numberOf, secureReader, VirtualBus } from './virtual-bus.ts';

function fresh(address = 0): ScriptedReader {
  const device = new ScriptedReader(address, null);
  device.acceptsDefault = true;
  return device;
}

function busWith(...devices: ScriptedReader[]) {
  const bus = new VirtualBus(devices.map((device) => ({ device, as: secureReader(`r${device.address}`, device.acceptsDefault ? null : device.key) })));
  bus.up();
  return bus;
}

function install(bus: VirtualBus, more: Partial<InstallOptions> = {}, readerId = 'r0') {
  const stages: InstallStage[] = [];
  const aborting = new AbortController();
  const options = {
    newKey: key(3),
    storePending: async () => true,
    windowMs: 10_000,
    onStage: (stage: InstallStage) => stages.push(stage),
    signal: aborting.signal,
  };
  return { stages, aborting, done: bus.panel.install(readerId, { ...options, ...more }) };
}

describe('an install window', () => {
  it('gives a reader with the public key a new one, and opens its channel with that', async () => {
    const device = fresh();
    const bus = busWith(device);
    await bus.time.pass(3_000);
    const { done, stages } = install(bus);
    await bus.time.pass(3_000);
    expect(await done).toEqual({ ok: true, value: undefined });
    expect(stages).toEqual(['windowOpen', 'defaultHandshake', 'keyStored', 'keySent', 'newHandshake']);
    expect(device.key).toEqual(key(3));
    expect(bus.told('pendingKey')).toMatchObject([{ proven: true }]);
    expect(bus.panel.status('r0')).toMatchObject({ online: true, secure: true });
    expect(bus.told('insecure').filter(({ toldAtMs }) => toldAtMs > 3_000)).toEqual([]);
  });

  it('sends the key only after it was stored', async () => {
    const device = fresh();
    const bus = busWith(device);
    let store = (_: boolean): void => undefined;
    const { done } = install(bus, { storePending: () => new Promise((resolve) => (store = resolve)) });
    await bus.time.pass(2_000);
    expect(device.heard.some(({ command }) => command.name === 'keySet')).toBe(false);
    store(true);
    await bus.time.pass(1_000);
    expect(await done).toMatchObject({ ok: true });
    expect(device.heard.filter(({ command }) => command.name === 'keySet').map(({ secure }) => secure)).toEqual([true]);
  });

  it.each(['says no', 'breaks'])('ends where the store %s, and the reader keeps its key', async (how) => {
    const device = fresh();
    const bus = busWith(device);
    const { done } = install(bus, { storePending: how === 'breaks' ? () => Promise.reject(new Error('disk')) : async () => false });
    await bus.time.pass(2_000);
    expect(await done).toEqual({ ok: false, error: 'keyNotStored' });
    expect(device.acceptsDefault).toBe(true);
    expect(bus.online('r0')).toBe(false);
  });

  it('works where KEYSET is acknowledged in clear', async () => {
    const device = fresh();
    device.plainKeySetAck = true;
    const bus = busWith(device);
    const { done } = install(bus);
    await bus.time.pass(3_000);
    expect(await done).toMatchObject({ ok: true });
    expect(bus.told('insecure').filter(({ attempt }) => attempt === 'plainReply')).toEqual([]);
  });

  it('works where the acknowledgement is lost every time', async () => {
    const device = fresh();
    const bus = busWith(device);
    bus.fate = () => (device.heard.at(-1)?.command.name === 'keySet' && device.channel !== null && device.sessions === 1 ? 'lost' : 'fine');
    const { done } = install(bus);
    await bus.time.pass(6_000);
    expect(await done).toMatchObject({ ok: true });
    expect(bus.online('r0')).toBe(true);
  });

  it('gives a reader that has our key another one through its own channel', async () => {
    const device = new ScriptedReader(0, key(1));
    const bus = busWith(device);
    await bus.time.pass(1_000);
    const { done, stages } = install(bus);
    await bus.time.pass(2_000);
    expect(await done).toMatchObject({ ok: true });
    expect(stages).toEqual(['windowOpen', 'keyStored', 'keySent', 'newHandshake']);
    expect(device.key).toEqual(key(3));
    expect(bus.told('offline')).toEqual([]);
  });

  it('waits for a reader that is made ready only later', async () => {
    const device = fresh();
    const bus = busWith(device);
    bus.dead.add(device);
    const { done } = install(bus);
    await bus.time.pass(6_000);
    bus.dead.delete(device);
    await bus.time.pass(3_000);
    expect(await done).toMatchObject({ ok: true });
  });

  it.each([
    { what: 'nobody answers', device: () => fresh(), dead: true, problem: 'windowClosed' },
    { what: 'the reader has a key that is not ours', device: () => new ScriptedReader(0, key(7)), dead: false, problem: 'wrongKey' },
    { what: 'the reader can not be secure', device: () => withoutSecurity(), dead: false, problem: 'noSecurity' },
    { what: 'the reader refuses the key', device: () => refusing(), dead: false, problem: 'refused' },
  ])('closes with $problem where $what', async ({ device: make, dead, problem }) => {
    const device = make();
    const bus = new VirtualBus([{ device, as: secureReader('r0', null) }]);
    if (dead) bus.dead.add(device);
    bus.up();
    const { done } = install(bus);
    await bus.time.pass(10_500);
    expect(await done).toEqual({ ok: false, error: problem });
    expect(bus.online('r0')).toBe(false);
  });

  it('ends when it is called off, when the line goes down, when another one opens, and when the panel stops', async () => {
    const bus = new VirtualBus([{ device: new ScriptedReader(0, key(7)), as: secureReader('r0', null) }]);
    bus.up();
    const first = install(bus);
    await bus.time.pass(500);
    first.aborting.abort();
    expect(await first.done).toEqual({ ok: false, error: 'cancelled' });
    const second = install(bus);
    const third = install(bus);
    expect(await second.done).toEqual({ ok: false, error: 'cancelled' });
    bus.panel.lineDown();
    expect(await third.done).toEqual({ ok: false, error: 'lineDown' });
    expect(await install(bus).done).toEqual({ ok: false, error: 'lineDown' });
    bus.up();
    const fourth = install(bus);
    bus.panel.stop();
    expect(await fourth.done).toEqual({ ok: false, error: 'cancelled' });
    await bus.time.pass(1_000);
    expect(bus.time.waiting).toBe(0);
    expect(await install(bus, {}, 'nobody').done).toEqual({ ok: false, error: 'noSuchReader' });
  });

  it('is never open without being asked for: the public key is not tried', async () => {
    const device = fresh();
    const bus = busWith(device);
    bus.panel.setKeys('r0', { current: key(1), pending: null });
    await bus.time.pass(20_000);
    const selectors = bus.sent.filter(({ frame }) => frame.code === 0x76).map(({ frame }) => frame.security?.data[0]);
    expect(selectors.length).toBeGreaterThan(5);
    expect(selectors.every((selector) => selector === 1)).toBe(true);
  });

  it('delivers no card that comes through the channel of the public key, and disturbs nobody else', async () => {
    const device = fresh();
    const other = new ScriptedReader(1, key(4));
    const bus = busWith(device, other);
    await bus.time.pass(1_000);
    device.events.push(card(66));
    const asked: Uint8Array[] = [];
    device.replyTo = (command) => {
      if (command.name === 'poll' && device.channelKey === defaultKey) asked.push(defaultKey);
      return null;
    };
    const { done } = install(bus);
    other.events.push(card(1), card(2));
    await bus.time.pass(5_000);
    expect(await done).toMatchObject({ ok: true });
    expect(bus.told('card', 'r1').map(numberOf)).toEqual([1, 2]);
    expect(asked).toEqual([]);
    expect(bus.told('card', 'r0').map(numberOf)).toEqual([66]);
    expect(other.sessions).toBe(1);
  });

  it('that was cut off by a crash after KEYSET is harmless: the pending key is tried first', async () => {
    const device = new ScriptedReader(0, key(3));
    const bus = new VirtualBus([{ device, as: secureReader('r0', key(1), key(3)) }]);
    bus.up();
    await bus.time.until(() => bus.online('r0'), 1_500);
    expect(bus.told('pendingKey')).toMatchObject([{ proven: true }]);
  });

  it('settles a pending key that the reader proves to have, before another one takes its place in the store', async () => {
    const device = new ScriptedReader(0, key(5));
    const bus = new VirtualBus([{ device, as: secureReader('r0', key(1), key(5)) }]);
    bus.dead.add(device);
    bus.up();
    const order: string[] = [];
    const { done } = install(bus, {
      storePending: async () => {
        order.push(...bus.told('pendingKey').map(({ proven }) => `proven ${proven}`), 'stored');
        return true;
      },
    });
    await bus.time.pass(500);
    device.replyTo = (command) => (command.name === 'keySet' ? { name: 'nak', code: 9, detail: new Uint8Array(0) } : null);
    bus.dead.delete(device);
    await bus.time.pass(4_000);
    expect(await done).toEqual({ ok: false, error: 'refused' });
    expect(order).toEqual(['proven true', 'stored']);
    await bus.time.until(() => bus.panel.status('r0')?.secure === true, 4_000);
  });

  it.each([
    ['goes silent', 'silence'],
    ['has lost its session', { clear: { name: 'nak', code: 6, detail: new Uint8Array(0) } }],
  ] as const)('that is called off while its key is on the way to a reader that %s leaves the reader to the usual rules', async (_, answer) => {
    const device = new ScriptedReader(0, key(1));
    const bus = busWith(device);
    await bus.time.pass(1_000);
    let isSent = false;
    device.instead = (_command, frame) => {
      isSent ||= frame.code === 0x75;
      return isSent ? answer : null;
    };
    const { done, aborting } = install(bus);
    await bus.time.until(() => isSent, 2_000);
    aborting.abort();
    expect(await done).toEqual({ ok: false, error: 'cancelled' });
    const before = bus.sent.length;
    await bus.time.pass(10_000);
    expect(bus.online('r0')).toBe(false);
    expect(bus.sent.slice(before).filter(({ frame }) => frame.code === 0x75).length).toBeLessThanOrEqual(4);
    device.instead = () => null;
    await bus.time.until(() => bus.panel.status('r0')?.secure === true, 4_000);
  });

  it('finds a reader that is not made ready for it, which is no news of that reader', async () => {
    const device = new ScriptedReader(0, key(7));
    const bus = new VirtualBus([{ device, as: secureReader('r0', null) }]);
    bus.up();
    await bus.time.pass(3_000);
    const { done } = install(bus);
    await bus.time.pass(10_500);
    expect(await done).toEqual({ ok: false, error: 'wrongKey' });
    await bus.time.pass(3_000);
    expect(bus.told('offline').map(({ cause }) => cause)).toEqual(['keyMissing']);
  });

  it('that is called off while the reader takes the key begins anew with it', async () => {
    const device = new ScriptedReader(0, key(1));
    const bus = busWith(device);
    await bus.time.pass(1_000);
    const { done, aborting, stages } = install(bus);
    await bus.time.until(() => stages.includes('keySent'), 2_000);
    aborting.abort();
    expect(await done).toEqual({ ok: false, error: 'cancelled' });
    await bus.time.pass(2_000);
    expect(device.channelKey).toEqual(key(3));
    expect(bus.told('pendingKey')).toMatchObject([{ proven: true }]);
  });

  it('gives a key to a reader that is otherwise spoken to in clear', async () => {
    const device = fresh();
    const bus = new VirtualBus([{ device, as: clearReader('r0') }]);
    bus.up();
    await bus.time.pass(1_000);
    const { done } = install(bus);
    await bus.time.pass(3_000);
    expect(await done).toMatchObject({ ok: true });
    expect(device.key).toEqual(key(3));
    device.events.push(card(5));
    await bus.time.pass(1_000);
    expect(bus.told('card').map(numberOf)).toEqual([5]);
  });
});

function withoutSecurity(): ScriptedReader {
  const device = new ScriptedReader(0, null);
  device.capabilities = [{ fn: 9, compliance: 0, count: 0 }];
  device.instead = (command) => (command.name === 'chlng' ? { clear: { name: 'nak', code: 5, detail: new Uint8Array(0) } } : null);
  return device;
}

function refusing(): ScriptedReader {
  const device = fresh();
  device.replyTo = (command) => (command.name === 'keySet' ? { name: 'nak', code: 9, detail: new Uint8Array(0) } : null);
  return device;
}
