import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pause } from '../../../../src/main/devices/link/pause.ts';

describe('a pause', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('ends after its time', async () => {
    const ended = pause(1000, new AbortController().signal);
    vi.advanceTimersByTime(1000);
    await expect(ended).resolves.toBeUndefined();
  });

  it('ends at once when it is called off, and leaves no timer', async () => {
    const stopping = new AbortController();
    const ended = pause(1000, stopping.signal);
    stopping.abort();
    await expect(ended).resolves.toBeUndefined();
    await expect(pause(1000, stopping.signal)).resolves.toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
  });
});
