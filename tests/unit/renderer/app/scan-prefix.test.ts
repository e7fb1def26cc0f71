import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createScanPrefix, firstCharacterMs, nextCharacterMs, type PrefixKey } from '../../../../src/renderer/app/scan-prefix.ts';

describe('a scanner that sends STX first', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Keys as a keyboard sends them: `^b` for Ctrl+B; `gapMs` apart. Answers what was scanned, stepped and left to others. */
  function pressed(keys: readonly string[], gapMs: number) {
    const [scans, alone, left]: [string[], string[], string[]] = [[], [], []];
    let timeStamp = 0;
    const prefix = createScanPrefix<PrefixKey>(
      (text) => scans.push(text),
      (event) => alone.push(event.key),
    );
    for (const name of keys) {
      const ctrlKey = name.startsWith('^');
      const key = ctrlKey ? name.slice(1) : name;
      if (!prefix.takes({ key, ctrlKey, altKey: false, metaKey: false, timeStamp })) left.push(name);
      vi.advanceTimersByTime(gapMs);
      timeStamp += gapMs;
    }
    return { scans, alone, left, prefix };
  }
  const code = [...'B17'];

  it('may be as slow as it likes, and nothing of it reaches a field or a shortcut', () => {
    expect(pressed(['Control', '^b', ...code, 'Enter'], 120)).toMatchObject({ scans: ['B17'], alone: [], left: ['Control'] });
  });

  it('may send a single character, capitals with Shift, and ETX before or instead of Enter', () => {
    expect(pressed(['^b', '7', 'Enter'], 20).scans).toEqual(['7']);
    expect(pressed(['^b', 'Shift', 'B', '7', 'Control', '^c', 'Enter'], 20)).toMatchObject({ scans: ['B7'], left: [] });
    const withoutEnter = pressed(['^b', 'B', '7', '^c'], 20);
    expect(withoutEnter.scans).toEqual([]);
    vi.advanceTimersByTime(nextCharacterMs);
    expect(withoutEnter.scans).toEqual(['B7']);
  });

  it('sends two codes one after the other', () => {
    expect(pressed(['^b', 'A', 'Enter', '^b', 'B', 'Enter'], 20).scans).toEqual(['A', 'B']);
  });

  it('is no person who changes the brightness, once or several times', () => {
    const once = pressed(['^b'], 20);
    expect(once.alone).toEqual([]);
    vi.advanceTimersByTime(firstCharacterMs);
    expect(once).toMatchObject({ scans: [], alone: ['b'] });
    expect(pressed(['^b', '^b', '^b'], 100).alone).toEqual(['b', 'b']);
  });

  it('leaves all other keys to others, also right behind Ctrl+B', () => {
    expect(pressed(['a', 'Enter', '^c', 'Escape'], 20).left).toEqual(['a', 'Enter', '^c', 'Escape']);
    expect(pressed(['^b', 'Escape', 'a'], 20)).toMatchObject({ alone: ['b'], left: ['Escape', 'a'] });
    expect(pressed(['^b', 'Enter'], 20)).toMatchObject({ alone: ['b'], left: ['Enter'] });
  });

  it('gives up a code that stops half way', () => {
    expect(pressed(['^b', ...code], 20).scans).toEqual([]);
    vi.runAllTimers();
    const late = pressed(['^b', 'B'], 20);
    vi.advanceTimersByTime(nextCharacterMs);
    expect(late).toMatchObject({ scans: [], alone: [] });
    expect(late.prefix.takes({ key: '7', ctrlKey: false, altKey: false, metaKey: false, timeStamp: 0 })).toBe(false);
  });

  it('leaves no timer when it is stopped', () => {
    pressed(['^b', 'B'], 5).prefix.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
