import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyDatabase } from '../../../src/main/store/index.ts';
import { note, openOrThrow, TestClock, tempFolder } from '../../unit/store/temp-store.ts';

const pageBytes = 4096;
let folder = '';
let file = '';
let clean = Buffer.alloc(0);
let evidencePages: number[] = [];

beforeEach(async () => {
  folder = tempFolder();
  file = join(folder, 'guardpost.db');
  const store = openOrThrow(file, new TestClock());
  for (let part = 0; part < 3; part += 1) {
    await store.commit((tx) => Array.from({ length: 15 }, (_, n) => tx.append(note(`part ${part} row ${n}`))));
    await store.checkpointNow();
  }
  await store.close();
  clean = readFileSync(file);
  const db = new Database(file, { readonly: true });
  evidencePages = db.prepare<[], number>("SELECT pageno FROM dbstat WHERE name IN ('journal', 'checkpoint')").pluck().all();
  db.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What the evidence says when it is read plainly; null when it can't be. */
function evidenceIn(path: string): string | null {
  try {
    const db = new Database(path, { readonly: true });
    try {
      const rows = db.prepare('SELECT * FROM journal NOT INDEXED ORDER BY seq').all();
      return JSON.stringify([rows, db.prepare('SELECT size, note, hex(subtrees) FROM checkpoint ORDER BY size').all()]);
    } finally {
      db.close();
    }
  } catch {
    // Not readable is an answer here.
    return null;
  }
}

async function flipAll(positions: readonly number[]): Promise<{ changed: number; missed: number[] }> {
  const expected = evidenceIn(file);
  const flipped = join(folder, 'flipped.db');
  const missed: number[] = [];
  let changed = 0;
  for (const [index, position] of positions.entries()) {
    const bytes = Buffer.from(clean);
    bytes.writeUInt8(bytes.readUInt8(position) ^ (1 << (index % 8)), position);
    writeFileSync(flipped, bytes);
    const report = await verifyDatabase(flipped);
    if (evidenceIn(flipped) === expected) continue;
    changed += 1;
    if (report.ok) missed.push(position);
  }
  return { changed, missed };
}

describe('bit flips', () => {
  it('in the pages of the evidence are all found, and none makes the verifier crash', { timeout: 60_000 }, async () => {
    // A step that is prime to the page size: every part of a page is met, the same in each run.
    const positions = Array.from({ length: 200 }, (_, n) => ((evidencePages[n % evidencePages.length] ?? 1) - 1) * pageBytes + ((n * 1223) % pageBytes));
    const { changed, missed } = await flipAll(positions);
    expect(changed).toBeGreaterThan(60);
    expect(missed).toEqual([]);
  });

  it('anywhere in the file never make the verifier crash or miss evidence', { timeout: 60_000 }, async () => {
    const positions = Array.from({ length: 100 }, (_, n) => (n * 104_729) % clean.length);
    expect((await flipAll(positions)).missed).toEqual([]);
  });

  it('that wipe whole pages of the evidence are found', { timeout: 60_000 }, async () => {
    for (const page of evidencePages) {
      const bytes = Buffer.from(clean);
      bytes.fill(0, (page - 1) * pageBytes, page * pageBytes);
      const wiped = join(folder, 'wiped.db');
      writeFileSync(wiped, bytes);
      expect((await verifyDatabase(wiped)).ok).toBe(false);
    }
  });

  it('far into a log are named where they are, not at its beginning, and not before a row that was changed earlier', { timeout: 60_000 }, async () => {
    const store = openOrThrow(file, new TestClock());
    await store.commit((tx) => Array.from({ length: 1_400 }, (_, n) => tx.append(note(`row ${n}`))));
    await store.close();
    const db = new Database(file);
    db.exec('DROP TRIGGER journal_no_update');
    const pages = db.prepare<[], number>("SELECT pageno FROM dbstat WHERE name = 'journal' AND pagetype = 'leaf' ORDER BY path").pluck().all();
    const wipe = () => {
      db.pragma('wal_checkpoint(TRUNCATE)');
      const bytes = readFileSync(file);
      const page = pages[Math.floor(pages.length * 0.6)] ?? 1;
      bytes.fill(0, (page - 1) * pageBytes, page * pageBytes);
      const wiped = join(folder, 'wiped.db');
      writeFileSync(wiped, bytes);
      return wiped;
    };
    try {
      const damaged = await verifyDatabase(wipe());
      expect(damaged).toMatchObject({ ok: false, problem: 'damaged' });
      expect(damaged.firstBadSeq).toBe(damaged.rows + 1);
      expect(damaged.rows).toBeGreaterThan(500);
      db.exec("UPDATE journal SET actor = 'eve' WHERE seq = 300");
      expect(await verifyDatabase(wipe())).toMatchObject({ ok: false, problem: 'rowChanged', firstBadSeq: 300 });
    } finally {
      db.close();
    }
  });
});
