import { describe, expect, it } from 'vitest';
import { ScriptedReader } from './scripted-reader.ts';
import { card, clearReader, key, numberOf, secureReader, VirtualBus } from './virtual-bus.ts';

function busOf(count: number, options: ConstructorParameters<typeof VirtualBus>[1] = {}) {
  const devices = Array.from({ length: count }, (_, address) => new ScriptedReader(address, key(address + 1)));
  const bus = new VirtualBus(
    devices.map((device) => ({ device, as: secureReader(`r${device.address}`, device.key) })),
    options,
  );
  return { bus, devices };
}

const allOnline = (bus: VirtualBus) => bus.readers.every((reader) => bus.online(`r${reader.address}`));

describe('a reader that falls silent beside others', () => {
  it('is off-line after 8 s and no sooner, and the others do not notice', async () => {
    const { bus, devices } = busOf(4);
    bus.up();
    await bus.time.until(() => allOnline(bus));
    await bus.time.pass(500);
    const [first] = devices as [ScriptedReader];
    bus.dead.add(first);
    const goneAtMs = bus.time.nowMs;
    await bus.time.until(() => !bus.online('r0'));
    expect(bus.told('offline')).toMatchObject([{ readerId: 'r0', cause: 'noReply' }]);
    expect(bus.time.nowMs - goneAtMs).toBeGreaterThan(7_500);
    expect(bus.time.nowMs - goneAtMs).toBeLessThan(8_600);
    expect(bus.panel.status('r0')?.lastLoss?.cause).toBe('noReply');
    await bus.time.pass(30_000);
    expect(devices.map((device) => device.sessions)).toEqual([1, 1, 1, 1]);
    expect(bus.told('offline')).toHaveLength(1);
  });

  it.each([1, 3, 7])('lets %i others be polled on: their cards come quickly', async (alive) => {
    const { bus, devices } = busOf(8, { baudRate: 9_600, turnaroundMs: 10 });
    bus.up();
    await bus.time.until(() => allOnline(bus));
    for (const device of devices.slice(alive)) bus.dead.add(device);
    await bus.time.pass(12_000);
    expect(bus.told('offline').map(({ readerId }) => readerId)).toHaveLength(8 - alive);
    for (let number = 1; number <= 10; number += 1) {
      const shownAtMs = bus.time.nowMs;
      devices[0]?.events.push(card(number));
      await bus.time.until(() => bus.told('card', 'r0').length === number);
      expect(bus.time.nowMs - shownAtMs).toBeLessThan(900);
      await bus.time.pass(370);
    }
  });

  it('is not taken for the silence of the line, however slowly the readers answer', async () => {
    const { bus, devices } = busOf(8, { turnaroundMs: 180 });
    bus.up();
    await bus.time.until(() => allOnline(bus));
    for (let round = 0; round < 8; round += 1) {
      await bus.time.pass(3_000 + round * 111);
      const alive = devices[round];
      for (const device of devices) if (device !== alive) bus.dead.add(device);
      await bus.time.pass(3_000);
      expect(bus.told('offline')).toEqual([]);
      bus.dead.clear();
    }
  });

  it.each([
    { baudRate: 9_600, count: 8, gone: 1 },
    { baudRate: 9_600, count: 8, gone: 3 },
    { baudRate: 115_200, count: 16, gone: 4 },
  ])('is back within 2 s of its return, secure: $count readers at $baudRate, $gone away', async ({ baudRate, count, gone }) => {
    const { bus, devices } = busOf(count, { baudRate, turnaroundMs: 10 });
    bus.up();
    await bus.time.until(() => allOnline(bus));
    for (const device of devices.slice(0, gone)) bus.dead.add(device);
    await bus.time.pass(12_000);
    for (let offsetMs = 0; offsetMs < 1_500; offsetMs += 490) {
      await bus.time.pass(offsetMs);
      const [first] = devices as [ScriptedReader];
      bus.dead.delete(first);
      first.forgetSession();
      const backAtMs = bus.time.nowMs;
      await bus.time.until(() => bus.online('r0'));
      expect(bus.time.nowMs - backAtMs).toBeLessThanOrEqual(2_000);
      bus.dead.add(first);
      await bus.time.pass(15_000);
      expect(bus.online('r0')).toBe(false);
    }
    expect(devices.slice(gone).map((device) => device.sessions)).toEqual(devices.slice(gone).map(() => 1));
  });
});

