import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Shell } from '../../../src/main/cli/command.ts';
import { systemClock } from '../../../src/main/cli/open-data.ts';
import { panelCode, panelKey } from '../../../src/main/cli/panel-secret.ts';
import { createSay } from '../../../src/main/cli/words.ts';
import { controlActor } from '../../../src/main/compose/control.ts';
import { createPanelSecrets } from '../../../src/main/compose/panel-secrets.ts';
import { type ControlServer, startControlServer } from '../../../src/main/control/index.ts';
import { openStore } from '../../../src/main/store/index.ts';
import { fail, ok } from '../../../src/shared/model/result.ts';

const keyText = '00 11:22-33445566778899aabbccddeeff';
const keyHex = '00112233445566778899aabbccddeeff';

let dataDir: string;
let said: string[];
let asked: (string | undefined)[];
let post: ControlServer | null;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'gp-panel-secret-'));
  said = [];
  asked = [];
  post = null;
});
afterEach(async () => {
  await post?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const shellOf = (typed: string): Shell => ({
  say: createSay('en'),
  environment: { GUARDPOST_DATA: dataDir },
  out: async (text) => void said.push(text),
  err: (line) => void said.push(line),
  async input(prompt) {
    asked.push(prompt);
    return typed;
  },
});
const setCode = (args: readonly string[], typed = '') => panelCode(args, shellOf(typed));
const setKey = (args: readonly string[], typed = '') => panelKey(args, shellOf(typed));
const secrets = () => createPanelSecrets({ dataDir, sealer: null, onProblem: () => undefined });

async function rows() {
  const opened = openStore({ file: join(dataDir, 'guardpost.db'), clock: systemClock, readOnly: true });
  if (!opened.ok) throw new Error(opened.error.code);
  const found = opened.value.read.page({ limit: 10, kinds: ['panel.secretSet'] });
  await opened.value.close();
  return found.map(({ actor, payload }) => ({ actor, ...payload }));
}

async function startPost(answer: 'done' | 'unknownPanel'): Promise<unknown[]> {
  const calls: unknown[] = [];
  const refuse = async () => fail({ code: 'refused' as const, detail: null });
  const panelSecret = async (input: unknown) => {
    calls.push(input);
    return answer === 'done' ? ok(null) : fail({ code: answer, detail: null });
  };
  const others = { about: refuse, keysChanged: refuse, install: refuse, trace: refuse, discover: refuse, changeAddress: refuse, sendFile: refuse };
  const started = await startControlServer({ dataDir, calls: { ...others, panelSecret }, logBug: () => undefined });
  if (!started.ok) throw new Error(started.error);
  post = started.value;
  return calls;
}

describe('without a post that runs', () => {
  it('a code that is typed in is kept for this user alone, and is a row of who did it', async () => {
    expect(await setCode(['house'], '4711\n')).toBe(0);
    expect([secrets().code('house'), asked, said]).toEqual(['4711', ['User code of panel house: '], ['code of panel house stored\n']]);
    expect(statSync(join(dataDir, 'keys', 'panels', 'house.json')).mode & 0o777).toBe(0o600);
    expect(await rows()).toEqual([{ actor: controlActor().name, panelId: 'house', what: 'code' }]);
  });

  it('a key is kept for its account, and nothing but the file ever holds it', async () => {
    expect(await setKey(['dialler', '0a1', '--data', dataDir], keyText)).toBe(0);
    expect(Buffer.from(secrets().receiverKey('dialler', '0A1') ?? []).toString('hex')).toBe(keyHex);
    expect(await rows()).toEqual([{ actor: controlActor().name, panelId: 'dialler', what: 'receiverKey', account: '0A1' }]);
    expect(said.join('')).not.toContain('2233');
    expect(readFileSync(join(dataDir, 'guardpost.db')).includes(keyHex)).toBe(false);
  });

  it('what is there is taken away without a question', async () => {
    await setCode(['house'], '4711');
    asked = [];
    expect(await setCode(['house', '--remove'])).toBe(0);
    expect([secrets().code('house'), asked]).toEqual([null, []]);
    expect((await rows())[0]).toMatchObject({ removed: true });
  });

  it('a panel that is not in the configuration is told', async () => {
    writeFileSync(join(dataDir, 'guardpost.yaml'), 'post:\n  site: A\n  name: B\n');
    expect(await setCode(['hose'], '4711')).toBe(0);
    expect(said[0]).toContain('has no panel hose');
  });

  it.each([
    ['no panel', () => setCode([], '4711')],
    ['a panel that leads out of the folder', () => setCode(['../house'], '4711')],
    ['a code as an argument', () => setCode(['house', '4711'], '')],
    ['no code', () => setCode(['house'], '\n')],
    ['no account', () => setKey(['dialler'], keyText)],
    ['a key that is none', () => setKey(['dialler', '1'], '0011')],
  ])('%s is bad usage, and nothing is kept', async (_, run) => {
    expect(await run()).toBe(2);
    expect([secrets().which('house'), secrets().which('dialler')]).toEqual([
      { code: false, accounts: [] },
      { code: false, accounts: [] },
    ]);
  });
});

describe('with a post that runs', () => {
  it('it is handed to the post, which keeps it and writes the row', async () => {
    const calls = await startPost('done');
    expect(await setKey(['dialler', '*'], keyText)).toBe(0);
    expect(calls).toEqual([{ kind: 'receiverKey', panelId: 'dialler', account: '*', key: keyHex }]);
    expect(secrets().which('dialler')).toEqual({ code: false, accounts: [] });
  });

  it('what the post refuses is told, and not kept beside it', async () => {
    await startPost('unknownPanel');
    expect(await setCode(['hose'], '4711')).toBe(1);
    expect(said).toEqual(['the post has no panel of that name']);
    expect(secrets().code('hose')).toBeNull();
  });
});
