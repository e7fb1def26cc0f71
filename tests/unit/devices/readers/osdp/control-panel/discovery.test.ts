import { describe, expect, it } from 'vitest';
import { Deframer, type DiscoveryOptions, discover } from '../../../../../../src/main/devices/readers/osdp/index.ts';
import { ScriptedReader } from './scripted-reader.ts';
import { key } from './virtual-bus.ts';
import { VirtualTime } from './virtual-time.ts';

function lineWith(
  readers: readonly { readonly device: ScriptedReader; readonly baudRate: number }[],
  more: { echo?: boolean; speedless?: boolean; mangle?: (reply: Uint8Array) => Uint8Array | null } = {},
) {
  const time = new VirtualTime();
  let speed = 0;
  let listener: ((chunk: Uint8Array, atMs: number) => void) | null = null;
  const write = (bytes: Uint8Array): void => {
    if (more.echo) listener?.(bytes, time.nowMs);
    for (const frame of new Deframer().push(bytes, 0).frames) {
      for (const { device } of readers.filter((each) => (each.baudRate === speed || speed === 0) && each.device.address === frame.address)) {
        time.after(20, () => {
          const reply = device.answer(frame, time.nowMs);
          const mangled = reply === null || more.mangle === undefined ? reply : more.mangle(reply);
          if (mangled !== null) listener?.(mangled, time.nowMs);
        });
      }
    }
  };
  const tune = (baudRate: number): void => {
    speed = baudRate;
  };
  const line = more.speedless ? { write } : { write, setBaudRate: async (baudRate: number) => tune(baudRate) };
  const progress: string[] = [];
  const aborting = new AbortController();
  const options: DiscoveryOptions = {
    line,
    listen: (onBytes) => {
      listener = onBytes;
      return () => {
        listener = null;
      };
    },
    baudRates: [9_600, 38_400],
    addresses: [0, 1, 2, 3],
    timer: time,
    randomBytes: (count) => new Uint8Array(count).fill(7),
    onProgress: ({ done, total, baudRate, address }) => progress.push(`${done}/${total} ${baudRate} #${address}`),
    signal: aborting.signal,
  };
  return { time, options, progress, aborting, listens: () => listener !== null };
}

describe('discovery', () => {
  it('finds readers over speeds and addresses, and tells who they are and whether they wait for a key', async () => {
    const fresh = new ScriptedReader(1);
    fresh.acceptsDefault = true;
    const keyed = new ScriptedReader(3, key(1));
    const { time, options, progress, listens } = lineWith([
      { device: fresh, baudRate: 9_600 },
      { device: keyed, baudRate: 38_400 },
    ]);
    const found = discover(options);
    await time.pass(10_000);
    expect(await found).toMatchObject({
      ok: true,
      value: [
        { address: 1, baudRate: 9_600, canSecure: true, defaultKey: true, identity: { vendor: '00075b', serial: 1 } },
        { address: 3, baudRate: 38_400, canSecure: true, defaultKey: false },
      ],
    });
    expect(progress).toHaveLength(8);
    expect(progress[0]).toBe('0/8 9600 #0');
    expect(fresh.sessions + keyed.sessions).toBe(0);
    expect(time.waiting).toBe(0);
    expect(listens()).toBe(false);
  });

  it('is not misled by its own echo', async () => {
    const { time, options } = lineWith([], { echo: true });
    const found = discover(options);
    await time.pass(10_000);
    expect(await found).toEqual({ ok: true, value: [] });
  });

  it('asks again where the answer came broken or the reader was busy', async () => {
    const device = new ScriptedReader(2, key(1));
    let busy = 2;
    device.instead = () => (busy-- > 0 ? { clear: { name: 'busy' }, sequence: 0 } : null);
    let broken = 2;
    const { time, options } = lineWith([{ device, baudRate: 9_600 }], { mangle: (reply) => (broken-- > 0 ? reply.map((byte) => byte ^ 1) : reply) });
    const found = discover(options);
    await time.pass(10_000);
    expect(await found).toMatchObject({ ok: true, value: [{ address: 2 }] });
  });

  it('finds readers that know the checksum only, that will not say who they are, and that want to be polled first', async () => {
    const old = new ScriptedReader(0);
    old.checksumOnly = true;
    const silent = new ScriptedReader(1);
    silent.replyTo = (command) => (command.name === 'poll' ? null : { name: 'nak', code: 3, detail: new Uint8Array(0) });
    const late = new ScriptedReader(2);
    let polled = false;
    late.instead = (command) => {
      polled ||= command.name === 'poll';
      return polled ? null : 'silence';
    };
    const { time, options } = lineWith([old, silent, late].map((device) => ({ device, baudRate: 38_400 })));
    const found = discover(options);
    await time.pass(10_000);
    expect(await found).toMatchObject({
      ok: true,
      value: [{ address: 0 }, { address: 1, identity: null, canSecure: null, defaultKey: false }, { address: 2 }],
    });
  });

  it('ends when it is called off, and where the line can not change its speed', async () => {
    const { time, options, aborting, listens } = lineWith([]);
    const found = discover(options);
    await time.pass(700);
    aborting.abort();
    await time.pass(1_000);
    expect(await found).toEqual({ ok: false, error: 'cancelled' });
    expect(listens()).toBe(false);
    expect(await discover(lineWith([], { speedless: true }).options)).toEqual({ ok: false, error: 'speedRefused' });
    const refusing = lineWith([]).options;
    expect(await discover({ ...refusing, line: { ...refusing.line, setBaudRate: () => Promise.reject(new Error('no')) } })).toEqual({
      ok: false,
      error: 'speedRefused',
    });
  });

  it('needs no change of speed on a line that has none', async () => {
    const device = new ScriptedReader(0, key(1));
    const { time, options } = lineWith([{ device, baudRate: 9_600 }], { speedless: true });
    const found = discover({ ...options, baudRates: [9_600] });
    await time.pass(5_000);
    expect(await found).toMatchObject({ ok: true, value: [{ address: 0, baudRate: 9_600 }] });
  });
});
