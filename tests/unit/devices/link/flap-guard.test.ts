import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FlapGuard } from '../../../../src/main/devices/link/flap-guard.ts';

describe('the guard against a port that comes and goes', () => {
  let nowMs = 0;
  let ups = 0;
  const up = (): void => {
    ups += 1;
  };
  const staying = new AbortController().signal;
  const stay = (guard: FlapGuard, stayedMs: number): void => {
    void guard.opened(up, staying);
    nowMs += stayedMs;
    guard.closed();
  };
  const flapping = (): FlapGuard => {
    const guard = new FlapGuard(() => nowMs);
    for (let stays = 0; stays < 3; stays += 1) stay(guard, 10);
    ups = 0;
    return guard;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    [nowMs, ups] = [0, 0];
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('believes the first three short stays at once', () => {
    const guard = new FlapGuard(() => nowMs);
    for (let stays = 0; stays < 3; stays += 1) stay(guard, 10);
    expect(ups).toBe(3);
  });

  it('then believes only a port that stays open', async () => {
    const opened = flapping().opened(up, staying);
    expect(ups).toBe(0);
    vi.advanceTimersByTime(500);
    await opened;
    expect(ups).toBe(1);
  });

  it('never calls a port up that went in its trial, and leaves no timer', async () => {
    const gone = new AbortController();
    const opened = flapping().opened(up, gone.signal);
    gone.abort();
    await opened;
    expect(ups).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('forgives all once a port stayed for five seconds', () => {
    const guard = flapping();
    stay(guard, 5000);
    ups = 0;
    void guard.opened(up, staying);
    expect(ups).toBe(1);
  });
});
