/** Installing what the tests need, with an apt-get of the test's own that says what the real one would. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const tools = pathToFileURL(resolve(import.meta.dirname, '../../../bin/tools.mjs')).href;
const heldLine = 'E: Could not get lock /var/lib/apt/lists/lock. It is held by process 4242 (apt-get)';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guardpost-apt-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** `script` is the body of apt-get; `$n` counts its calls. Answers what was called, and what was said. */
function install(script: string, waitMs = 60_000): { calls: string[]; said: string } {
  const calls = join(folder, 'calls');
  writeFileSync(calls, '');
  writeFileSync(join(folder, 'apt-get'), `#!/bin/sh\necho "$*" >> ${calls}\nn=$(grep -c . ${calls})\n${script}\n`, { mode: 0o755 });
  const code = `import { installByApt } from ${JSON.stringify(tools)}; await installByApt(['socat'], { waitMs: ${waitMs}, pauseMs: 1 });`;
  const { stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` },
  });
  expect(status).toBe(0);
  return { calls: readFileSync(calls, 'utf8').trim().split('\n'), said: stderr };
}
const verbs = (calls: readonly string[]) => calls.map((call) => / (update|install) /.exec(call)?.[1]);

describe('installing by apt', () => {
  it('brings the lists up to date first, and lets apt wait for the lock of dpkg', () => {
    const { calls, said } = install('exit 0');
    expect(verbs(calls)).toEqual(['update', 'install']);
    for (const call of calls) expect(call).toMatch(/-o DPkg::Lock::Timeout=[1-9]\d* /);
    expect(calls[1]).toMatch(/ socat$/);
    expect(said).toBe('');
  });

  it('waits for another program that holds the lists, and says so once', () => {
    const { calls, said } = install(`[ $n -gt 3 ] || { echo "${heldLine}" >&2; exit 100; }`);
    expect(verbs(calls)).toEqual(['update', 'update', 'update', 'update', 'install']);
    expect(said).toMatch(/^guardpost: another program uses apt; waiting for it, \d+ s at most …\n$/);
  });

  it('goes on with the lists that are here when there is no network, and shows what apt said', () => {
    const { calls, said } = install('[ $n -gt 1 ] || { echo "E: Failed to fetch lists" >&2; exit 100; }');
    expect(verbs(calls)).toEqual(['update', 'install']);
    expect(said).toContain('E: Failed to fetch lists');
    expect(said).toContain('apt-get update failed; trying with the package lists that are here');
  });

  it('does not wait for ever', () => {
    const { calls, said } = install(`echo "${heldLine}" >&2; exit 100`, 0);
    expect(verbs(calls)).toEqual(['update', 'install']);
    expect(said).toContain(heldLine);
  });
});
