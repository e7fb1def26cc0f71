import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowHash } from '../../../src/main/store/index.ts';
import { note, tempStore } from './temp-store.ts';

describe('the journal', () => {
  it('numbers rows from 1 without gaps and chains each to the one before', async () => {
    await using temp = tempStore();
    const rows = await temp.store.commit((tx) => ['one', 'two', 'three'].map((text) => tx.append(note(text))));
    expect(rows.map((row) => row.seq)).toEqual([1, 2, 3]);
    expect(rows[0]?.prevHash).toBe('0'.repeat(64));
    expect(rows[1]?.prevHash).toBe(rows[0]?.hash);
    expect(rows[2]?.prevHash).toBe(rows[1]?.hash);
  });

  it('hashes all of a row but the hash', async () => {
    await using temp = tempStore();
    const row = await temp.store.commit((tx) => tx.append(note('hashed', { subject: 'x', eventAtUtcMs: 1, arrivedAtUtcMs: 2 })));
    const { hash, ...rest } = row;
    expect(rowHash(rest)).toBe(hash);
    for (const key of Object.keys(rest)) expect(rowHash({ ...rest, [key]: key === 'payload' ? { text: 'other' } : 'other' }), key).not.toBe(hash);
  });

  it('answers the same row from disk as it answered when it was written', async () => {
    await using temp = tempStore();
    const written = await temp.store.commit((tx) => tx.append(note('Grüße 张伟 😀', { eventAtUtcMs: 5, searchWords: ['Ada'] })));
    expect(temp.store.read.row(1)).toEqual(written);
    const again = await temp.reopen();
    expect(again.read.row(1)).toEqual(written);
    expect(written.enteredAtUtc).toBe('2026-03-03T06:00:00.000Z');
    expect(written.eventAtUtc).toBe('1970-01-01T00:00:00.005Z');
    expect(written.arrivedAtUtc).toBeNull();
  });

  it('keeps any text so that the hash still holds when it is read back', async () => {
    await using temp = tempStore();
    const anyText = fc.string({ unit: 'binary' });
    await fc.assert(
      fc.asyncProperty(anyText, anyText, fc.dictionary(anyText, anyText), async (name, subject, payload) => {
        const { seq } = await temp.store.commit((tx) => tx.append({ kind: 'panel.event', actor: { name, role: null, seat: null }, subject, payload }));
        const row = temp.store.read.row(seq);
        if (row === null) throw new Error('the row is not there');
        const { hash, ...rest } = row;
        expect(rowHash(rest)).toBe(hash);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ["UPDATE journal SET actor = 'eve' WHERE seq = 1"],
    ['DELETE FROM journal WHERE seq = 2'],
    ['INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 1'],
    ['REPLACE INTO journal SELECT * FROM journal WHERE seq = 2'],
    [
      'INSERT INTO journal SELECT 9, post, epoch, kind, eventAtUtc, arrivedAtUtc, enteredAtUtc, actor, role, seat, subject, payload, prevHash, hash FROM journal WHERE seq = 1',
    ],
    ['UPDATE OR REPLACE journal SET seq = 1 WHERE seq = 2'],
  ])('refuses %s, whatever the settings of the connection', async (sql) => {
    await using temp = tempStore();
    await temp.store.commit((tx) => [tx.append(note('one')), tx.append(note('two'))]);
    const stranger = new Database(temp.file);
    try {
      for (const recursive of ['ON', 'OFF']) {
        stranger.pragma(`recursive_triggers = ${recursive}`);
        expect(() => stranger.exec(sql)).toThrow(/append-only/);
      }
    } finally {
      stranger.close();
    }
    expect(temp.store.read.rowsAfter(0, 10).map((row) => row.payload)).toEqual([{ text: 'one' }, { text: 'two' }]);
  });

  it('goes on behind a row that another process wrote', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => tx.append(note('mine')));
    const { openOrThrow } = await import('./temp-store.ts');
    const other = openOrThrow(temp.file, temp.clock);
    try {
      const theirs = await other.commit((tx) => tx.append(note('theirs')));
      const mine = await temp.store.commit((tx) => tx.append(note('mine again')));
      expect(theirs.seq).toBe(2);
      expect(mine.seq).toBe(3);
      expect(mine.prevHash).toBe(theirs.hash);
    } finally {
      await other.close();
    }
  });

  it('finds the amendments of rows, oldest first', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => {
      tx.append(note('first'));
      tx.append(note('second'));
      for (const [seq, text] of [
        [1, 'a'],
        [2, 'b'],
        [1, 'c'],
      ] as const)
        tx.append(note(text, { kind: 'note.amended', subject: `row:${seq}` }));
    });
    expect(temp.store.read.amendmentsOf([1]).map((row) => row.payload)).toEqual([{ text: 'a' }, { text: 'c' }]);
    expect(temp.store.read.amendmentsOf([1, 2])).toHaveLength(3);
    expect(temp.store.read.amendmentsOf([])).toEqual([]);
  });
});
