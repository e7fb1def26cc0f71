import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreFailure } from '../../../src/main/core/ports/ledger.ts';
import { acquirePostLock, openStore, verifyDatabase } from '../../../src/main/store/index.ts';
import { note, openOrThrow, problemOf, TestClock, tempFolder } from '../../unit/store/temp-store.ts';
import { zoneAlarm } from '../../unit/store/zone-alarm.ts';

/** A disk of our own needs root; elsewhere the runner shows these as not run. */
const isRoot = process.getuid?.() === 0;
const clock = new TestClock();
let folder = '';
let disk = '';

beforeEach(() => {
  folder = tempFolder();
  disk = join(folder, 'disk');
  mkdirSync(disk);
  if (isRoot) execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]);
});
afterEach(() => {
  if (isRoot) execFileSync('umount', ['-l', disk]);
  rmSync(folder, { recursive: true, force: true });
});

async function failureOf(promise: Promise<unknown>): Promise<StoreFailure> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof StoreFailure) return error;
    throw error;
  }
  throw new Error('it was kept');
}

describe.runIf(isRoot)('a full disk', () => {
  it('is said at once, keeps nothing half, and goes on by itself when there is space again', async () => {
    const file = join(disk, 'guardpost.db');
    const store = openOrThrow(file, clock);
    const kept = await store.commit((tx) => tx.append(note('before')));
    // Leaves less than one page.
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(join(disk, 'ballast'), Buffer.alloc(bavail * bsize));
    const big = 'x'.repeat(20_000);
    const group = ['a', 'b', 'c'].map((text) => failureOf(store.commit((tx) => tx.append(note(text + big)))));
    for (const failure of await Promise.all(group)) expect(failure.code).toBe('diskFull');
    expect(store.read.lastSeq()).toBe(1);
    expect(store.read.row(1)).toEqual(kept);
    expect(store.read.page({ limit: 5, text: 'before' })).toHaveLength(1);
    expect((await failureOf(store.commit((tx) => tx.append(note(big))))).code).toBe('diskFull');

    rmSync(join(disk, 'ballast'));
    const next = await store.commit((tx) => tx.append(note('after')));
    expect(next.seq).toBe(2);
    await store.close();
    expect(await verifyDatabase(file)).toMatchObject({ ok: true });
  });

  it('leaves no memory of an alarm whose commit it refused', async () => {
    const store = openOrThrow(join(disk, 'guardpost.db'), clock);
    await store.commit((tx) => tx.saveAlarm(zoneAlarm));
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(join(disk, 'ballast'), Buffer.alloc(bavail * bsize));
    const refused = store.commit((tx) => {
      tx.saveAlarm({ ...zoneAlarm, revision: 2, text: 'x'.repeat(20_000) });
      tx.saveAlarm({ ...zoneAlarm, alarmId: 'a2', source: 'zone-2' });
    });
    expect((await failureOf(refused)).code).toBe('diskFull');
    rmSync(join(disk, 'ballast'));
    const known = await store.commit((tx) => [tx.read.alarmBy('main', 'zone-1', 'fire'), tx.read.alarmBy('main', 'zone-2', 'fire')]);
    expect(known).toEqual([zoneAlarm, null]);
    await store.close();
  });

  it('keeps a new post from starting with words, not with half a file', async () => {
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(join(disk, 'ballast'), Buffer.alloc((bavail - 4) * bsize));
    expect(problemOf(openStore({ file: join(disk, 'guardpost.db'), clock })).code).toBe('diskFull');
    rmSync(join(disk, 'ballast'));
    await openOrThrow(join(disk, 'guardpost.db'), clock).close();
  });
});

describe.runIf(isRoot)('a disk that can only be read', () => {
  it('is said at the start, by the lock and by the store, and the log there still verifies', async () => {
    const file = join(disk, 'guardpost.db');
    const store = openOrThrow(file, clock);
    await store.commit((tx) => tx.append(note('kept')));
    await store.close();
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    const names = readdirSync(disk);
    expect(['readOnly', 'ioError']).toContain(problemOf(openStore({ file, clock })).code);
    expect(acquirePostLock(disk, { pid: 1, host: 'x' })).toMatchObject({ ok: false, error: { holder: null } });
    expect(await verifyDatabase(file)).toMatchObject({ ok: true, rows: 2 });
    expect(readdirSync(disk)).toEqual(names);
  });
});

describe('a disk that fails under a running post', () => {
  it('is said by each commit, and is over when it is over', async () => {
    const file = join(folder, 'guardpost.db');
    const child = spawn(process.execPath, [join(import.meta.dirname, 'asked-writer.ts'), file], { stdio: ['pipe', 'pipe', 'inherit'] });
    const closed = once(child, 'close');
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const answer = async (): Promise<string> => String((await answers.next()).value);
    const ask = async (text: string): Promise<string> => {
      child.stdin.write(`${text}\n`);
      return answer();
    };
    // The kernel refuses writes beyond this size, as a failing disk would.
    const limit = (bytes: string) => execFileSync('prlimit', ['--pid', String(child.pid), `--fsize=${bytes}:unlimited`]);
    try {
      expect(await answer()).toBe('ready');
      expect(await ask('one')).toBe('kept 1');
      limit('65536');
      expect(await ask('two')).toMatch(/^failed (ioError|diskFull)$/);
      expect(await ask('three')).toMatch(/^failed (ioError|diskFull)$/);
      limit('unlimited');
      expect(await ask('four')).toBe('kept 2');
    } finally {
      child.stdin.end();
      await closed;
    }
    const report = await verifyDatabase(file);
    expect(report).toMatchObject({ ok: true });
    const store = openOrThrow(file, clock);
    expect(store.read.page({ limit: 9, text: 'two' })).toEqual([]);
    expect(store.read.page({ limit: 9, text: 'four' })).toHaveLength(1);
    await store.close();
  });
});
