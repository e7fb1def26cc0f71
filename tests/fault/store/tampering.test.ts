import { generateKeyPairSync } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type StoredRow, storedRowHash } from '../../../src/main/store/chain/row-hash.ts';
import { noteKeyId, originOf, signNote } from '../../../src/main/store/chain/signed-note.ts';
import { exportRows, type VerifyProblemCode, verifyDatabase, verifyJsonl } from '../../../src/main/store/index.ts';
import { note, openOrThrow, TestClock, tempFolder } from '../../unit/store/temp-store.ts';

const dayMs = 86_400_000;
let folder = '';
let file = '';
let clock = new TestClock();
beforeEach(async () => {
  folder = tempFolder();
  file = join(folder, 'guardpost.db');
  clock = new TestClock();
  await writeLog(file);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Two days, a checkpoint at the end of each and one in between: rows 1–11 + key 12, 13–17, key 18…; one more row is not signed yet. */
async function writeLog(path: string): Promise<void> {
  const store = openOrThrow(path, clock);
  for (let part = 0; part < 3; part += 1) {
    await store.commit((tx) => Array.from({ length: 5 }, (_, n) => tx.append(note(`part ${part} row ${n}`))));
    await store.checkpointNow();
    if (part === 1) clock.advance(dayMs);
  }
  await store.close();
}

/** Someone with the file in hand takes the triggers off first. */
function tamper(work: (db: Database.Database) => void, path = file): void {
  const db = new Database(path);
  for (const { name } of db.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'trigger'").all()) db.exec(`DROP TRIGGER ${name}`);
  work(db);
  db.close();
}

const rowsOf = (db: Database.Database): StoredRow[] => db.prepare<[], StoredRow>('SELECT * FROM journal ORDER BY seq').all();
function put(db: Database.Database, row: StoredRow): void {
  const names = Object.keys(row);
  db.prepare(`INSERT OR REPLACE INTO journal (${names}) VALUES (${names.map((name) => `@${name}`)})`).run(row);
}
/** Makes all hashes from a row on fit again, as one who knows the rule would. */
function rechain(db: Database.Database, fromSeq: number): void {
  let prevHash = '0'.repeat(64);
  for (const row of rowsOf(db)) {
    const { hash: old, ...rest } = row;
    const hash = row.seq < fromSeq ? old : storedRowHash({ ...rest, prevHash });
    if (row.seq >= fromSeq) put(db, { ...rest, prevHash, hash });
    prevHash = hash;
  }
}
const edit = (db: Database.Database, seq: number, set: string): void => void db.exec(`UPDATE journal SET ${set} WHERE seq = ${seq}`);

const otherColumns = 'post, epoch, kind, eventAtUtc, arrivedAtUtc, enteredAtUtc, actor, role, seat, subject, payload, prevHash, hash';

type Case = [string, (db: Database.Database) => unknown, VerifyProblemCode, number | null];
const cases: Case[] = [
  ['a changed text', (db) => edit(db, 7, `payload = '{"text":"nothing happened"}'`), 'rowChanged', 7],
  ['a changed name', (db) => edit(db, 3, `actor = 'eve'`), 'rowChanged', 3],
  ['a changed time', (db) => edit(db, 4, `enteredAtUtc = '2026-03-03T07:00:00.000Z'`), 'rowChanged', 4],
  ['a changed kind', (db) => edit(db, 4, `kind = 'gate.granted'`), 'rowChanged', 4],
  ['a null put for a text', (db) => edit(db, 4, 'role = NULL'), 'rowChanged', 4],
  [
    'a row changed together with its hash',
    (db) => {
      const row = rowsOf(db)[6];
      if (row !== undefined) put(db, { ...row, actor: 'eve', hash: storedRowHash({ ...row, actor: 'eve' }) });
    },
    'chainBroken',
    8,
  ],
  ['a deleted row in the middle', (db) => void db.exec('DELETE FROM journal WHERE seq = 5'), 'rowMissing', 5],
  ['a deleted first row', (db) => void db.exec('DELETE FROM journal WHERE seq = 1'), 'rowMissing', 1],
  ['a cut tail', (db) => void db.exec('DELETE FROM journal WHERE seq > 14'), 'tailMissing', 15],
  ['all rows gone', (db) => void db.exec('DELETE FROM journal'), 'tailMissing', 1],
  [
    'an inserted row',
    (db) => {
      db.exec('UPDATE journal SET seq = -(seq + 1) WHERE seq >= 5; UPDATE journal SET seq = -seq WHERE seq < 0');
      const [, second] = rowsOf(db);
      if (second !== undefined) put(db, { ...second, seq: 5 });
    },
    'rowChanged',
    5,
  ],
  [
    'two rows swapped',
    (db) => void db.exec('UPDATE journal SET seq = -3 WHERE seq = 3; UPDATE journal SET seq = 3 WHERE seq = 4; UPDATE journal SET seq = 4 WHERE seq = -3'),
    'rowChanged',
    3,
  ],
  [
    'a row copied over another',
    (db) => {
      const row = rowsOf(db)[1];
      if (row !== undefined) put(db, { ...row, seq: 9 });
    },
    'rowChanged',
    9,
  ],
  [
    'a row copied to the end',
    (db) => {
      const rows = rowsOf(db);
      const last = rows.at(-1);
      if (last !== undefined) put(db, { ...last, seq: last.seq + 1 });
    },
    'rowChanged',
    18,
  ],
  [
    'an edit with the whole chain made new',
    (db) => {
      edit(db, 3, `actor = 'eve'`);
      rechain(db, 3);
    },
    'checkpointMismatch',
    1,
  ],
  [
    'an edit under the second checkpoint with the chain made new',
    (db) => {
      edit(db, 8, `actor = 'eve'`);
      rechain(db, 8);
    },
    'checkpointMismatch',
    7,
  ],
  [
    'a row deleted and the rest numbered and chained anew',
    (db) => {
      db.exec('DELETE FROM journal WHERE seq = 9; UPDATE journal SET seq = seq - 1 WHERE seq > 9');
      rechain(db, 9);
    },
    'checkpointMismatch',
    7,
  ],
  ['an edited checkpoint', (db) => void db.exec(`UPDATE checkpoint SET note = replace(note, 'time 2026', 'time 2025') WHERE size = 6`), 'checkpointChanged', 1],
  ['an edited checkpoint size', (db) => void db.exec('UPDATE checkpoint SET size = 8 WHERE size = 6'), 'checkpointChanged', 1],
  ['edited subtrees', (db) => void db.exec('UPDATE checkpoint SET subtrees = zeroblob(length(subtrees)) WHERE size = 6'), 'checkpointChanged', 1],
  [
    "a checkpoint signed with a key of one's own",
    (db) => {
      const { post, epoch } = rowsOf(db)[0] ?? { post: '', epoch: '' };
      const name = originOf({ post, epoch });
      const pair = generateKeyPairSync('ed25519');
      const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
      const [{ note: old } = { note: '' }] = db.prepare<[], { note: string }>('SELECT note FROM checkpoint WHERE size = 6').all();
      const text = `${old.split('\n\n')[0]}\n`;
      db.prepare('UPDATE checkpoint SET note = ? WHERE size = 6').run(signNote(text, name, noteKeyId(name, publicKey), pair.privateKey));
    },
    'checkpointForeign',
    1,
  ],
  ['a checkpoint taken out', (db) => void db.exec('DELETE FROM checkpoint WHERE size = 11'), 'checkpointMissing', 7],
  ['all checkpoints taken out', (db) => void db.exec('DELETE FROM checkpoint'), 'checkpointMissing', 1],
  [
    "a key announcement of one's own, chain and checkpoints made to fit",
    (db) => {
      const announced = rowsOf(db)
        .filter((row) => row.kind === 'key.announced')
        .at(-1);
      if (announced === undefined) throw new Error('no announcement');
      const pair = generateKeyPairSync('ed25519');
      const raw = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
      const keyId = noteKeyId(originOf(announced), raw).toString('hex');
      const payload = JSON.stringify({ ...(JSON.parse(announced.payload) as object), publicKey: raw.toString('base64'), keyId });
      put(db, { ...announced, payload });
      rechain(db, announced.seq);
      db.exec(`DELETE FROM checkpoint WHERE size >= ${announced.seq}`);
    },
    'keyBroken',
    17,
  ],
  ['rows that claim another post', (db) => void db.exec(`UPDATE journal SET post = 'post-ffffff' WHERE seq = 2`), 'foreignRow', 2],
  ['a whole log of another post put in', (db) => void db.exec(`UPDATE meta SET value = 'post-ffffff' WHERE name = 'post'`), 'foreignRow', 1],
  ['a row before all others', (db) => db.exec(`INSERT INTO journal SELECT -1152921504606846976, ${otherColumns} FROM journal WHERE seq = 3`), 'malformed', 1],
  ['a checkpoint over more rows than can be counted', (db) => db.exec(`INSERT INTO checkpoint VALUES (9007199254740993, 'x', x'')`), 'tailMissing', 18],
  ['the journal table gone', (db) => void db.exec('DROP TABLE journal'), 'damaged', 1],
  ['a higher schema number', (db) => void db.pragma('user_version = 77'), 'newer', null],
  ['the mark of the file taken off', (db) => void db.pragma('application_id = 1'), 'notOurs', null],
];

describe('the verifier of a database', () => {
  it('is content with a log that nobody touched', async () => {
    expect(await verifyDatabase(file)).toMatchObject({
      ok: true,
      rows: 17,
      checkpoints: 3,
      lastCheckpoint: { size: 17 },
      words: expect.stringMatching(/^OK 17 rows/),
    });
  });

  it.each(cases)('names %s', async (_name, work, problem, firstBadSeq) => {
    tamper(work);
    const report = await verifyDatabase(file);
    expect({ ok: report.ok, problem: report.problem, firstBadSeq: report.firstBadSeq }).toEqual({ ok: false, problem, firstBadSeq });
    expect(report.words.startsWith('BAD')).toBe(true);
    expect(await verifyDatabase(file, { rowsForThread: 0 })).toEqual(report);
  });

  it('says the same of a log that nobody touched when it works in two threads', async () => {
    expect(await verifyDatabase(file, { rowsForThread: 0 })).toEqual(await verifyDatabase(file));
  });

  it('names checkpoints of another log', async () => {
    const other = join(folder, 'other.db');
    await writeLog(other);
    tamper((db) => db.exec(`ATTACH '${other}' AS other; UPDATE checkpoint SET note = (SELECT note FROM other.checkpoint o WHERE o.size = checkpoint.size)`));
    expect(await verifyDatabase(file)).toMatchObject({ ok: false, problem: 'checkpointForeign' });
  });

  it('says when there is no file, and when it is anything else', async () => {
    expect(await verifyDatabase(join(folder, 'none.db'))).toMatchObject({ ok: false, problem: 'notFound' });
    expect(await verifyDatabase(import.meta.filename)).toMatchObject({ ok: false, problem: 'notOurs' });
  });

  it('reads beside a post that writes', async () => {
    const store = openOrThrow(file, clock);
    const writing = Promise.all(Array.from({ length: 20 }, (_, n) => store.commit((tx) => tx.append(note(`${n}`)))));
    const report = await verifyDatabase(file);
    await writing;
    await store.close();
    expect(report.ok).toBe(true);
  });
});

describe('the verifier of an export', () => {
  async function lines(): Promise<string[]> {
    let text = '';
    for await (const piece of exportRows(file, { format: 'jsonl' })) text += piece;
    return text.trimEnd().split('\n');
  }
  const changed = (line: string, change: object): string => JSON.stringify({ ...(JSON.parse(line) as object), ...change });

  it.each<[string, (all: string[]) => string[], VerifyProblemCode, number]>([
    ['a changed row', (all) => all.with(3, changed(all[3] ?? '', { actor: 'eve' })), 'rowChanged', 4],
    ['a missing row', (all) => all.toSpliced(4, 1), 'rowMissing', 5],
    ['a row twice', (all) => all.toSpliced(4, 0, all[3] ?? ''), 'rowOutOfOrder', 5],
    ['swapped rows', (all) => all.with(3, all[4] ?? '').with(4, all[3] ?? ''), 'rowMissing', 4],
    ['a key too many', (all) => all.with(3, changed(all[3] ?? '', { comment: 'not under the hash' })), 'malformed', 4],
    ['a line that is no JSON', (all) => all.with(3, '{"seq":4'), 'malformed', 4],
    ['a row of another log', (all) => all.with(3, changed(all[3] ?? '', { epoch: 'epoch-00000000' })), 'foreignRow', 4],
    ['a sequence number as text', (all) => all.with(3, changed(all[3] ?? '', { seq: '4' })), 'malformed', 4],
    [
      'a row changed with its hash',
      (all) => {
        const { hash: _, ...row } = JSON.parse(all[3] ?? '') as StoredRow & { payload: object };
        const actor = 'eve';
        return all.with(3, JSON.stringify({ ...row, actor, hash: storedRowHash({ ...row, actor, payload: JSON.stringify(row.payload) }) }));
      },
      'chainBroken',
      5,
    ],
  ])('names %s', async (_name, change, problem, firstBadSeq) => {
    expect(await verifyJsonl(change(await lines()))).toMatchObject({ ok: false, problem, firstBadSeq });
  });

  it('takes an export that begins later, and says so', async () => {
    const report = await verifyJsonl((await lines()).slice(6));
    expect(report).toMatchObject({ ok: true, firstSeq: 7, words: expect.stringContaining('begins at row 7') });
  });

  it('takes an export of some kinds only when it is told that it is one', async () => {
    const some = (await lines()).filter((_, index) => index % 3 === 0);
    expect(await verifyJsonl(some)).toMatchObject({ ok: false, problem: 'rowMissing' });
    expect(await verifyJsonl(some, { partial: true })).toMatchObject({ ok: true });
    expect(await verifyJsonl(some.with(1, changed(some[1] ?? '', { actor: 'eve' })), { partial: true })).toMatchObject({ ok: false, problem: 'rowChanged' });
  });

  it('does not mind Windows line ends', async () => {
    expect(await verifyJsonl((await lines()).map((line) => `${line}\r`))).toMatchObject({ ok: true });
  });
});
