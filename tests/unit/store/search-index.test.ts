import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/main/store/index.ts';
import { note, openOrThrow, type TempStore, tempStore } from './temp-store.ts';

/** The newest row that the index on the disk has. */
function indexedSeq(file: string): number {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare<[], number>('SELECT seq FROM search_progress').pluck().get() ?? -1;
  } finally {
    db.close();
  }
}

const found = (store: Store, text: string, more: object = {}): number[] => store.read.page({ limit: 1000, text, ...more }).map((row) => row.seq);

/** Resolves when the index has come to this row. */
function caughtUp(temp: TempStore, seq: number): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (indexedSeq(temp.file) < seq) return;
      dispose();
      resolve();
    };
    const dispose = temp.store.onCommitted(look);
    look();
  });
}

describe('the search index', () => {
  it('follows the commit: a row is found before it is in the index, and after', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => tx.append(note('zebra', { searchWords: ['Byron'] })));
    expect(indexedSeq(temp.file)).toBe(0);
    expect([found(temp.store, 'zeb'), found(temp.store, 'byron')]).toEqual([[1], [1]]);
    await caughtUp(temp, 1);
    expect([found(temp.store, 'zeb'), found(temp.store, 'byron')]).toEqual([[1], [1]]);
  });

  it('takes what waits without a pause when 1,000 rows do', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => Array.from({ length: 2500 }, (_, n) => tx.append(note(`row ${n}`))));
    await caughtUp(temp, 2500);
    expect(found(temp.store, '"row 2499"')).toEqual([2500]);
  });

  it('is at the end when the store is closed', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => tx.append(note('zebra')));
    const again = await temp.reopen();
    expect(indexedSeq(temp.file)).toBe(again.read.lastSeq());
    expect(found(again, 'zebra')).toEqual([1]);
  });

  it('is searched together with what waits, in order, page by page, with all filters', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => [1, 2, 3].map((n) => tx.append(note('zebra', { subject: `s${n % 2}` }))));
    await caughtUp(temp, 3);
    await temp.store.commit((tx) => [4, 5, 6].map((n) => tx.append(note('zebra', { subject: `s${n % 2}` }))));
    expect(indexedSeq(temp.file)).toBe(3);
    expect(found(temp.store, 'zebra')).toEqual([6, 5, 4, 3, 2, 1]);
    expect(found(temp.store, 'zebra', { limit: 4 })).toEqual([6, 5, 4, 3]);
    expect(found(temp.store, 'zebra', { limit: 2, beforeSeq: 5 })).toEqual([4, 3]);
    expect(found(temp.store, 'zebra', { beforeSeq: 3 })).toEqual([2, 1]);
    expect(found(temp.store, 'zebra', { afterSeq: 4 })).toEqual([6, 5]);
    expect(found(temp.store, 'zebra', { subject: 's1' })).toEqual([5, 3, 1]);
  });

  it('waits while another process writes, and the search finds all meanwhile', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => tx.append(note('zebra')));
    const writer = new Database(temp.file);
    try {
      writer.exec('BEGIN IMMEDIATE');
      expect(found(temp.store, 'zebra')).toEqual([1]);
      writer.exec('COMMIT');
    } finally {
      writer.close();
    }
    await caughtUp(temp, 1);
    expect(found(temp.store, 'zebra')).toEqual([1]);
  });

  it('takes the rows of another process too, whoever comes first, each of them once', async () => {
    await using temp = tempStore();
    const other = openOrThrow(temp.file, temp.clock);
    await temp.store.commit((tx) => tx.append(note('zebra mine')));
    await other.commit((tx) => tx.append(note('zebra theirs')));
    expect([found(temp.store, 'zebra'), found(other, 'zebra')]).toEqual([
      [2, 1],
      [2, 1],
    ]);
    await other.close();
    const { seq } = await temp.store.commit((tx) => tx.append(note('zebra mine again')));
    expect(found(temp.store, 'zebra')).toEqual([seq, 2, 1]);
    await caughtUp(temp, seq);
    expect(found(temp.store, 'zebra')).toEqual([seq, 2, 1]);
  });

  it.each([false, true])('forgets the words of a person who is erased (in the index already: %s)', async (indexed) => {
    await using temp = tempStore();
    await temp.store.commit((tx) => {
      tx.savePerson({ personId: 'person-1', name: 'Ada Byron', organisation: '', phone: '', plate: '' });
      tx.append(note('', { payload: { personId: 'person-1' }, searchWords: ['Ada Byron'] }));
    });
    if (indexed) await caughtUp(temp, 1);
    await temp.store.commit((tx) => tx.erasePerson('person-1'));
    expect([found(temp.store, 'byron'), found(temp.store, 'person-1')]).toEqual([[], [1]]);
    await temp.reopen();
    expect([found(temp.store, 'byron'), found(temp.store, 'person-1')]).toEqual([[], [1]]);
  });

  it('has exactly the rows that were kept, whatever was rolled back or written by others in between', async () => {
    const step = fc.constantFrom('mine', 'undone', 'theirs', 'undone among others', 'reopen', 'search');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        await using temp = tempStore();
        const other = openOrThrow(temp.file, temp.clock);
        const kept: number[] = [];
        const append = async (store: Store): Promise<void> => {
          kept.push((await store.commit((tx) => tx.append(note('zebra', { searchWords: ['kept'] })))).seq);
        };
        const undone = (): Promise<unknown> =>
          temp.store
            .commit((tx) => {
              tx.append(note('lion', { searchWords: ['undone'] }));
              throw new RangeError('no');
            })
            .catch((error: unknown) => expect(error).toBeInstanceOf(RangeError));
        for (const name of steps) {
          if (name === 'mine') await append(temp.store);
          else if (name === 'theirs') await append(other);
          else if (name === 'undone') await undone();
          else if (name === 'undone among others') await Promise.all([append(temp.store), undone(), append(temp.store)]);
          else if (name === 'reopen') await temp.reopen();
          else expect(found(temp.store, 'zebra kept')).toEqual([...kept].reverse());
        }
        await other.close();
        const again = await temp.reopen();
        expect(indexedSeq(temp.file)).toBe(again.read.lastSeq());
        expect(found(again, 'zebra kept')).toEqual([...kept].reverse());
        expect([found(again, 'lion'), found(again, 'undone')]).toEqual([[], []]);
      }),
      { numRuns: 25 },
    );
  });
});
