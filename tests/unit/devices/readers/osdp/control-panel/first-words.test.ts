import { describe, expect, it } from 'vitest';
import { ScriptedReader } from './scripted-reader.ts';
import { card, clearReader, key, numberOf, secureReader, VirtualBus } from './virtual-bus.ts';

describe('a control panel', () => {
  it('says nothing before its line is up, and nothing after it was stopped', async () => {
    const bus = new VirtualBus([{ device: new ScriptedReader(0), as: clearReader('gate') }]);
    await bus.time.pass(1_000);
    expect(bus.sent).toEqual([]);
    bus.up();
    await bus.time.pass(1_000);
    bus.panel.stop();
    const said = bus.sent.length;
    await bus.time.pass(10_000);
    expect(said).toBeGreaterThan(5);
    expect(bus.sent).toHaveLength(said);
    expect(bus.time.waiting).toBe(0);
  });

  it('learns who a reader is, what it has and in what state it is, and polls it from then on', async () => {
    const device = new ScriptedReader(3);
    device.capabilities = [
      { fn: 1, compliance: 1, count: 2 },
      { fn: 2, compliance: 1, count: 1 },
    ];
    const bus = new VirtualBus([{ device, as: clearReader('gate') }]);
    bus.up();
    await bus.time.pass(1_000);
    expect(device.heard.map(({ command }) => command.name).slice(0, 7)).toEqual(['id', 'cap', 'lstat', 'istat', 'ostat', 'poll', 'poll']);
    expect(device.heard.map(({ sequence }) => sequence).slice(0, 7)).toEqual([0, 1, 2, 3, 1, 2, 3]);
    expect(bus.events.map(({ type }) => type)).toEqual(['online', 'local', 'inputs', 'outputs']);
    expect(bus.panel.status('gate')).toMatchObject({ online: true, secure: false, identity: { vendor: '00075b', serial: 1 }, lastLoss: null, retries: 0 });
  });

  it('delivers cards and keys of a reader in clear once each', async () => {
    const device = new ScriptedReader(0);
    const bus = new VirtualBus([{ device, as: clearReader('gate') }]);
    bus.up();
    device.events.push(card(7), { name: 'keypad', reader: 0, keys: '12#' }, card(8));
    await bus.time.pass(2_000);
    expect(bus.told('card').map(numberOf)).toEqual([7, 8]);
    expect(bus.told('keys')).toMatchObject([{ keys: '12#' }]);
  });

  it('opens a secure channel and says everything but the handshake inside it', async () => {
    const device = new ScriptedReader(0, key(1));
    const bus = new VirtualBus([{ device, as: secureReader('gate', key(1)) }]);
    bus.up();
    device.events.push(card(7));
    await bus.time.pass(2_000);
    expect(bus.told('online')).toEqual([expect.objectContaining({ secure: true })]);
    expect(bus.told('card').map(numberOf)).toEqual([7]);
    const clear = bus.sent.filter(({ frame }) => frame.mac === null).map(({ frame }) => frame.code);
    expect(clear).toEqual([0x61, 0x62, 0x76, 0x77]);
  });
});
