/** P6 and P12: search in a journal of 1,000,000 rows beside the same query in the sqlite3 command line, and the verifier beside a bare scan. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { guardpost } from '../fixtures/post-process.ts';
import { median, pairs, percentile, ratioOf, round } from './measure.ts';
import { openTestStore } from './open-store.ts';

export const rows = Number(process.env.GUARDPOST_BENCH_ROWS ?? 1_000_000);
const surnames = [
  'wang',
  'li',
  'zhang',
  'garcia',
  'novak',
  'schmidt',
  'okafor',
  'tanaka',
  'rossi',
  'kowalski',
  'ivanova',
  'nguyen',
  'haddad',
  'silva',
  'jensen',
  'dubois',
];
const departments = ['finance', 'logistics', 'maintenance', 'laboratory', 'canteen', 'assembly', 'quality', 'dispatch'];
const pick = (list: readonly string[], i: number) => list[Math.imul(i, 2_654_435_761) % list.length] ?? list[(i >>> 3) % list.length] ?? 'x';
const wordOf = (i: number) => `badge${(i * 7919) % 40_000}`;

/** A journal of that many gate rows. */
export async function fill(file: string): Promise<void> {
  const store = openTestStore(file);
  for (let i = 0; i < rows; i += 2_000) {
    await store.commit((tx) => {
      for (let k = i; k < Math.min(i + 2_000, rows); k += 1) {
        tx.append({
          kind: k % 9 === 0 ? 'gate.denied' : 'gate.granted',
          actor: { name: 'device:north-in', role: null, seat: null },
          subject: `holder-${k % 5_000}`,
          arrivedAtUtcMs: 1_790_000_000_000 + k * 100,
          payload: {
            readerId: 'north-in',
            direction: 'in',
            format: 'H10301',
            facility: '45',
            number: String(k % 65_536),
            holderId: `holder-${k % 5_000}`,
            reason: k % 9 === 0 ? 'expired' : 'ok',
          },
          searchWords: [pick(surnames, k >>> 0), pick(departments, (k * 31) >>> 0), wordOf(k)],
        });
      }
    });
  }
  await store.close();
}

/** 200 texts: rare words, common words, beginnings, and two words together. */
const queries: readonly string[] = Array.from({ length: 200 }, (_, i) => {
  if (i % 4 === 0) return wordOf(i * 131);
  if (i % 4 === 1) return surnames[i % surnames.length] ?? 'li';
  if (i % 4 === 2) return (departments[i % departments.length] ?? 'quality').slice(0, 4);
  return `${surnames[i % surnames.length] ?? 'li'} ${departments[(i * 3) % departments.length] ?? 'quality'}`;
});

const cliSql = (text: string) =>
  `SELECT j.* FROM journal_search CROSS JOIN journal j ON j.seq = journal_search.rowid WHERE journal_search MATCH '${text
    .split(' ')
    .map((word) => `"${word}" *`)
    .join(' AND ')}' ORDER BY journal_search.rowid DESC LIMIT 50;`;

/** The same question without the index: everything that the index covers, newest first. */
const likeSql = (words: number) =>
  `SELECT j.seq FROM journal j LEFT JOIN journal_words w ON w.seq = j.seq
  WHERE ${Array.from({ length: words }, () => "concat_ws(' ', j.kind, j.actor, j.subject, j.payload, w.words) LIKE ?").join(' AND ')} ORDER BY j.seq DESC LIMIT 50`;

/** Milliseconds per query in one session of the command line, its own start taken off. */
function commandLineMs(file: string, repeat: number): number {
  const run = (script: string) => {
    const from = performance.now();
    execFileSync('sqlite3', ['-readonly', file], { input: script, maxBuffer: 1 << 29 });
    return performance.now() - from;
  };
  const script = Array.from({ length: repeat }, () => queries.map(cliSql).join('\n')).join('\n');
  return (run(script) - run('SELECT 1;')) / (queries.length * repeat);
}

async function verifierRate(file: string): Promise<number> {
  const from = performance.now();
  const done = await guardpost(['verify', '--data', join(file, '..')]);
  if (done.code !== 0) throw new Error(`verify: ${done.stdout}${done.stderr}`);
  return rows / ((performance.now() - from) / 1000);
}

/** Reads every column of every row in a fresh process, as the verifier has to, and does nothing with them. */
function scanRate(file: string): number {
  const from = performance.now();
  const script = `const D=require('better-sqlite3');const db=new D(process.argv[1],{readonly:true});let n=0;for(const row of db.prepare('SELECT * FROM journal ORDER BY seq').iterate())n+=row.seq;if(n===0)process.exit(1)`;
  execFileSync(process.execPath, ['-e', script, file], { cwd: join(import.meta.dirname, '../..') });
  return rows / ((performance.now() - from) / 1000);
}

export async function benchSearch() {
  const folder = mkdtempSync(join(tmpdir(), 'guardpost-bench-'));
  const file = join(folder, 'guardpost.db');
  const fillFrom = performance.now();
  await fill(file);
  const fillSeconds = (performance.now() - fillFrom) / 1000;
  const store = openTestStore(file);
  const each: number[] = [];
  const productMs = () => {
    const from = performance.now();
    for (const text of queries) {
      const one = performance.now();
      store.read.page({ text, limit: 50 });
      each.push(performance.now() - one);
    }
    return (performance.now() - from) / queries.length;
  };
  productMs();
  each.length = 0;
  const timed = await pairs(6, productMs, () => commandLineMs(file, 3));
  const raw = new Database(file, { readonly: true });
  const likeTimes = queries
    .filter((_, i) => i % 5 === 0)
    .map((text) => {
      const words = text.split(' ');
      const like = raw.prepare(likeSql(words.length));
      const from = performance.now();
      like.all(...words.map((word) => `%${word}%`));
      return performance.now() - from;
    });
  raw.close();
  await store.close();
  const verified = await pairs(
    6,
    () => verifierRate(file),
    () => scanRate(file),
  );
  rmSync(folder, { recursive: true });
  return {
    rows,
    fillRowsPerSecond: Math.round(rows / fillSeconds),
    search: {
      unit: 'ms per query',
      goal: '<= 2',
      p50: round(median(each), 3),
      p95: round(percentile(each, 95), 3),
      ...ratioOf(timed, false),
      likeGoal: '>= 50',
      likeP95: round(percentile(likeTimes, 95), 1),
      likeRatio: round(percentile(likeTimes, 95) / percentile(each, 95), 0),
    },
    verify: { unit: 'rows/s', goal: '>= 0.5', ...ratioOf(verified, true) },
  };
}
