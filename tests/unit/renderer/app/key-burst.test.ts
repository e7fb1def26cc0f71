import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createKeyBurst } from '../../../../src/renderer/app/key-burst.ts';

const key = (name: string) => ({ key: name });

describe('telling a scanner from a person', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function typed(text: string, gapMs: number, typing = false) {
    const acted: string[] = [];
    const burst = createKeyBurst<{ key: string }, string>((event) => acted.push(event.key));
    let atMs = 1000;
    for (const character of text) {
      burst.add(key(character), atMs, () => null, typing);
      vi.advanceTimersByTime(gapMs);
      atMs += gapMs;
    }
    return { acted, burst, atMs };
  }

  it('takes fast characters and Enter as a scan and acts on none of them', () => {
    const { acted, burst, atMs } = typed('A1B2C3', 5);
    expect(burst.isScan(atMs)).toBe(true);
    expect(burst.take().text).toBe('A1B2C3');
    vi.runAllTimers();
    expect(acted).toEqual([]);
  });

  it('acts on the keys of a person, each once and in order', () => {
    const { acted, burst, atMs } = typed('a1', 120);
    expect(burst.isScan(atMs)).toBe(false);
    expect(acted).toEqual(['a', '1']);
  });

  it('acts on two keys hit almost together', () => {
    const { acted } = typed('a1', 10);
    vi.runAllTimers();
    expect(acted).toEqual(['a', '1']);
  });

  it('does nothing with a long fast burst that has no Enter', () => {
    const { acted } = typed('A1B2C3', 5);
    vi.runAllTimers();
    expect(acted).toEqual([]);
  });

  it('is no scan when Enter comes late, or after too few characters', () => {
    expect(typed('ABCDEF', 5).burst.isScan(2000)).toBe(false);
    const short = typed('abc', 5);
    expect(short.burst.isScan(short.atMs)).toBe(false);
  });

  it('does not act on what is typed into a field', () => {
    const { acted } = typed('a1', 120, true);
    expect(acted).toEqual([]);
  });

  it('leaves no timer when it is stopped', () => {
    const { burst, acted } = typed('a', 5);
    burst.stop();
    expect(vi.getTimerCount()).toBe(0);
    expect(acted).toEqual([]);
  });
});
