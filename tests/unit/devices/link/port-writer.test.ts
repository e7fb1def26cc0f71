import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PortWriter } from '../../../../src/main/devices/link/port-writer.ts';

const clock = { utcMs: () => Date.now(), monoMs: () => Date.now() };
const never = new Promise<void>(() => undefined);

function writerOn(port: { readonly write: (bytes: Buffer) => Promise<void>; readonly drain?: () => Promise<void> }) {
  const failures: string[] = [];
  const stuckDrains = { count: 0 };
  const drain = port.drain ?? (() => Promise.resolve());
  const writer = new PortWriter({ port: { write: port.write, drain }, clock, baudRate: () => 9600, stuckDrains, failed: (detail) => failures.push(detail) });
  return { writer, failures, stuckDrains };
}

describe('the writer of a port', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('hands over what is written in one go in one go, and one write at a time', async () => {
    const taken: { readonly text: string; readonly done: () => void }[] = [];
    const { writer } = writerOn({ write: (bytes) => new Promise((done) => taken.push({ text: bytes.toString(), done })) });
    writer.write(Buffer.from('one '));
    writer.write(Buffer.from('two'));
    await vi.advanceTimersByTimeAsync(0);
    writer.write(Buffer.from('three '));
    writer.write(Buffer.from('four'));
    await vi.advanceTimersByTimeAsync(0);
    expect(taken.map(({ text }) => text)).toEqual(['one two']);
    taken[0]?.done();
    await vi.advanceTimersByTimeAsync(0);
    expect(taken.map(({ text }) => text)).toEqual(['one two', 'three four']);
  });

  it('reports a port that refuses, in its own words', async () => {
    const { writer, failures } = writerOn({ write: () => Promise.reject(new Error('EIO: i/o error, write')) });
    writer.write(Buffer.from('poll'));
    await vi.advanceTimersByTimeAsync(0);
    expect(failures).toEqual(['EIO: i/o error, write']);
  });

  it('reports a port that takes nothing within two seconds, once', async () => {
    const { writer, failures } = writerOn({ write: () => never });
    writer.write(Buffer.from('poll'));
    await vi.advanceTimersByTimeAsync(2000);
    expect(failures).toEqual(['the port took none of 4 bytes']);
    writer.write(Buffer.alloc(20_000));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(failures).toHaveLength(1);
  });

  it('gives a slow line the time that it needs', async () => {
    let takenBytes = 0;
    const atWireSpeed = async (bytes: Buffer): Promise<void> => {
      await new Promise((sent) => setTimeout(sent, (bytes.length * 10_000) / 9600));
      takenBytes += bytes.length;
    };
    const { writer, failures } = writerOn({ write: atWireSpeed });
    writer.write(Buffer.alloc(16_000));
    await vi.advanceTimersByTimeAsync(60_000);
    expect([takenBytes, failures]).toEqual([16_000, []]);
  });

  it('reports a backlog instead of keeping or dropping it', async () => {
    const { writer, failures } = writerOn({ write: () => never });
    for (let written = 0; written <= 16; written += 1) writer.write(Buffer.alloc(1024));
    expect(failures).toEqual(['16384 bytes wait and the port takes none']);
  });

  it('has drained when the system took all bytes and sent them', async () => {
    const steps: string[] = [];
    const { writer } = writerOn({
      write: (bytes) => new Promise((taken) => setTimeout(() => taken(void steps.push(`taken ${bytes}`)), 5)),
      drain: () => new Promise((sent) => setTimeout(() => sent(void steps.push('sent')), 20)),
    });
    writer.write(Buffer.from('poll'));
    void writer.drained().then(() => steps.push('drained'));
    await vi.advanceTimersByTimeAsync(25);
    expect(steps).toEqual(['taken poll', 'sent', 'drained']);
  });

  it('reports a drain that never ends, and asks the system no second time while that one hangs', async () => {
    const hanging = Promise.withResolvers<void>();
    let drains = 0;
    const port = {
      write: () => Promise.resolve(),
      drain: () => {
        drains += 1;
        return hanging.promise;
      },
    };
    const { writer, failures, stuckDrains } = writerOn(port);
    writer.write(Buffer.from('poll'));
    let drained = false;
    void writer.drained().then(() => {
      drained = true;
    });
    await vi.advanceTimersByTimeAsync(2000);
    expect([drained, failures, stuckDrains.count]).toEqual([true, ['the port does not get its bytes sent'], 1]);

    const next = new PortWriter({ port, clock, baudRate: () => 9600, stuckDrains, failed: (detail) => failures.push(detail) });
    next.write(Buffer.alloc(96));
    const byTheClock = next.drained();
    await vi.advanceTimersByTimeAsync(110);
    await byTheClock;
    expect(drains).toBe(1);

    hanging.resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect(stuckDrains.count).toBe(0);
  });

  it('lets go of whoever waits when it is stopped, blames nobody and leaves no timer', async () => {
    const { writer, failures } = writerOn({ write: () => never });
    writer.write(Buffer.from('poll'));
    const drained = writer.drained();
    await vi.advanceTimersByTimeAsync(0);
    writer.stop();
    await drained;
    expect(failures).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
