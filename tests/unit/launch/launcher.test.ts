import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLauncher, type Launcher } from '../../../src/main/launch/launcher.ts';
import { acquirePostLock, openStore } from '../../../src/main/store/index.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'guardpost-launch-'));
  writeFileSync(join(dataDir, 'guardpost.yaml'), 'post: { site: S, name: N }\nbroker: { port: 0 }\n');
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

function newLauncher(): Launcher {
  const options = { dataDir, configFile: null, demo: false, host: 'node', version: 'test', address: 'test' } as const;
  return createLauncher({ ...options, say: () => undefined, onFatal: () => undefined });
}

describe('a post that breaks while it starts', () => {
  /** A log that opens, but lacks what the alarms need. */
  async function breakTheLog(): Promise<void> {
    const file = join(dataDir, 'guardpost.db');
    const store = openStore({ file, clock: { utcMs: () => Date.now(), monoMs: () => performance.now() } });
    if (!store.ok) throw new Error(store.error.detail);
    await store.value.close();
    const database = new Database(file);
    database.exec('DROP TABLE alarm');
    database.close();
  }

  it('is stopped again: nothing is served, and the data folder is free', async () => {
    await breakTheLog();
    const launcher = newLauncher();
    const started = await launcher.start();
    expect(started).toMatchObject({ ok: false, error: { kind: 'internal', detail: expect.stringContaining('alarm') } });
    expect(launcher.serving()).toBeNull();
    const lock = acquirePostLock(dataDir, { pid: process.pid, host: hostname() });
    expect(lock.ok).toBe(true);
    if (lock.ok) lock.value.release();
    await launcher.stop();
  });
});

describe('a post without panels', () => {
  it('shows its broker all the same, and is well when that can not run', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    writeFileSync(join(dataDir, 'guardpost.yaml'), `post: { site: S, name: N }\nbroker: { port: ${port} }\n`);
    const launcher = newLauncher();
    expect(await launcher.start()).toMatchObject({ ok: true });
    const health = launcher.serving()?.health();
    expect(health?.devices).toEqual([expect.objectContaining({ id: 'broker', kind: 'broker', cause: 'portTaken' })]);
    expect(health?.status).toBe('ok');
    await launcher.stop();
    taken.close();
  });
});
