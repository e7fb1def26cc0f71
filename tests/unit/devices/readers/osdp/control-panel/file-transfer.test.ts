import { describe, expect, it } from 'vitest';
import {
  type Command,
  type FileTransferProblem,
  type Reply,
  type Result,
  receiveBufferBytes,
  transferFile,
} from '../../../../../../src/main/devices/readers/osdp/index.ts';
import { ScriptedReader } from './scripted-reader.ts';
import { key, secureReader, VirtualBus } from './virtual-bus.ts';
import { VirtualTime } from './virtual-time.ts';

type Fragment = Extract<Command, { name: 'fileTransfer' }>;
const said = (more: Partial<Extract<Reply, { name: 'ftStat' }>> = {}): Reply => ({ name: 'ftStat', flags: 0, delayMs: 0, status: 0, newMaxBytes: 0, ...more });
const file = Uint8Array.from({ length: 1_000 }, (_, at) => at % 251);

function transfer(answer: (fragment: Fragment, count: number) => Reply, more: { maxBytes?: number; bytes?: Uint8Array } = {}) {
  const time = new VirtualTime();
  const aborting = new AbortController();
  const fragments: (Fragment & { atMs: number })[] = [];
  const commands: string[] = [];
  const progress: number[] = [];
  let ended: Result<void, FileTransferProblem> | null = null;
  const done = transferFile({
    request: async (command) => {
      commands.push(command.name);
      if (command.name !== 'fileTransfer') return { ok: true, value: { name: 'ack' } };
      fragments.push({ ...command, fragment: command.fragment.slice(), atMs: time.nowMs });
      return { ok: true, value: answer(command, fragments.length) };
    },
    type: 1,
    bytes: more.bytes ?? file,
    maxBytes: more.maxBytes ?? 128,
    timer: time,
    onProgress: (sent) => progress.push(sent),
    signal: aborting.signal,
  }).then((result) => (ended = result));
  return { time, aborting, fragments, commands, progress, done, ended: () => ended };
}

const isAll = (fragment: Fragment): boolean => fragment.offset + fragment.fragment.length >= fragment.totalBytes;

describe('a file for a reader', () => {
  it('goes in order, in fragments that fit its buffer with everything around them', async () => {
    const { time, fragments, progress, done } = transfer((fragment) => said({ status: isAll(fragment) ? 1 : 0 }));
    await time.pass(1_000);
    expect(await done).toEqual({ ok: true, value: undefined });
    expect(Buffer.concat(fragments.map(({ fragment }) => fragment))).toEqual(Buffer.from(file));
    expect(fragments.every(({ offset }, at) => offset === fragments.slice(0, at).reduce((sum, { fragment }) => sum + fragment.length, 0))).toBe(true);
    expect(progress.at(-1)).toBe(1_000);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
  });

  it('keeps every frame within the buffer of the reader, also in a secure channel', async () => {
    const device = new ScriptedReader(0, key(1));
    device.capabilities = [
      { fn: 9, compliance: 1, count: 0 },
      { fn: 10, compliance: 0x00, count: 0x01 },
    ];
    device.replyTo = (command) => (command.name === 'fileTransfer' ? said({ status: isAll(command) ? 1 : 0 }) : null);
    const bus = new VirtualBus([{ device, as: secureReader('gate', key(1)) }]);
    bus.up();
    await bus.time.until(() => bus.online('gate'));
    const maxBytes = receiveBufferBytes(bus.panel.status('gate')?.capabilities ?? []);
    const { signal } = new AbortController();
    const done = transferFile({
      request: (command) => bus.panel.request('gate', command),
      type: 1,
      bytes: file,
      maxBytes,
      timer: bus.time,
      onProgress: () => undefined,
      signal,
    });
    await bus.time.pass(5_000);
    expect(await done).toMatchObject({ ok: true });
    const lengths = bus.sent.filter(({ frame }) => frame.code === 0x7c).map(({ frame }) => frame.bytes.length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(256);
    expect(Math.max(...lengths)).toBeGreaterThan(200);
  });

  it('waits where the reader asks for it, and takes a smaller size', async () => {
    const { time, fragments, done } = transfer((fragment, count) =>
      said({ status: isAll(fragment) ? 1 : 0, delayMs: count === 1 ? 700 : 0, newMaxBytes: count === 1 ? 64 : 0 }),
    );
    await time.pass(2_000);
    expect(await done).toMatchObject({ ok: true });
    expect((fragments[1]?.atMs ?? 0) - (fragments[0]?.atMs ?? 0)).toBe(700);
    expect(fragments[1]?.fragment.length).toBeLessThan(fragments[0]?.fragment.length ?? 0);
  });

  it('goes on asking while the reader is finishing', async () => {
    const { time, fragments, done } = transfer((fragment, count) => said({ status: isAll(fragment) ? (count > 14 ? 1 : 3) : 0, delayMs: 100 }));
    await time.pass(20_000);
    expect(await done).toMatchObject({ ok: true });
    expect(fragments.filter(({ fragment }) => fragment.length === 0).length).toBeGreaterThan(0);
  });

  it.each([
    { what: 'done', status: 1, ok: true },
    { what: 'rebooting', status: 2, ok: true },
    { what: 'go on, after the last byte', status: 0, ok: true },
    { what: 'an error', status: -3, ok: false },
  ])('ends where the reader says $what', async ({ status, ok }) => {
    const { time, done } = transfer((fragment) => said({ status: isAll(fragment) ? status : 0 }));
    await time.pass(2_000);
    expect(await done).toEqual(ok ? { ok: true, value: undefined } : { ok: false, error: { code: 'status', status } });
  });

  it('stops when it is called off, also while it waits, and tells the reader', async () => {
    const { time, commands, aborting, done, ended } = transfer(() => said({ delayMs: 60_000 }));
    await time.pass(1_000);
    expect(ended()).toBeNull();
    aborting.abort();
    await time.pass(1);
    expect(await done).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(commands.at(-1)).toBe('abort');
    expect(time.waiting).toBe(0);
  });

  it('is refused where there is nothing in it, and where the answer is something else', async () => {
    expect(await transfer(() => said(), { bytes: new Uint8Array(0) }).done).toEqual({ ok: false, error: { code: 'empty' } });
    expect(await transfer(() => ({ name: 'ack' })).done).toEqual({ ok: false, error: { code: 'unexpected' } });
  });

  it('has room as PDCAP says: at least 128 bytes, at most a frame', () => {
    expect(receiveBufferBytes([])).toBe(128);
    expect(receiveBufferBytes([{ fn: 10, compliance: 0x40, count: 0 }])).toBe(128);
    expect(receiveBufferBytes([{ fn: 10, compliance: 0x00, count: 0x04 }])).toBe(1_024);
    expect(receiveBufferBytes([{ fn: 10, compliance: 0xff, count: 0xff }])).toBe(1_440);
  });
});