describe('a line that falls silent', () => {
  it.each([
    { baudRate: 9_600, count: 1 },
    { baudRate: 9_600, count: 8 },
    { baudRate: 115_200, count: 16 },
  ])('is told within 2 s for each of $count readers at $baudRate', async ({ baudRate, count }) => {
    const { bus } = busOf(count, { baudRate, turnaroundMs: 10 });
    bus.up();
    await bus.time.until(() => allOnline(bus));
    await bus.time.pass(777);
    bus.cut = true;
    await bus.time.pass(1_000);
    expect(bus.told('offline')).toEqual([]);
    await bus.time.pass(1_000);
    expect(bus.told('offline').map(({ readerId, cause }) => [readerId, cause])).toEqual(bus.readers.map(({ address }) => [`r${address}`, 'lineSilent']));
  });

  it('goes on without a handshake when it comes back within 8 s, and the card of the last moment is not lost', async () => {
    const { bus, devices } = busOf(3);
    bus.up();
    await bus.time.until(() => allOnline(bus));
    await bus.time.pass(500);
    bus.cut = true;
    await bus.time.pass(4_000);
    devices[1]?.events.push(card(7));
    bus.cut = false;
    await bus.time.pass(1_500);
    expect(allOnline(bus)).toBe(true);
    expect(bus.told('card').map(numberOf)).toEqual([7]);
    expect(devices.map((device) => device.sessions)).toEqual([1, 1, 1]);
  });

  it.each([
    { baudRate: 9_600, count: 8 },
    { baudRate: 115_200, count: 16 },
    { baudRate: 9_600, count: 1 },
  ])('for a minute brings all $count readers at $baudRate back within 2 s', async ({ baudRate, count }) => {
    const { bus } = busOf(count, { baudRate, turnaroundMs: 10 });
    bus.up();
    await bus.time.until(() => allOnline(bus));
    for (const cutMs of [60_000, 20_137, 20_391, 20_777]) {
      bus.cut = true;
      await bus.time.pass(cutMs);
      expect(bus.readers.some((reader) => bus.online(`r${reader.address}`))).toBe(false);
      bus.cut = false;
      const backAtMs = bus.time.nowMs;
      await bus.time.until(() => allOnline(bus));
      expect(bus.time.nowMs - backAtMs).toBeLessThanOrEqual(2_000);
    }
  });

  it('is not called so because of a single lost reply', async () => {
    const device = new ScriptedReader(0);
    const bus = new VirtualBus([{ device, as: clearReader('gate') }], { pollMs: 1_800 });
    bus.up();
    await bus.time.pass(5_000);
    let lost = 2;
    bus.fate = () => (lost-- > 0 ? 'lost' : 'fine');
    await bus.time.pass(20_000);
    expect(bus.told('offline')).toEqual([]);
  });
});

describe('the line itself', () => {
  it('that goes down takes its readers off-line, and requests with them', async () => {
    const { bus } = busOf(2);
    bus.up();
    await bus.time.until(() => allOnline(bus));
    const answer = bus.panel.request('r0', { name: 'lstat' });
    bus.panel.lineDown();
    expect(await answer).toMatchObject({ ok: false });
    expect(bus.told('offline').map(({ cause }) => cause)).toEqual(['lineDown', 'lineDown']);
    const said = bus.sent.length;
    await bus.time.pass(5_000);
    expect(bus.sent).toHaveLength(said);
    bus.up();
    await bus.time.pass(1_000);
    expect(allOnline(bus)).toBe(true);
  });

  it('with readers that never answer: each is told off-line once, and asked rarely', async () => {
    const { bus, devices } = busOf(2);
    for (const device of devices) bus.dead.add(device);
    bus.up();
    await bus.time.pass(20_000);
    expect(bus.told('offline').map(({ readerId, cause }) => [readerId, cause])).toEqual([
      ['r0', 'noReply'],
      ['r1', 'noReply'],
    ]);
    const before = bus.sent.length;
    await bus.time.pass(12_000);
    expect(bus.sent.length - before).toBeLessThanOrEqual(22);
    expect(bus.sent.length - before).toBeGreaterThanOrEqual(16);
  });
});
