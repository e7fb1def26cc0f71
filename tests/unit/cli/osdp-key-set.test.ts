import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Shell } from '../../../src/main/cli/command.ts';
import { systemClock } from '../../../src/main/cli/open-data.ts';
import { keySet } from '../../../src/main/cli/osdp/key-set.ts';
import { createSay } from '../../../src/main/cli/words.ts';
import { controlActor } from '../../../src/main/compose/control.ts';
import { createReaderKeys } from '../../../src/main/compose/reader-keys.ts';
import { type ControlServer, startControlServer } from '../../../src/main/control/index.ts';
import { openStore } from '../../../src/main/store/index.ts';
import { fail, ok } from '../../../src/shared/model/result.ts';

const hex = '000102030405060708090a0b0c0d0e0f';
const key = Uint8Array.from({ length: 16 }, (_, at) => at);

let dataDir: string;
let said: string[];
let post: ControlServer | null;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'gp-key-set-'));
  said = [];
  post = null;
});
afterEach(async () => {
  await post?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const shellOf = (stdin: string): Shell => ({
  say: createSay('en'),
  environment: {},
  out: async (text) => void said.push(text),
  err: (line) => void said.push(line),
  input: async () => stdin,
});
const run = (args: readonly string[], stdin = '') => keySet(['--data', dataDir, ...args], shellOf(stdin));
const stored = () => createReaderKeys({ dataDir, sealer: null, onProblem: () => undefined }).load('lane-1');

async function rows() {
  const opened = openStore({ file: join(dataDir, 'guardpost.db'), clock: systemClock, readOnly: true });
  if (!opened.ok) throw new Error(opened.error.code);
  const found = opened.value.read.page({ limit: 10, kinds: ['reader.keyChanged'] });
  await opened.value.close();
  return found.map(({ actor, seat, subject, payload }) => ({ actor, seat, subject, payload }));
}

async function startPost(asked: string[], answer: 'done' | 'busy' = 'done'): Promise<void> {
  const refuse = async () => fail({ code: 'refused' as const, detail: null });
  const keysChanged = async ({ readerId }: { readerId: string }) => {
    asked.push(readerId);
    return answer === 'done' ? ok(null) : fail({ code: 'busy' as const, detail: null });
  };
  const calls = { about: refuse, keysChanged, install: refuse, trace: refuse, discover: refuse, changeAddress: refuse, sendFile: refuse, panelSecret: refuse };
  const started = await startControlServer({ dataDir, calls, logBug: () => undefined });
  if (!started.ok) throw new Error(started.error);
  post = started.value;
}

describe('osdp key set', () => {
  it('stores the key, writes a row without it, and never says it again', async () => {
    expect(await run(['--reader', 'lane-1', '--hex', hex])).toBe(0);
    expect(await stored()).toEqual({ current: key, pending: null });
    expect(await rows()).toEqual([{ actor: controlActor().name, seat: 'cli', subject: 'lane-1', payload: { readerId: 'lane-1', how: 'entered' } }]);
    expect(said.join('\n')).toContain('lane-1');
    expect(said.join('\n').toLowerCase()).not.toContain(hex);
  });

  it('takes the key from stdin, as it is printed on paper, so that it is not in the history of the shell', async () => {
    expect(await run(['--reader', 'lane-1', '--stdin'], '00:01:02:03 04-05-06-07 08090A0B 0C0D0E0F\n')).toBe(0);
    expect(await stored()).toEqual({ current: key, pending: null });
  });

  it('tells a post that runs to take it up', async () => {
    const asked: string[] = [];
    await startPost(asked);
    expect(await run(['--reader', 'lane-1', '--hex', hex])).toBe(0);
    expect(asked).toEqual(['lane-1']);
  });

  it('says so when the post can not take it up now; it is stored all the same', async () => {
    await startPost([], 'busy');
    expect(await run(['--reader', 'lane-1', '--hex', hex])).toBe(1);
    expect(await stored()).toEqual({ current: key, pending: null });
  });

  it('refuses the key that everyone knows', async () => {
    expect(await run(['--reader', 'lane-1', '--hex', '303132333435363738393A3B3C3D3E3F'])).toBe(1);
    expect(said.join('\n')).toContain('osdp install');
    expect(existsSync(join(dataDir, 'keys', 'readers'))).toBe(false);
  });

  it.each([
    [[]],
    [['--reader', 'lane-1']],
    [['--reader', 'lane-1', '--hex', '00']],
    [['--reader', 'lane-1', '--hex', `${hex}00`]],
    [['--reader', 'lane-1', '--hex', hex.replace('f', 'g')]],
    [['--reader', 'lane-1', '--hex', hex, '--stdin']],
    [['--reader', '../pepper', '--hex', hex]],
    [['--reader', 'lane-1', '--hex', hex, 'more']],
  ])('answers bad usage with how it is used, and does nothing: %j', async (args) => {
    expect(await run(args)).toBe(2);
    expect(said.at(-1)).toContain('guardpost osdp key set');
    expect(said.join('\n')).not.toContain(hex);
    expect(existsSync(join(dataDir, 'guardpost.db'))).toBe(false);
  });

  it('warns of a reader that the configuration does not have, for it may be mistyped', async () => {
    const file = join(dataDir, 'guardpost.yaml');
    writeFileSync(file, 'post: { site: S, name: N }\nreaders: [{ id: bus, protocol: osdp, path: /dev/a, devices: [{ id: lane-1, address: 0 }] }]\n');
    expect(await run(['--reader', 'lane-1', '--hex', hex])).toBe(0);
    expect(said.join('\n')).not.toContain('note:');
    expect(await run(['--reader', 'lane-2', '--hex', hex])).toBe(0);
    expect(said.join('\n')).toMatch(/note: .*lane-2/);
  });

  it('says which folder can not be used, with its own exit code', async () => {
    const file = join(dataDir, 'file');
    writeFileSync(file, 'x');
    expect(await keySet(['--data', join(file, 'deep'), '--reader', 'lane-1', '--hex', hex], shellOf(''))).toBe(4);
    expect(readFileSync(file, 'utf8')).toBe('x');
  });
});
