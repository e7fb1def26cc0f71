import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tempFolder } from '../../unit/store/temp-store.ts';

/**
 * Durability is what reaches the disk, not what a pragma says (reliability.md 0.2): so the syncs are counted from outside.
 * The same count over the same rows with NORMAL shows that the test can fail.
 */
const rows = 60;
let folder = '';
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function syncsOf(script: string, args: readonly string[]): number {
  const trace = join(folder, 'trace');
  const done = spawnSync('strace', ['-f', '-qq', '-e', 'trace=fsync,fdatasync', '-o', trace, process.execPath, join(import.meta.dirname, script), ...args], {
    encoding: 'utf8',
  });
  if (done.error !== undefined) throw done.error;
  expect(done.stderr).toBe('');
  expect(done.status).toBe(0);
  return readFileSync(trace, 'utf8')
    .split('\n')
    .filter((line) => /f(data)?sync\(/.test(line)).length;
}

describe('each commit', () => {
  it('is synced to the disk before it is acknowledged, on a new file', () => {
    expect(syncsOf('writer.ts', [join(folder, 'new.db'), 'run', String(rows), '1'])).toBeGreaterThanOrEqual(rows);
  });

  it('is synced on a file that was there before', () => {
    const file = join(folder, 'known.db');
    syncsOf('writer.ts', [file, 'first', '1', '1']);
    expect(syncsOf('writer.ts', [file, 'second', String(rows), '1'])).toBeGreaterThanOrEqual(rows);
  });

  it('would not be with NORMAL: the count tells the two apart', () => {
    const count = (synchronous: string) => syncsOf('raw-writer.ts', [join(folder, `${synchronous}.db`), synchronous, String(rows)]);
    expect(count('NORMAL')).toBeLessThan(rows / 2);
    expect(count('FULL')).toBeGreaterThanOrEqual(rows);
  });

  it('shares its sync with what arrived at the same time', () => {
    const syncs = syncsOf('writer.ts', [join(folder, 'group.db'), 'run', String(rows), String(rows)]);
    expect(syncs).toBeLessThan(rows);
  });
});
