import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openConnection } from '../../../src/main/store/connection.ts';
import { openStore } from '../../../src/main/store/index.ts';
import { applicationId, migrate } from '../../../src/main/store/migrate.ts';
import { migrations, newestVersion } from '../../../src/main/store/migrations/index.ts';
import { note, openOrThrow, problemOf, TestClock, tempFolder } from './temp-store.ts';

const clock = new TestClock();
let folder = '';
let file = '';
beforeEach(() => {
  folder = tempFolder();
  file = join(folder, 'guardpost.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Our own tables, indexes and triggers as SQL; FTS5's inner tables are its own business. */
function schemaOf(path: string): string {
  const db = new Database(path, { readonly: true });
  try {
    const rows = db
      .prepare<[], { sql: string }>("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'journal_search_%' ORDER BY type, name")
      .all();
    return `${rows.map((row) => row.sql.replace(/\s+/g, ' ')).join(';\n')};\n`;
  } finally {
    db.close();
  }
}

function at(version: number): void {
  const connection = openConnection(file, { readOnly: false, busyTimeoutMs: 0 });
  migrate(connection, version);
  connection.db.close();
}

function tablesOf(path: string): string[] {
  const db = new Database(path, { readonly: true });
  try {
    return db
      .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'journal_search_%' ORDER BY name")
      .all()
      .map((row) => row.name);
  } finally {
    db.close();
  }
}

describe('the schema', () => {
  it('is the one in schema.sql (write it anew with UPDATE_SCHEMA=1 when a migration was added)', async () => {
    await openOrThrow(file, clock).close();
    const expected = join(import.meta.dirname, 'schema.sql');
    if (process.env.UPDATE_SCHEMA === '1') writeFileSync(expected, schemaOf(file));
    expect(schemaOf(file)).toBe(readFileSync(expected, 'utf8'));
  });

  it('has its steps numbered 1, 2, 3 … and a file for each', () => {
    expect(migrations.map((step) => step.version)).toEqual(migrations.map((_, index) => index + 1));
    const files = readdirSync(join(import.meta.dirname, '../../../src/main/store/migrations')).filter((name) => /^\d{4}-/.test(name));
    expect(files.sort()).toEqual(migrations.map((step) => `${String(step.version).padStart(4, '0')}-${step.name}.ts`));
  });
});

describe('the migration', () => {
  it.each<[number, string, string[]]>([
    [1, 'brings the journal', ['journal', 'journal_search', 'journal_words', 'meta']],
    [2, 'brings the vault', ['ban', 'credential', 'find_token', 'holder', 'holder_photo', 'last_pass', 'person', 'visit']],
    [3, 'brings the board, users, messages and checkpoints', ['alarm', 'checkpoint', 'message', 'user']],
    [4, 'brings how far the search index has come', ['search_progress']],
    [5, 'brings the lock of an account and the reason of a card’s status', []],
    [6, 'brings known messages by batch', ['message_batch']],
  ])('%i %s and marks the file', (version, _what, tables) => {
    at(version - 1);
    const before = version === 1 ? [] : tablesOf(file);
    at(version);
    expect(tablesOf(file).filter((table) => !before.includes(table))).toEqual(tables);
    const db = new Database(file, { readonly: true });
    expect(db.pragma('user_version', { simple: true })).toBe(version);
    expect(db.pragma('application_id', { simple: true })).toBe(applicationId);
    db.close();
  });

  it.each([1, 2, 3, 4, 5])('goes on from version %i to the same schema as a new file', async (version) => {
    at(version);
    await openOrThrow(file, clock).close();
    const fresh = join(folder, 'fresh.db');
    await openOrThrow(fresh, clock).close();
    expect(schemaOf(file)).toBe(schemaOf(fresh));
  });

  it('4 takes the rows that are there as indexed, as they were in the commits until then', () => {
    at(3);
    const db = new Database(file);
    const insert = db.prepare(`INSERT INTO journal VALUES (?, 'p', 'e', 'note.written', NULL, NULL, 't', 'anna', NULL, NULL, NULL, '{}', 'x', 'y')`);
    for (const seq of [1, 2, 3]) insert.run(seq);
    db.close();
    at(4);
    const after = new Database(file, { readonly: true });
    expect(after.prepare('SELECT * FROM search_progress').all()).toEqual([{ one: 1, seq: 3 }]);
    after.close();
  });

  it('5 leaves every account open and every card as it was', () => {
    at(4);
    const db = new Database(file);
    db.exec(`INSERT INTO user VALUES ('anna', 'guard', 'x', 1, NULL, 12, NULL);
      INSERT INTO credential VALUES ('1', 'text', '', 'h', 'blocked', 'left us', 1, 'Lin', NULL, NULL)`);
    db.close();
    at(5);
    const after = new Database(file, { readonly: true });
    expect(after.prepare('SELECT name, failedTries, lockedAtUtcMs FROM user').all()).toEqual([{ name: 'anna', failedTries: 12, lockedAtUtcMs: null }]);
    expect(after.prepare('SELECT statusNote, statusReason FROM credential').all()).toEqual([{ statusNote: 'left us', statusReason: null }]);
    after.close();
  });

  it('6 still knows the messages that were known', async () => {
    at(5);
    const db = new Database(file);
    db.exec(`INSERT INTO message (n, key, atUtcMs) VALUES (7, 'seventh', 1), (8, 'eighth', 2)`);
    db.close();
    const store = openOrThrow(file, clock);
    await store.commit((tx) => tx.rememberMessages(['ninth']));
    expect([...store.read.keptMessages()].sort()).toEqual(['eighth', 'ninth', 'seventh']);
    await store.close();
  });

  it('keeps the rows that are there', async () => {
    const store = openOrThrow(file, clock);
    const row = await store.commit((tx) => tx.append(note('kept')));
    await store.close();
    at(newestVersion);
    const again = openOrThrow(file, clock);
    expect(again.read.row(1)).toEqual(row);
    expect([again.post, again.epoch]).toEqual([store.post, store.epoch]);
    await again.close();
  });
});

describe('opening', () => {
  it('gives each log a post and an epoch of its own that stay', async () => {
    const store = openOrThrow(file, clock);
    const other = openOrThrow(join(folder, 'other.db'), clock);
    expect(store.post).toMatch(/^post-[0-9a-f]{6}$/);
    expect(store.epoch).toMatch(/^epoch-[0-9a-f]{8}$/);
    expect(other.epoch).not.toBe(store.epoch);
    await store.close();
    await other.close();
  });

  it('refuses a file of a newer version and leaves it as it is', async () => {
    await openOrThrow(file, clock).close();
    const db = new Database(file);
    db.pragma('user_version = 99');
    db.close();
    const before = readFileSync(file);
    expect(problemOf(openStore({ file, clock }))).toMatchObject({ code: 'newer', detail: expect.stringContaining('99') });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it("refuses another program's database and leaves it as it is", () => {
    const db = new Database(file);
    db.exec('CREATE TABLE bookmarks (url TEXT)');
    db.close();
    const before = readFileSync(file);
    expect(problemOf(openStore({ file, clock })).code).toBe('notOurs');
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['guardpost.db']);
  });

  it('refuses a file that is no database', () => {
    writeFileSync(file, 'Dear diary,\n'.repeat(1000));
    expect(problemOf(openStore({ file, clock })).code).toBe('notOurs');
  });

  it('says when there is nothing to read, and makes nothing', () => {
    expect(problemOf(openStore({ file, clock, readOnly: true })).code).toBe('notFound');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says when the file is a folder', () => {
    mkdirSync(file);
    expect(problemOf(openStore({ file, clock })).code).toBe('ioError');
  });

  it('notices that the key of the vault is gone or belongs to another log', async () => {
    await openOrThrow(file, clock).close();
    const keyFile = join(folder, 'keys', 'vault.key');
    const key = readFileSync(keyFile);
    rmSync(keyFile);
    expect(problemOf(openStore({ file, clock }))).toMatchObject({ code: 'keyMissing', detail: expect.stringContaining('vault.key') });
    writeFileSync(keyFile, Buffer.alloc(32, 1));
    expect(problemOf(openStore({ file, clock })).code).toBe('keyMissing');
    writeFileSync(keyFile, key);
    await openOrThrow(file, clock).close();
  });

  it('sets the pragmas that keep acknowledged rows, on new and on known files', async () => {
    for (let round = 0; round < 2; round += 1) {
      const connection = openConnection(file, { readOnly: false, busyTimeoutMs: 0 });
      const { applyPragmas } = await import('../../../src/main/store/connection.ts');
      applyPragmas(connection);
      migrate(connection);
      const value = (pragma: string) => connection.db.pragma(pragma, { simple: true });
      expect([value('journal_mode'), value('synchronous'), value('foreign_keys'), value('secure_delete')]).toEqual(['wal', 2, 1, 1]);
      connection.db.close();
    }
  });
});
