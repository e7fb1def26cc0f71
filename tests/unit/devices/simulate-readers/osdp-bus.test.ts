import { describe, expect, test } from 'vitest';
import { encodeFrame } from '../../../../src/main/devices/readers/osdp/frame.ts';
import { createSimulatedBus, type SimulatedBusDeps } from '../../../../src/main/devices/simulate/osdp/bus.ts';
import { ownKey } from './asking-panel.ts';
import { busOf, VirtualTime } from './virtual-line.ts';

const poll = encodeFrame({ address: 0, fromReader: false, sequence: 0, check: 'crc', security: null, code: 0x60, data: new Uint8Array(0) });

/** A bus whose link is started; resolves when it is up. */
async function startedBus(deps: Partial<SimulatedBusDeps> = {}) {
  const time = new VirtualTime();
  const bus = createSimulatedBus(busOf(2), { clock: { utcMs: () => time.nowMs, monoMs: () => time.nowMs }, timer: time, ...deps });
  const told: string[] = [];
  let next = Promise.withResolvers<void>();
  const tell = (what: string): void => {
    told.push(what);
    next.resolve();
    next = Promise.withResolvers();
  };
  bus.link.start({ up: () => tell('up'), down: (cause) => tell(cause), bytes: (chunk) => tell(`${chunk.length} bytes`) });
  await next.promise;
  return { bus, time, told, next: () => next.promise };
}

describe('a simulated bus', () => {
  test('has readers with the keys that the post knows for them', async () => {
    const { bus } = await startedBus({ keys: { load: async (id) => ({ current: id === 'reader-0' ? ownKey : null, pending: null }) } });
    expect(bus.readers.map(({ peripheral }) => peripheral.security.hasKey)).toEqual([true, false]);
    await bus.link.stop();
  });

  test('has readers without a key where the key store can not be read', async () => {
    const { bus, told } = await startedBus({ keys: { load: () => Promise.reject(new Error('no disk')) } });
    expect(told).toEqual(['up']);
    expect(bus.readers.map(({ peripheral }) => peripheral.security.hasKey)).toEqual([false, false]);
    await bus.link.stop();
  });

  test('answers over its link, and takes the time of the wire and of the reader for it', async () => {
    const { bus, time, told, next } = await startedBus({ turnaroundMs: 5 });
    bus.link.write(poll);
    time.pass(5);
    expect(told).toEqual(['up']);
    time.pass(2);
    await next();
    expect(told).toEqual(['up', '8 bytes']);
    await bus.link.stop();
  });

  test('is gone while its cable is out, and there again afterwards', async () => {
    const { bus, time, told, next } = await startedBus();
    bus.unplug();
    await next();
    bus.link.write(poll);
    time.pass(1000);
    bus.replug();
    await next();
    expect(told).toEqual(['up', 'unplugged', 'up']);
    await bus.link.stop();
  });

  test('a reader that was told another speed is heard once the line has it too', async () => {
    const { bus, time, told, next } = await startedBus();
    bus.reader('reader-0').peripheral.body.baudRate = 9600;
    bus.link.write(poll);
    time.pass(1000);
    await bus.link.setBaudRate?.(9600);
    bus.link.write(poll);
    time.pass(1000);
    await next();
    expect(told).toEqual(['up', '8 bytes']);
    await bus.link.stop();
  });

  test('leaves no timer and says nothing after its stop', async () => {
    const { bus, time, told } = await startedBus();
    bus.link.write(poll);
    expect(time.waiting).toBe(1);
    await bus.link.stop();
    expect(time.waiting).toBe(0);
    bus.link.write(poll);
    time.pass(1000);
    expect(told).toEqual(['up']);
  });
});
