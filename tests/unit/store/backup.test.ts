import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { backup, verifyDatabase } from '../../../src/main/store/index.ts';
import { note, tempStore } from './temp-store.ts';

describe('a backup', () => {
  it('is a whole log that verifies, taken while the post writes', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => Array.from({ length: 1500 }, (_, n) => tx.append(note(`${n}`))));
    const to = join(temp.folder, 'copy.db');
    const writing = Promise.all(Array.from({ length: 50 }, (_, n) => temp.store.commit((tx) => tx.append(note(`during ${n}`)))));
    const done = await backup(temp.file, to);
    await writing;
    expect(done).toMatchObject({ ok: true, value: { ok: true } });
    const report = await verifyDatabase(to);
    expect(report.ok).toBe(true);
    expect(report.rows).toBeGreaterThanOrEqual(1500);
    expect((await verifyDatabase(temp.file)).ok).toBe(true);
    expect(readdirSync(temp.folder).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('never overwrites a file', async () => {
    await using temp = tempStore();
    const to = join(temp.folder, 'copy.db');
    writeFileSync(to, 'precious');
    expect(await backup(temp.file, to)).toMatchObject({ ok: false, error: { code: 'exists' } });
  });

  it('says when there is nothing to copy, when it is not a log, and when there is no place to put it', async () => {
    await using temp = tempStore();
    const to = join(temp.folder, 'copy.db');
    expect(await backup(join(temp.folder, 'none.db'), to)).toMatchObject({ ok: false, error: { code: 'notFound' } });
    const other = join(temp.folder, 'other.db');
    new Database(other).exec('CREATE TABLE t (x)').close();
    expect(await backup(other, to)).toMatchObject({ ok: false, error: { code: 'notOurs' } });
    expect(await backup(temp.file, join(temp.folder, 'no', 'such', 'folder.db'))).toMatchObject({ ok: false, error: { code: 'ioError' } });
  });

  it('of a log that was tampered with is refused', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => tx.append(note('a')));
    const db = new Database(temp.file);
    db.exec("DROP TRIGGER journal_no_update; UPDATE journal SET actor = 'eve'");
    db.close();
    const to = join(temp.folder, 'copy.db');
    expect(await backup(temp.file, to)).toMatchObject({ ok: false, error: { code: 'bad' } });
    expect(readdirSync(temp.folder)).not.toContain('copy.db');
  });
});
