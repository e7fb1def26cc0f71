import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeLeftovers } from '../../../src/main/compose/leftovers.ts';
import { acquirePostLock } from '../../../src/main/store/index.ts';

describe('folders that a killed demo left behind', () => {
  let parent: string;
  const nowUtcMs = Date.now();
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'guardpost-leftovers-'));
  });
  afterEach(() => rmSync(parent, { recursive: true, force: true }));

  function oldFolder(name: string): string {
    const folder = join(parent, name);
    mkdirSync(folder);
    writeFileSync(join(folder, 'guardpost.db'), '');
    return folder;
  }
  const age = (folder: string, bySeconds = 600): void => utimesSync(folder, nowUtcMs / 1000 - bySeconds, nowUtcMs / 1000 - bySeconds);

  it('go, but not those that a post holds, that are new, or that are someone else’s', () => {
    const [dead, held, other] = [oldFolder('demo-dead'), oldFolder('demo-held'), oldFolder('other')];
    const lock = acquirePostLock(held, { pid: process.pid, host: hostname() });
    for (const folder of [dead, held, other]) age(folder);
    const young = oldFolder('demo-young');
    age(young, 0);
    removeLeftovers(parent, 'demo-', nowUtcMs);
    expect([dead, held, other, young].map((folder) => existsSync(folder))).toEqual([false, true, true, true]);
    if (!lock.ok) throw new Error(lock.error.detail);
    lock.value.release();
    age(held);
    removeLeftovers(parent, 'demo-', nowUtcMs);
    expect(existsSync(held)).toBe(false);
  });

  it('are never reached through a link', () => {
    const target = oldFolder('precious');
    age(target);
    symlinkSync(target, join(parent, 'demo-link'));
    removeLeftovers(parent, 'demo-', nowUtcMs + 3_600_000);
    expect(existsSync(join(target, 'guardpost.db'))).toBe(true);
    expect(existsSync(join(target, 'post.lock'))).toBe(false);
  });

  it('are no trouble where there is no such folder', () => {
    expect(() => removeLeftovers(join(parent, 'none'), 'demo-', nowUtcMs)).not.toThrow();
  });
});
