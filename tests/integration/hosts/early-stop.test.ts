/** A post that is told to stop before it is up: a real process, signalled at several moments of its start. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, watch, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { acquirePostLock, openStore } from '../../../src/main/store/index.ts';
import { verifyDatabase } from '../../../src/main/store/verify/index.ts';
import { guardpost, root, startPost } from '../../fixtures/post-process.ts';

// Whole processes start here, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let dataDir: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guardpost-early-'));
  dataDir = join(folder, 'data');
  writeFileSync(join(folder, 'post.yaml'), 'post: { site: S, name: N }\nbroker: { port: 0 }\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const args = (): string[] => ['--data', dataDir, '--config', join(folder, 'post.yaml')];

/** The file or folder is there. */
async function appears(path: string): Promise<void> {
  const parent = resolve(path, '..');
  if (!existsSync(parent)) await appears(parent);
  const watching = watch(parent);
  while (!existsSync(path)) await once(watching, 'change');
  watching.close();
}

/** Has the program say when it begins to load its larger part. */
const sayLoad = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  const load = (url, context, next) => {
    if (url.endsWith('/src/main/post.ts')) process.stderr.write('loads\\n');
    return next(url, context);
  };
  registerHooks({ load });
`)}`;

/** Nobody holds the data, the log is whole, and its last word is that the post stopped. */
async function expectWellEnded(): Promise<void> {
  const lock = acquirePostLock(dataDir, { pid: process.pid, host: hostname() });
  expect(lock.ok).toBe(true);
  if (lock.ok) lock.value.release();
  const file = join(dataDir, 'guardpost.db');
  expect(await verifyDatabase(file)).toMatchObject({ ok: true, problem: null });
  const store = openStore({ file, clock: { utcMs: () => Date.now(), monoMs: () => performance.now() } });
  if (!store.ok) throw new Error(store.error.detail);
  const rows = store.value.read.page({ limit: 10, kinds: ['post.started', 'post.stopped'] }).map(({ kind }) => kind);
  await store.value.close();
  expect(rows).toEqual(['post.stopped', 'post.started']);
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
}

async function stoppedAt(moment: (child: ChildProcess) => Promise<unknown>, flags: readonly string[] = []): Promise<Ended> {
  const command = [...flags, resolve(root, 'src/main/cli.ts'), 'start', '--no-window', '--port', '0', ...args()];
  const child = spawn(resolve(root, 'node_modules/.bin/node'), command, { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (out += String(part)));
  const ended = once(child, 'close');
  await Promise.race([moment(child), ended]);
  child.kill('SIGTERM');
  await ended;
  return { code: child.exitCode, out };
}

describe('a post that is told to stop before it listens', () => {
  it.each([
    ['makes its data folder', () => appears(dataDir)],
    ['makes its database', () => appears(join(dataDir, 'guardpost.db'))],
    ['opens its log', () => appears(join(dataDir, 'logs'))],
    ['starts its broker', () => appears(join(dataDir, 'broker'))],
    ['says its first word', (child: ChildProcess) => once(child.stdout ?? child, 'data')],
  ] as const)('ends with 0 when it %s', async (_, moment) => {
    const { code, out } = await stoppedAt(moment);
    expect({ code, out: out.replace(/^listening on .*\n/, '') }).toEqual({ code: 0, out: '' });
    await expectWellEnded();
  });

  it('ends with 0 when it is still loading itself', async () => {
    const { code, out } = await stoppedAt((child) => once(child.stderr ?? child, 'data'), ['--import', sayLoad]);
    expect({ code, out: out.replace(/^listening on .*\n/m, '') }).toEqual({ code: 0, out: 'loads\n' });
    if (existsSync(dataDir)) await expectWellEnded();
  });

  it('says at its next start that it was killed when it was', async () => {
    const first = await startPost(args());
    await first.stop('SIGKILL');
    const second = await startPost(args());
    expect(await second.stop()).toBe(0);
    const { stdout } = await guardpost(['export', '--data', dataDir, '--format', 'jsonl', '--kind', 'post.started']);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((row) => JSON.parse(row).payload.afterCrash),
    ).toEqual([false, true]);
  });
});
