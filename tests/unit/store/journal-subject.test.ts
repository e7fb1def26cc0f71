import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/main/store/index.ts';
import { openOrThrow, TestClock, tempFolder } from './temp-store.ts';

const actor = { name: 'a', role: null, seat: null };
const total = 9_000;
/** More rows than two spans of the index hold; each subject's are far apart. */
const subjectOf = (n: number): string | null => (n % 3000 === 0 ? 'alarm-1' : n % 2999 === 0 ? 'yard/gate' : n % 7 === 0 ? 'alarm-2' : null);

let folder = '';
let store: Store;
beforeAll(async () => {
  folder = tempFolder();
  store = openOrThrow(join(folder, 'guardpost.db'), new TestClock());
  await store.commit((tx) => {
    for (let n = 1; n <= total; n += 1) {
      tx.append({ kind: n % 2 === 0 ? 'alarm.raised' : 'alarm.cleared', actor, subject: subjectOf(n), payload: { n } });
    }
  });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const numbers = (query: Parameters<Store['read']['page']>[0]) => store.read.page(query).map((row) => row.payload.n);
const all = Array.from({ length: total }, (_, index) => total - index);

describe('rows by subject', () => {
  it.each(['alarm-1', 'alarm-2', 'yard/gate', 'alarm-none', 'nobody'])('are all found, newest first: %s', (subject) => {
    const wanted = all.filter((n) => subjectOf(n) === subject);
    expect(numbers({ subject, limit: 1000 })).toEqual(wanted.slice(0, 1000));
    expect(numbers({ subject, limit: 2 })).toEqual(wanted.slice(0, 2));
  });

  it.each(['alarm-1', 'alarm-2', 'yard/gate'])('are found within bounds and of some kinds: %s', (subject) => {
    // One row before these is the key of the first day.
    const seqOf = (n: number): number => store.read.rowsAfter(n - 10, 100).find((row) => row.payload.n === n)?.seq ?? 0;
    const wanted = all.filter((n) => subjectOf(n) === subject && n % 2 === 0 && n > 2500 && n < 6100);
    expect(numbers({ subject, limit: 1000, kinds: ['alarm.raised'], afterSeq: seqOf(2500), beforeSeq: seqOf(6100) })).toEqual(wanted);
  });

  it('are looked up in an index, also the amendments of rows and what is erased of a person', () => {
    const db = new Database(join(folder, 'guardpost.db'), { readonly: true });
    const plan = (sql: string) =>
      db
        .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map(({ detail }) => detail)
        .join('\n');
    const amendments = `SELECT j.* FROM journal j WHERE j.kind = 'note.amended' AND j.subject IN ('row:1', 'row:2') AND substr(j.subject, 1, 6) <> 'alarm-'`;
    expect(plan(amendments)).toMatch(/USING INDEX journal_(subject|kind)/);
    const alarm = `SELECT j.* FROM journal j INDEXED BY journal_alarm WHERE j.seq / 4096 = 1 AND substr(j.subject, 1, 6) = 'alarm-' AND j.subject = 'alarm-1' ORDER BY j.seq DESC`;
    expect(plan(alarm)).toBe('SEARCH j USING INDEX journal_alarm (<expr>=? AND subject=?)');
    db.close();
  });
});
