/** The built main bundle verifies long logs in a second thread: its file has to be there and to work on its own. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { expect, test } from '@playwright/test';
import { guardpost } from '../../fixtures/post-process.ts';

const built = resolve(import.meta.dirname, '../../../out/main');

test('the thread of the built verifier reads a log', async () => {
  const data = mkdtempSync(join(tmpdir(), 'guardpost-built-'));
  await guardpost(['user', 'add', '--data', data, '--name', 'Ana', '--role', 'lead', '--pin', '246810']);
  expect(readFileSync(join(built, 'index.js'), 'utf8')).toContain('./tree-worker.js');
  const task = { file: join(data, 'guardpost.db'), post: '', epoch: '', lastSeq: Number.MAX_SAFE_INTEGER, lastCheckpoint: 0n };
  const worker = new Worker(pathToFileURL(join(built, 'tree-worker.js')), { workerData: task });
  const verdict = await new Promise((done, failed) => worker.once('message', done).once('error', failed));
  // Post and epoch are not those of this log: it must have read the announcement of the key.
  expect(verdict).toMatchObject({ problem: { code: 'keyBroken', seq: expect.any(Number) } });
  rmSync(data, { recursive: true });
});
