import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTornOff, mergeRows } from '../../../../src/renderer/live/rows.ts';
import { entryWith } from '../features/entry-fixture.ts';

const rows = (seqs: readonly number[], repeats = 0) => [...new Set(seqs)].toSorted((a, b) => b - a).map((seq) => entryWith({ row: { seq }, repeats }));

describe('joining rows', () => {
  it('lets the fresh row win where both have it', () => {
    expect(mergeRows(rows([3, 2], 5), rows([2, 1])).map((entry) => [entry.row.seq, entry.repeats])).toEqual([
      [3, 5],
      [2, 5],
      [1, 0],
    ]);
  });

  it('gives every row once, newest first', () => {
    const seqs = fc.array(fc.integer({ min: 1, max: 60 }));
    fc.assert(
      fc.property(seqs, seqs, (a, b) => {
        const merged = mergeRows(rows(a), rows(b)).map((entry) => entry.row.seq);
        expect(merged).toEqual([...new Set([...a, ...b])].toSorted((x, y) => y - x));
      }),
    );
  });
});

describe('rows that begin anew', () => {
  it('are torn off when rows lie between them and what was known, and not while they overlap or follow on', () => {
    expect(isTornOff(rows([10, 11, 12]), 8)).toBe(true);
    expect(isTornOff(rows([10, 11, 12]), 9)).toBe(false);
    expect(isTornOff(rows([10, 11, 12]), 11)).toBe(false);
  });

  it('are not torn off from nothing', () => {
    expect(isTornOff(rows([10]), 0)).toBe(false);
    expect(isTornOff([], 5)).toBe(false);
  });
});
