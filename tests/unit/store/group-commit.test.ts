import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { StoreFailure } from '../../../src/main/core/ports/ledger.ts';
import { note, openOrThrow, tempStore } from './temp-store.ts';

describe('commit', () => {
  it('takes all that has arrived in one transaction, in order', async () => {
    await using temp = tempStore();
    let commits = 0;
    temp.store.onCommitted(() => {
      commits += 1;
    });
    const rows = await Promise.all(['a', 'b', 'c', 'd'].map((text) => temp.store.commit((tx) => tx.append(note(text)))));
    expect(rows.map((row) => row.seq)).toEqual([1, 2, 3, 4]);
    expect(commits).toBe(1);
  });

  it('tells nobody before the rows are on disk', async () => {
    await using temp = tempStore();
    const reader = new Database(temp.file, { readonly: true });
    try {
      const seen: number[] = [];
      const count = () => seen.push(reader.prepare<[], { n: number }>('SELECT count(*) AS n FROM journal').get()?.n ?? -1);
      const dispose = temp.store.onCommitted(count);
      const first = temp.store.commit((tx) => tx.append(note('a'))).then(count);
      const second = temp.store.commit((tx) => tx.append(note('b'))).then(count);
      await Promise.all([first, second]);
      dispose();
      expect(seen).toEqual([2, 2, 2]);
    } finally {
      reader.close();
    }
  });

  it('rolls back only the work that throws, with its own error', async () => {
    await using temp = tempStore();
    const good = temp.store.commit((tx) => tx.append(note('good')));
    const bad = temp.store.commit((tx) => {
      tx.append(note('never seen'));
      tx.saveUser({ name: 'eve', role: 'guard', secretHash: '', active: true, language: null, failedTries: 0, blockedUntilUtcMs: null, lockedAtUtcMs: null });
      throw new RangeError('no such thing');
    });
    const after = temp.store.commit((tx) => tx.append(note('after')));
    await expect(bad).rejects.toThrow(RangeError);
    expect((await good).seq).toBe(1);
    expect((await after).seq).toBe(2);
    expect((await after).prevHash).toBe((await good).hash);
    expect(temp.store.read.user('eve')).toBeNull();
  });

  it('keeps what a work did when the work that it queued itself throws', async () => {
    await using temp = tempStore();
    let queued: Promise<unknown> = Promise.resolve();
    const row = await temp.store.commit((tx) => {
      queued = temp.store.commit(() => {
        throw new RangeError('no such thing');
      });
      queued.catch(() => undefined);
      return tx.append(note('good'));
    });
    await expect(queued).rejects.toThrow(RangeError);
    expect(temp.store.read.row(row.seq)).toMatchObject({ payload: { text: 'good' } });
  });

  it('rejects a rule of the database that a work breaks, and keeps the others', async () => {
    await using temp = tempStore();
    const visit = {
      personId: 'p',
      kind: 'visitor',
      purpose: 'meeting',
      hostName: 'h',
      badgeNumber: 7,
      registeredAtUtcMs: 1,
      registeredBy: 'a',
      dueOutAtUtcMs: 2,
    } as const;
    const first = temp.store.commit((tx) => tx.saveVisit({ ...visit, visitId: 'v1' }));
    const sameBadge = temp.store.commit((tx) => tx.saveVisit({ ...visit, visitId: 'v2' }));
    const third = temp.store.commit((tx) => tx.saveVisit({ ...visit, visitId: 'v3', badgeNumber: 8 }));
    await expect(sameBadge).rejects.toThrow(/UNIQUE/);
    await Promise.all([first, third]);
    expect(
      temp.store.read
        .inside()
        .map((v) => v.visitId)
        .sort(),
    ).toEqual(['v1', 'v3']);
  });

  it('refuses a work that is asynchronous: the transaction would not wait for it', async () => {
    await using temp = tempStore();
    await expect(temp.store.commit(async (tx) => tx.append(note('late')))).rejects.toThrow(TypeError);
    expect(temp.store.read.lastSeq()).toBe(0);
  });

  it('lets a work see its own changes and nobody else see them before', async () => {
    await using temp = tempStore();
    const inside = await temp.store.commit((tx) => {
      tx.append(note('mine'));
      return tx.read.lastSeq();
    });
    expect(inside).toBe(1);
  });

  it('keeps what the works before wrote findable when a work that searches is rolled back', async () => {
    await using temp = tempStore();
    const before = temp.store.commit((tx) => tx.append(note('before')));
    const bad = temp.store.commit((tx) => {
      tx.append(note('undone'));
      expect(tx.read.page({ limit: 9, text: 'before' })).toHaveLength(1);
      expect(tx.read.page({ limit: 9, text: 'undone' })).toHaveLength(1);
      throw new RangeError('no');
    });
    const after = temp.store.commit((tx) => tx.append(note('after')));
    await expect(bad).rejects.toThrow(RangeError);
    await Promise.all([before, after]);
    const found = (text: string) => temp.store.read.page({ limit: 9, text }).map((row) => row.seq);
    expect([found('before'), found('undone'), found('after')]).toEqual([[1], [], [2]]);
  });

  it('waits for another process without holding up the thread, then goes on', async () => {
    await using temp = tempStore();
    const writer = new Database(temp.file);
    try {
      writer.exec('BEGIN IMMEDIATE');
      const waiting = temp.store.commit((tx) => tx.append(note('patient')));
      let settled = false;
      void waiting.then(() => {
        settled = true;
      });
      for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      expect(settled).toBe(false);
      writer.exec('COMMIT');
      expect((await waiting).seq).toBe(1);
    } finally {
      writer.close();
    }
  });

  it('gives up on a lock that is never let go, says busy, and works again afterwards', async () => {
    await using temp = tempStore();
    const writer = new Database(temp.file);
    try {
      writer.exec('BEGIN IMMEDIATE');
      const waiting = temp.store.commit((tx) => tx.append(note('in vain')));
      const outcome = expect(waiting).rejects.toMatchObject({ name: 'StoreFailure', code: 'busy' });
      await new Promise((resolve) => setImmediate(resolve));
      await new Promise((resolve) => setImmediate(resolve));
      temp.clock.advance(10_001);
      await outcome;
      writer.exec('ROLLBACK');
      expect((await temp.store.commit((tx) => tx.append(note('fine')))).seq).toBe(1);
    } finally {
      writer.close();
    }
  });

  it('finishes what is queued when it closes, and refuses what comes later', async () => {
    await using temp = tempStore();
    const queued = Promise.all(['a', 'b'].map((text) => temp.store.commit((tx) => tx.append(note(text)))));
    const closing = temp.store.close();
    await expect(queued).resolves.toHaveLength(2);
    await closing;
    await expect(temp.store.commit((tx) => tx.append(note('late')))).rejects.toMatchObject({ code: 'closed' });
    const again = openOrThrow(temp.file, temp.clock);
    expect(again.read.rowsAfter(0, 2).map((row) => row.payload)).toEqual([{ text: 'a' }, { text: 'b' }]);
    await again.close();
  });

  it('stops telling a listener that was disposed of', async () => {
    await using temp = tempStore();
    let told = 0;
    const dispose = temp.store.onCommitted(() => {
      told += 1;
    });
    await temp.store.commit((tx) => tx.append(note('a')));
    dispose();
    await temp.store.commit((tx) => tx.append(note('b')));
    expect(told).toBe(1);
  });

  it('writes 20,000 cards as one transaction or not at all', async () => {
    await using temp = tempStore();
    const save = (fail: boolean) =>
      temp.store.commit((tx) => {
        for (let n = 0; n < 20_000; n += 1) {
          tx.saveHolder({ holderId: `h${n}`, name: `Holder ${n}`, department: 'Plant' });
          tx.saveCredential({
            format: 'em4100',
            facility: null,
            number: n.toString(16).toUpperCase().padStart(10, '0'),
            holderId: `h${n}`,
            status: 'active',
            statusReason: null,
            statusNote: null,
            statusAtUtcMs: null,
            statusBy: null,
            validFromUtcMs: null,
            validUntilUtcMs: null,
          });
        }
        if (fail) throw new Error('the last line is bad');
      });
    await expect(save(true)).rejects.toThrow('the last line is bad');
    expect(temp.store.read.countCards()).toBe(0);
    expect(temp.store.read.findHolders('holder', 5)).toEqual([]);
    await save(false);
    expect(temp.store.read.countCards()).toBe(20_000);
  });
});

describe('a store that was opened for reading', () => {
  it('refuses to write', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => tx.append(note('a')));
    const { openStore } = await import('../../../src/main/store/index.ts');
    const opened = openStore({ file: temp.file, clock: temp.clock, readOnly: true });
    if (!opened.ok) throw new Error(opened.error.detail);
    expect(opened.value.read.lastSeq()).toBe(1);
    await expect(opened.value.commit((tx) => tx.append(note('b')))).rejects.toBeInstanceOf(StoreFailure);
    await opened.value.close();
  });
});
