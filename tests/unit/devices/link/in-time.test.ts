import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { calledOff, inTime, late } from '../../../../src/main/devices/link/in-time.ts';

const never = new Promise<string>(() => undefined);

describe('waiting with a limit', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('answers what came in time and leaves no timer', async () => {
    await expect(inTime(Promise.resolve('done'), 1000)).resolves.toBe('done');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('answers that it is late', async () => {
    const outcome = inTime(never, 1000);
    vi.advanceTimersByTime(1000);
    await expect(outcome).resolves.toBe(late);
  });

  it('does not blame what was ready while the process was too busy to look', async () => {
    const work = Promise.withResolvers<string>();
    const outcome = inTime(work.promise, 1000);
    vi.advanceTimersByTime(5000);
    work.resolve('ready');
    await expect(outcome).resolves.toBe('ready');
  });

  it('is called off by a signal, before and while it waits, and leaves no timer', async () => {
    const stopping = new AbortController();
    const outcome = inTime(never, 1000, stopping.signal);
    stopping.abort();
    await expect(outcome).resolves.toBe(calledOff);
    await expect(inTime(never, 1000, stopping.signal)).resolves.toBe(calledOff);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('waits as long as it takes where there is no limit', async () => {
    const work = Promise.withResolvers<string>();
    const outcome = inTime(work.promise, null);
    expect(vi.getTimerCount()).toBe(0);
    work.resolve('at last');
    await expect(outcome).resolves.toBe('at last');
  });
});
