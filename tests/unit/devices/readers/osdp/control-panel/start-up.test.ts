import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../../../../src/main/devices/readers/osdp/index.ts';
import { ScriptedReader } from './scripted-reader.ts';
import { card, clearReader, key, numberOf, secureReader, VirtualBus } from './virtual-bus.ts';

const nak = (code: number): Reply => ({ name: 'nak', code, detail: new Uint8Array(0) });

function busWith(device: ScriptedReader, secure = false) {
  const bus = new VirtualBus([{ device, as: secure ? secureReader('gate', key(1)) : clearReader('gate') }]);
  bus.up();
  return bus;
}

describe('a reader that starts', () => {
  it.each([false, true])('and answers nothing before it was polled is polled first (secure: %s)', async (secure) => {
    const device = new ScriptedReader(0, key(1));
    let polled = false;
    device.instead = (command) => {
      polled ||= command.name === 'poll';
      return polled ? null : 'silence';
    };
    const bus = busWith(device, secure);
    await bus.time.until(() => bus.online('gate') && bus.panel.status('gate')?.identity !== null, 2_000);
    expect(bus.panel.status('gate')?.identity?.serial).toBe(1);
  });

  it('slowly, so that its first commands are lost, is found when it is ready', async () => {
    const device = new ScriptedReader(0);
    const bus = new VirtualBus([{ device, as: clearReader('gate') }]);
    bus.dead.add(device);
    bus.up();
    await bus.time.pass(5_000);
    bus.dead.delete(device);
    await bus.time.until(() => bus.online('gate'), 2_000);
    expect(bus.told('offline')).toEqual([]);
  });

  it('and knows the checksum only is spoken to with the checksum', async () => {
    const device = new ScriptedReader(0, key(1));
    device.checksumOnly = true;
    device.capabilities = [{ fn: 8, compliance: 0, count: 0 }];
    const bus = busWith(device, true);
    await bus.time.until(() => bus.online('gate'), 2_000);
    expect(device.heard.every(({ bytes }) => ((bytes[4] ?? 0) & 4) === 0)).toBe(true);
  });

  it('and knows the checksum only, whatever it says of itself, is spoken to with the checksum', async () => {
    const device = new ScriptedReader(0, key(1));
    device.checksumOnly = true;
    const bus = busWith(device, true);
    await bus.time.until(() => bus.online('gate'), 3_000);
  });

  it('and ignores all that has a CRC is found by trying the checksum', async () => {
    const device = new ScriptedReader(0);
    device.capabilities = [];
    device.instead = (_, frame) => (frame.check === 'crc' ? 'silence' : null);
    const bus = busWith(device);
    await bus.time.until(() => bus.online('gate'), 3_000);
    device.events.push(card(7));
    await bus.time.pass(500);
    expect(bus.told('card').map(numberOf)).toEqual([7]);
  });

  it('and says that it has CRC after all is spoken to with CRC', async () => {
    const device = new ScriptedReader(0);
    let early = true;
    device.instead = (command, frame) => {
      early &&= command.name !== 'cap';
      return early && frame.check === 'crc' ? { clear: nak(1) } : null;
    };
    const bus = busWith(device);
    await bus.time.until(() => device.heard.some(({ command }) => command.name === 'poll'));
    expect((device.heard.at(-1)?.bytes[4] ?? 0) & 4).toBe(4);
  });

  it.each([false, true])('and will not say who it is nor what it has is used all the same (secure: %s)', async (secure) => {
    const device = new ScriptedReader(0, key(1));
    device.replyTo = (command) => (command.name === 'id' || command.name === 'cap' || command.name === 'lstat' ? nak(3) : null);
    const bus = busWith(device, secure);
    await bus.time.until(() => bus.online('gate'), 2_000);
    device.events.push(card(7));
    await bus.time.pass(1_000);
    expect(bus.told('card').map(numberOf)).toEqual([7]);
    expect(bus.panel.status('gate')).toMatchObject({ identity: null, capabilities: [] });
  });

  it('and says who it is only inside the channel is asked again there', async () => {
    const device = new ScriptedReader(0, key(1));
    device.instead = (command, frame) => (frame.security === null && (command.name === 'id' || command.name === 'cap') ? { clear: nak(6) } : null);
    const bus = busWith(device, true);
    await bus.time.until(() => bus.panel.status('gate')?.identity !== null, 3_000);
    expect(bus.online('gate')).toBe(true);
    expect(bus.told('insecure')).toEqual([]);
  });

  it('after it reported its reading heads is asked for them again: one may have come back meanwhile', async () => {
    const device = new ScriptedReader(0);
    device.replyTo = (command) => (command.name === 'rstat' ? { name: 'rstatr', readers: [0] } : null);
    const bus = busWith(device);
    await bus.time.pass(1_000);
    expect(bus.told('attached')).toEqual([]);
    device.events.push({ name: 'rstatr', readers: [1] });
    await bus.time.pass(500);
    bus.dead.add(device);
    await bus.time.pass(10_000);
    bus.dead.delete(device);
    await bus.time.pass(3_000);
    expect(bus.told('attached').map(({ readers }) => readers)).toEqual([[1], [0]]);
  });

  it('again with another serial number is described anew, and the same one is not', async () => {
    const device = new ScriptedReader(0);
    const bus = busWith(device);
    const asked = () => device.heard.filter(({ command }) => command.name === 'cap').length;
    await bus.time.pass(1_000);
    for (const [serial, times] of [
      [1, 1],
      [2, 2],
    ] as const) {
      bus.dead.add(device);
      await bus.time.pass(10_000);
      device.serial = serial;
      bus.dead.delete(device);
      await bus.time.pass(3_000);
      expect(bus.panel.status('gate')?.identity?.serial).toBe(serial);
      expect(asked()).toBe(times);
    }
  });

  it('and refuses to speak in clear is off-line for that reason, not on and off', async () => {
    const device = new ScriptedReader(0);
    device.instead = (command) => (command.name === 'id' ? null : { clear: nak(6) });
    const bus = busWith(device);
    await bus.time.pass(20_000);
    expect(bus.told('offline').map(({ cause }) => cause)).toContain('insecureRefused');
    expect(bus.online('gate')).toBe(false);
  });
});
