/** A bug that ends the process: real processes, real log files. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

// Whole processes start here, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const root = resolve(import.meta.dirname, '../../..');
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'guardpost-crash-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function crash(folder: string, host: string, way: string): Promise<number | null> {
  const script = resolve(root, 'tests/fixtures/crash/crash.ts');
  const child = spawn(resolve(root, 'node_modules/.bin/node'), [script, folder, host, way], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.exitCode;
}

describe.each(['node', 'electron'])('a bug that nobody caught, in the %s host', (host) => {
  it.each(['throw', 'reject'])('ends the process and leaves a line with a reference (%s)', async (way) => {
    expect(await crash(dir, host, way)).toBe(1);
    const lines = readFileSync(join(dir, 'guardpost.log'), 'utf8').trim().split('\n');
    expect(lines).toHaveLength(1);
    const line: unknown = JSON.parse(lines[0] ?? '');
    expect(line).toMatchObject({
      level: 60,
      msg: 'a bug ended the program',
      reference: expect.stringMatching(/^[0-9a-f]{10}$/),
      error: { message: 'a bug at mqtt://10.0.0.5', stack: expect.stringContaining('crash.ts') },
    });
    expect(lines[0]).not.toContain('geheim');
  });

  it('ends the process all the same when there can be no log file', async () => {
    const file = join(dir, 'a-file');
    writeFileSync(file, '');
    expect(await crash(join(file, 'logs'), host, 'throw')).toBe(1);
  });
});
