/** Hours of a bad line in virtual time. The dice are seeded: a failure comes again. */
import { describe, expect, it } from 'vitest';
import { encodeFrame, encodeReply } from '../../../../../../src/main/devices/readers/osdp/index.ts';
import { ScriptedReader } from './scripted-reader.ts';
import { card, clearReader, type Fate, key, numberOf, secureReader, VirtualBus } from './virtual-bus.ts';

function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

function cut(bytes: Uint8Array, roll: (sides: number) => number): Uint8Array[] {
  const at = roll(bytes.length);
  return [bytes.subarray(0, at), bytes.subarray(at)];
}

const foreign = encodeFrame({ address: 99, fromReader: true, sequence: 2, check: 'crc', security: null, ...encodeReply(card(0xbad)) });
const noise = Uint8Array.of(0x53, 0x00, 0xff, 0x17, 0x53, 0x81);

describe.each([
  { what: 'secure', secure: true, seed: 1 },
  { what: 'secure', secure: true, seed: 2 },
  { what: 'clear', secure: false, seed: 3 },
  { what: 'clear', secure: false, seed: 4 },
])('eight $what readers on a bad line (dice $seed)', ({ secure, seed }) => {
  it('lose no card, double none and keep their sessions', async () => {
    const roll = dice(seed);
    const devices = Array.from({ length: 8 }, (_, address) => new ScriptedReader(address, key(address + 1)));
    for (const device of devices) device.instead = () => (roll(5) === 0 ? { clear: { name: 'busy' }, sequence: 0 } : null);
    const fate = (_: ScriptedReader, reply: Uint8Array): Fate => {
      if (roll(11) === 0) return 'lost';
      if (roll(7) === 0) return 'broken';
      const whole = roll(9) === 0 ? [foreign, reply] : roll(9) === 0 ? [noise, reply] : [reply];
      return { pieces: whole.flatMap((bytes) => (roll(4) === 0 ? cut(bytes, roll) : [bytes])) };
    };
    const bus = new VirtualBus(
      devices.map((device) => ({ device, as: secure ? secureReader(`r${device.address}`, device.key) : clearReader(`r${device.address}`) })),
      { fate, echo: true, baudRate: 38_400 },
    );
    bus.up();
    await bus.time.until(() => devices.every((device) => bus.online(`r${device.address}`)), 30_000);
    const rounds = 150;
    for (let round = 0; round < rounds; round += 1) {
      for (const device of devices) device.events.push(card(round * 8 + device.address));
      await bus.time.pass(2_000);
    }
    await bus.time.pass(20_000);
    for (const device of devices) {
      const shown = Array.from({ length: rounds }, (_, round) => round * 8 + device.address);
      expect(bus.told('card', `r${device.address}`).map(numberOf)).toEqual(shown);
      if (secure) expect(device.sessions).toBe(1);
    }
    expect(bus.told('offline')).toEqual([]);
    expect(bus.told('insecure')).toEqual([]);
  });
});

describe('replies that are late for a while', () => {
  it.each([true, false])('take no reader off-line and double no card (secure: %s)', async (secure) => {
    const devices = Array.from({ length: 4 }, (_, address) => new ScriptedReader(address, key(address + 1)));
    const bus = new VirtualBus(
      devices.map((device) => ({ device, as: secure ? secureReader(`r${device.address}`, device.key) : clearReader(`r${device.address}`) })),
      { baudRate: 9_600 },
    );
    bus.up();
    await bus.time.until(() => devices.every((device) => bus.online(`r${device.address}`)));
    let number = 1;
    for (let round = 0; round < 40; round += 1) {
      const untilMs = bus.time.nowMs + 300;
      bus.fate = () => (bus.time.nowMs < untilMs ? { lateMs: 250 } : 'fine');
      for (const device of devices) device.events.push(card(number + device.address));
      number += 4;
      await bus.time.pass(1_900 + round * 13);
    }
    await bus.time.pass(3_000);
    expect(
      bus
        .told('card')
        .map(numberOf)
        .sort((a, b) => a - b),
    ).toEqual(Array.from({ length: number - 1 }, (_, at) => at + 1));
    expect(bus.told('offline')).toEqual([]);
    if (secure) expect(devices.map((device) => device.sessions)).toEqual([1, 1, 1, 1]);
  });
});
