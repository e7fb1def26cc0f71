import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquirePostLock } from '../../../src/main/store/index.ts';
import { tempFolder } from './temp-store.ts';

let folder = '';
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const who = { pid: 4711, host: 'gate-pc', sinceUtcMs: 0 };
function take(dataDir: string) {
  const lock = acquirePostLock(dataDir, who);
  if (!lock.ok) throw new Error(lock.error.detail);
  return lock.value;
}

describe('the lock of a data folder', () => {
  it('is refused to a second post, who learns who holds it', () => {
    const lock = take(folder);
    lock.announce('http://127.0.0.1:8080');
    const second = acquirePostLock(folder, { ...who, pid: 1 });
    expect(second).toMatchObject({
      ok: false,
      error: { code: 'held', holder: { pid: 4711, host: 'gate-pc', sinceUtc: '1970-01-01T00:00:00.000Z', seat: 'http://127.0.0.1:8080' } },
    });
    lock.release();
  });

  it('is free after it was released, also twice', () => {
    const lock = take(folder);
    lock.release();
    lock.release();
    take(folder).release();
  });

  it('holds also when the note about the holder is gone or garbled', () => {
    const lock = take(folder);
    writeFileSync(join(folder, 'post.holder.json'), '{"pid":');
    expect(acquirePostLock(folder, who)).toMatchObject({ ok: false, error: { code: 'held', holder: null } });
    lock.release();
  });

  it('is let go by the kernel when its holder is killed', async () => {
    const module = join(import.meta.dirname, '../../../src/main/store/post-lock.ts');
    const script = `const { acquirePostLock } = await import(${JSON.stringify(module)});
      const lock = acquirePostLock(${JSON.stringify(folder)}, { pid: process.pid, host: 'x' });
      console.log(lock.ok ? 'held' : 'refused'); setInterval(() => lock, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    expect(said.toString().trim()).toBe('held');
    expect(acquirePostLock(folder, who)).toMatchObject({ ok: false, error: { code: 'held', holder: { pid: child.pid } } });
    child.kill('SIGKILL');
    await once(child, 'exit');
    take(folder).release();
  });
});
