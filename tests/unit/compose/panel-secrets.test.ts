import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPanelSecrets } from '../../../src/main/compose/panel-secrets.ts';
import type { Sealer } from '../../../src/main/compose/sealed-file.ts';

/** A key store that marks what it sealed with its owner and turns every bit. */
const sealerOf = (owner: number): Sealer => ({
  seal: (bytes) => Uint8Array.of(owner, ...bytes.map((byte) => ~byte)),
  open(box) {
    if (box[0] !== owner) throw new Error('not yours');
    return box.subarray(1).map((byte) => ~byte);
  },
});
const key = Uint8Array.from({ length: 32 }, (_, at) => at);

let dataDir: string;
let problems: string[];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'guardpost-secrets-'));
  problems = [];
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const open = (sealer: Sealer | null = null) =>
  createPanelSecrets({ dataDir, sealer, onProblem: (panelId, problem) => problems.push(`${panelId}: ${problem}`) });
const file = () => join(dataDir, 'keys', 'panels', 'house.json');
const text = () => readFileSync(file(), 'utf8');

describe('secrets of panels', () => {
  it('are none for a panel that was never given one, and nothing is made on disk', () => {
    const secrets = open();
    expect([secrets.code('house'), secrets.receiverKey('house', '1234'), secrets.which('house')]).toEqual([null, null, { code: false, accounts: [] }]);
    expect(existsSync(join(dataDir, 'keys'))).toBe(false);
  });

  it('are there after a restart, for this user alone', () => {
    expect(open().setCode('house', '4711').ok && open().setReceiverKey('house', '0a1', key).ok).toBe(true);
    const secrets = open();
    expect([secrets.code('house'), secrets.receiverKey('house', '0A1'), secrets.which('house')]).toEqual(['4711', key, { code: true, accounts: ['0A1'] }]);
    expect([statSync(file()).mode & 0o777, statSync(join(dataDir, 'keys', 'panels')).mode & 0o777]).toEqual([0o600, 0o700]);
  });

  it('of all accounts are those that have none of their own', () => {
    const secrets = open();
    const own = key.subarray(0, 16);
    secrets.setReceiverKey('house', '*', key);
    secrets.setReceiverKey('house', 'AB', own);
    expect([secrets.receiverKey('house', 'AB'), secrets.receiverKey('house', 'CD'), secrets.receiverKey('house', '__proto__')]).toEqual([own, key, key]);
    secrets.setReceiverKey('house', 'ab', null);
    expect(secrets.receiverKey('house', 'AB')).toEqual(key);
  });

  it('can be taken away', () => {
    const secrets = open();
    secrets.setCode('house', '4711');
    secrets.setCode('house', null);
    expect([secrets.code('house'), text().includes('4711')]).toEqual([null, false]);
  });

  it('are sealed where the host has a key store, also those that a command wrote plain', () => {
    open().setCode('house', '4711');
    expect(open(sealerOf(1)).code('house')).toBe('4711');
    expect(text()).not.toContain('4711');
    expect(open(sealerOf(1)).code('house')).toBe('4711');
  });

  it('of another user can neither be used nor lost by a change', () => {
    open(sealerOf(1)).setCode('house', '4711');
    const other = open(sealerOf(2));
    expect(other.code('house')).toBeNull();
    expect(problems).toEqual(['house: sealedElsewhere']);
    expect(other.setReceiverKey('house', 'AB', key).ok).toBe(false);
    expect(open(sealerOf(1)).code('house')).toBe('4711');
  });

  it.each([
    ['damaged', '{"version":1,"panelId":"house"'],
    ['damaged', '{"version":1,"panelId":"house","code":4711,"receiverKeys":{}}'],
    ['otherPanel', '{"version":1,"panelId":"yard","code":"4711","receiverKeys":{}}'],
  ])('in a file that is %s are none, told once', (problem, content) => {
    open().setCode('house', '1');
    writeFileSync(file(), content);
    const secrets = open();
    expect([secrets.code('house'), secrets.code('house'), problems]).toEqual([null, null, [`house: ${problem}`]]);
  });

  it('that can’t be written are refused without repeating them', () => {
    writeFileSync(join(dataDir, 'keys'), 'a file in the way');
    const refused = open().setCode('house', '4711');
    expect([refused.ok, JSON.stringify(refused).includes('4711')]).toEqual([false, false]);
  });
});
