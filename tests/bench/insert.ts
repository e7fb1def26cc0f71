/**
 * P5: the product's way into the journal (chain, commit, checkpoints, search index) beside a raw better-sqlite3 loop with the same
 * table, indexes and pragmas. Both are timed until they are closed, so that the index that follows the commits is part of the figure.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { NewJournalRow } from '../../src/shared/model/journal.ts';
import { pairs, ratioOf } from './measure.ts';
import { openTestStore } from './open-store.ts';

const row = (i: number): NewJournalRow => ({
  kind: i % 9 === 0 ? 'gate.denied' : 'gate.granted',
  actor: { name: 'device:north-in', role: null, seat: null },
  subject: `holder-${i % 5000}`,
  arrivedAtUtcMs: 1_790_000_000_000 + i,
  payload: { readerId: 'north-in', direction: 'in', format: 'H10301', facility: '45', number: String(i % 65536), holderId: `holder-${i % 5000}`, reason: 'ok' },
  searchWords: ['Li', 'Na', 'Finance'],
});

function rawTable(folder: string): { insert: (i: number) => void; db: Database.Database } {
  const db = new Database(join(folder, 'raw.db'));
  const pragmas = ['journal_mode=WAL', 'synchronous=FULL', 'foreign_keys=ON', 'secure_delete=ON', 'cache_size=-16000', 'wal_autocheckpoint=4000'];
  for (const pragma of pragmas) db.pragma(pragma);
  db.exec(`CREATE TABLE journal (seq INTEGER PRIMARY KEY, post TEXT, epoch TEXT, kind TEXT, eventAt TEXT, arrivedAt TEXT, enteredAt TEXT, actor TEXT, role TEXT, seat TEXT, subject TEXT, payload TEXT, prevHash TEXT, hash TEXT) STRICT;
    CREATE INDEX by_kind ON journal(kind); CREATE INDEX by_subject ON journal(subject) WHERE subject IS NOT NULL; CREATE INDEX by_entered ON journal(enteredAt);`);
  db.exec('CREATE TABLE warm (x); INSERT INTO warm VALUES (1)');
  db.pragma('synchronous=FULL');
  const statement = db.prepare('INSERT INTO journal VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)');
  const zeros = '0'.repeat(64);
  const insert = (i: number) => {
    const it = row(i);
    const at = new Date(1_790_000_000_000 + i).toISOString();
    statement.run(
      i + 1,
      'post-aaaaaa',
      'epoch-aaaaaaaa',
      it.kind,
      null,
      at,
      at,
      it.actor.name,
      null,
      null,
      it.subject,
      JSON.stringify(it.payload),
      zeros,
      zeros,
    );
  };
  return { insert, db };
}

async function productRate(rows: number, perTransaction: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'guardpost-bench-'));
  const store = openTestStore(join(folder, 'guardpost.db'));
  const from = performance.now();
  for (let i = 0; i < rows; i += perTransaction) {
    await store.commit((tx) => {
      for (let k = i; k < i + perTransaction; k += 1) tx.append(row(k));
    });
  }
  await store.close();
  const rate = rows / ((performance.now() - from) / 1000);
  rmSync(folder, { recursive: true });
  return rate;
}

function rawRate(rows: number, perTransaction: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'guardpost-bench-'));
  const { insert, db } = rawTable(folder);
  const batch = db.transaction((from: number) => {
    for (let k = from; k < from + perTransaction; k += 1) insert(k);
  });
  const from = performance.now();
  for (let i = 0; i < rows; i += perTransaction) batch(i);
  db.close();
  const rate = rows / ((performance.now() - from) / 1000);
  rmSync(folder, { recursive: true });
  return rate;
}

export async function benchInsert() {
  const one = await pairs(
    6,
    () => productRate(4_000, 1),
    () => rawRate(4_000, 1),
  );
  const hundred = await pairs(
    6,
    () => productRate(60_000, 100),
    () => rawRate(60_000, 100),
  );
  return {
    unit: 'rows/s',
    oneRowPerCommit: { goal: '>= 0.6', ...ratioOf(one, true) },
    hundredRowsPerCommit: { goal: '>= 0.4', ...ratioOf(hundred, true) },
  };
}
