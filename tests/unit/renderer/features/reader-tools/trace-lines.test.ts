import { describe, expect, it } from 'vitest';
import {
  addLines,
  emptyTrace,
  fieldsText,
  keptIdle,
  keptLines,
  keptSpoken,
  spacedHex,
  withKept,
} from '../../../../../src/renderer/features/reader-tools/trace-lines.ts';
import type { TraceLine } from '../../../../../src/shared/model/reader-tools.ts';

const line = (name: string, more: Partial<TraceLine> = {}): TraceLine => ({
  atUtcMs: 0,
  direction: ['POLL', 'LED', 'LSTAT'].includes(name) ? 'out' : 'in',
  address: 0,
  sequence: 0,
  name,
  fields: [],
  security: 'none',
  good: true,
  hex: '',
  ...more,
});
const names = (log: { readonly entries: readonly { readonly line: TraceLine; readonly idle: boolean }[] }) =>
  log.entries.map(({ line: { name }, idle }) => (idle ? `(${name})` : name));

describe('a trace on screen', () => {
  it('has the newest on top, and tells polls and their empty answers from the rest', () => {
    const log = addLines(emptyTrace, [line('POLL'), line('ACK'), line('LED'), line('ACK'), line('POLL'), line('RAW')]);
    expect(names(log)).toEqual(['RAW', '(POLL)', 'ACK', 'LED', '(ACK)', '(POLL)']);
  });

  it('knows which poll an answer belongs to, also over bunches and among several readers', () => {
    const first = addLines(emptyTrace, [line('POLL', { address: 0 }), line('LED', { address: 1 })]);
    const log = addLines(first, [line('ACK', { address: 1 }), line('ACK', { address: 0 })]);
    expect(names(log)).toEqual(['(ACK)', 'ACK', 'LED', '(POLL)']);
  });

  it('hides the answer to a command that nobody saw', () => {
    expect(names(addLines(emptyTrace, [line('ACK'), line('RAW')]))).toEqual(['RAW', '(ACK)']);
  });

  it('never hides a frame that is not good', () => {
    const log = addLines(emptyTrace, [line('POLL'), line('ACK', { good: false })]);
    expect(names(log)).toEqual(['ACK', '(POLL)']);
    expect(log.bad).toBe(1);
  });

  it('is bounded, and polls push out only polls', () => {
    let log = addLines(emptyTrace, [line('RAW')]);
    for (let i = 0; i < 100; i++)
      log = addLines(
        log,
        Array.from({ length: 100 }, () => line('POLL')),
      );
    expect(log.entries).toHaveLength(keptIdle + 1);
    expect(names(log).at(-1)).toBe('RAW');
    for (let i = 0; i < 100; i++)
      log = addLines(
        log,
        Array.from({ length: 100 }, () => line('RAW')),
      );
    expect(log.entries).toHaveLength(keptLines);
    expect(names(log).filter((name) => name === 'RAW')).toHaveLength(keptSpoken);
    expect(log.frames).toBe(20_001);
  });

  it('gives every line an id of its own', () => {
    const log = addLines(addLines(emptyTrace, [line('RAW'), line('RAW')]), [line('RAW')]);
    expect(log.entries.map(({ id }) => id)).toEqual([3, 2, 1]);
  });

  it('keeps what somebody reads although newer polls push it out, each line once', () => {
    const read = addLines(emptyTrace, [line('POLL'), line('RAW')]);
    const later = addLines(
      read,
      Array.from({ length: 2 * keptIdle }, () => line('POLL')),
    );
    expect(later.entries.some(({ id }) => id === 1)).toBe(false);
    const shown = withKept(later.entries, read.entries).map(({ id }) => id);
    expect(shown.slice(-2)).toEqual([2, 1]);
    expect(new Set(shown).size).toBe(shown.length);
    expect(shown).toEqual(shown.toSorted((a, b) => b - a));
    expect(withKept(later.entries, [])).toBe(later.entries);
  });

  it('keeps all of a recording', () => {
    const log = addLines(
      emptyTrace,
      Array.from({ length: keptLines + 1 }, () => line('RAW')),
      true,
    );
    expect(log.entries).toHaveLength(keptLines + 1);
  });
});

describe('a frame in words', () => {
  it('has its fields in one line and its bytes in twos', () => {
    expect(
      fieldsText(
        line('RAW', {
          fields: [
            { name: 'reader', value: '0' },
            { name: 'bits', value: '··' },
          ],
        }),
      ),
    ).toBe('reader 0 · bits ··');
    expect(spacedHex('530d··ff')).toBe('53 0d ·· ff');
  });
});
