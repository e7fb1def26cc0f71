import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReaderKeys, type Sealer } from '../../../src/main/compose/reader-keys.ts';

const key = (seed: number): Uint8Array => Uint8Array.from({ length: 16 }, (_, at) => seed * 16 + at);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const none = { current: null, pending: null };

/** A key store that marks what it sealed with its owner and turns every bit. */
const sealerOf = (owner: number): Sealer => ({
  seal: (bytes) => Uint8Array.of(owner, ...bytes.map((byte) => ~byte)),
  open(box) {
    if (box[0] !== owner) throw new Error('not yours');
    return box.subarray(1).map((byte) => ~byte);
  },
});

let dataDir: string;
let problems: string[];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'guardpost-keys-'));
  problems = [];
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const open = (sealer: Sealer | null = null) =>
  createReaderKeys({ dataDir, sealer, onProblem: (readerId, problem) => problems.push(`${readerId}: ${problem}`) });
const folder = () => join(dataDir, 'keys', 'readers');
const fileOf = (id: string) => join(folder(), `${id}.json`);
const textOf = (id: string) => readFileSync(fileOf(id), 'utf8');

describe('keys of readers', () => {
  it('are none for a reader that was never given one, and nothing is made on disk', async () => {
    expect(await open().load('lane-1')).toEqual(none);
    expect(existsSync(folder())).toBe(false);
    expect(problems).toEqual([]);
  });

  it('are there after a restart', async () => {
    await open().set('lane-1', key(1));
    expect(await open().load('lane-1')).toEqual({ current: key(1), pending: null });
  });

  it('keep the old one while the new one is not proven, then change over', async () => {
    const keys = open();
    await keys.set('lane-1', key(1));
    await keys.savePending('lane-1', key(2));
    expect(await open().load('lane-1')).toEqual({ current: key(1), pending: key(2) });
    await keys.promotePending('lane-1');
    expect(await open().load('lane-1')).toEqual({ current: key(2), pending: null });
  });

  it('forget a key that the reader never took', async () => {
    const keys = open();
    await keys.set('lane-1', key(1));
    await keys.savePending('lane-1', key(2));
    await keys.dropPending('lane-1');
    expect(await keys.load('lane-1')).toEqual({ current: key(1), pending: null });
  });

  it('stay when there is nothing to promote or drop', async () => {
    const keys = open();
    await keys.set('lane-1', key(1));
    await keys.promotePending('lane-1');
    await keys.dropPending('lane-1');
    expect(await keys.load('lane-1')).toEqual({ current: key(1), pending: null });
  });

  it('lie where only this user can read them, and leave nothing else behind', async () => {
    mkdirSync(folder(), { recursive: true, mode: 0o755 });
    await open().set('lane-1', key(1));
    expect(statSync(folder()).mode & 0o777).toBe(0o700);
    expect(statSync(fileOf('lane-1')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder())).toEqual(['lane-1.json']);
  });

  it('are 16 bytes, and the refusal does not repeat them', async () => {
    await expect(open().set('lane-1', key(1).subarray(0, 15))).rejects.toThrow(/^a key has 16 bytes$/);
  });

  it.each(['../pepper', 'a/b', '..', '', 'C:x', 'a'.repeat(41), 'a\0b'])('never leave their folder for a reader called %j', async (id) => {
    await expect(open().set(id, key(1))).rejects.toThrow(RangeError);
    await expect(open().load(id)).rejects.toThrow(RangeError);
    expect(readdirSync(dataDir)).toEqual([]);
  });
});

describe('where the host has a key store', () => {
  it('are sealed in the file, and opened again', async () => {
    await open(sealerOf(1)).set('lane-1', key(1));
    expect(textOf('lane-1')).not.toContain(hex(key(1)));
    expect(await open(sealerOf(1)).load('lane-1')).toEqual({ current: key(1), pending: null });
  });

  it('are sealed at the next load when a command wrote them plain', async () => {
    await open().set('lane-1', key(1));
    expect(textOf('lane-1')).toContain(hex(key(1)));
    expect(await open(sealerOf(1)).load('lane-1')).toEqual({ current: key(1), pending: null });
    expect(textOf('lane-1')).not.toContain(hex(key(1)));
  });

  it('are used as they are when they can not be sealed, and that is told', async () => {
    await open().set('lane-1', key(1));
    const locked: Sealer = {
      ...sealerOf(1),
      seal() {
        throw new Error('the keyring is locked');
      },
    };
    expect(await open(locked).load('lane-1')).toEqual({ current: key(1), pending: null });
    expect(problems).toEqual(['lane-1: notSealed']);
    await expect(open(locked).set('lane-1', key(2))).rejects.toThrow('locked');
  });

  it('can not be opened by another user, who must not lose them by a new pending one, but may set a known one', async () => {
    await open(sealerOf(1)).set('lane-1', key(1));
    const before = textOf('lane-1');
    for (const sealer of [null, sealerOf(2)]) {
      problems = [];
      const keys = open(sealer);
      expect(await keys.load('lane-1')).toEqual(none);
      expect(problems).toEqual(['lane-1: sealedElsewhere']);
      await expect(keys.savePending('lane-1', key(2))).rejects.toThrow('lane-1');
      expect(textOf('lane-1')).toBe(before);
    }
    await open().set('lane-1', key(3));
    expect(await open(sealerOf(1)).load('lane-1')).toEqual({ current: key(3), pending: null });
  });
});

describe('a file that can not be used', () => {
  it('is told once, gives no key, and can be written anew', async () => {
    mkdirSync(folder(), { recursive: true });
    writeFileSync(fileOf('lane-1'), '{"version":1,"current":"00"');
    const keys = open();
    expect([await keys.load('lane-1'), await keys.load('lane-1')]).toEqual([none, none]);
    expect(problems).toEqual(['lane-1: damaged']);
    await keys.savePending('lane-1', key(1));
    expect(await keys.load('lane-1')).toEqual({ current: null, pending: key(1) });
  });

  it('is one that was copied from another reader', async () => {
    await open().set('lane-1', key(1));
    writeFileSync(fileOf('lane-2'), textOf('lane-1'));
    expect(await open().load('lane-2')).toEqual(none);
    expect(problems).toEqual(['lane-2: otherReader']);
  });

  it('is a folder', async () => {
    mkdirSync(fileOf('lane-1'), { recursive: true });
    expect(await open().load('lane-1')).toEqual(none);
    expect(problems).toEqual(['lane-1: unreadable']);
  });

  it('is any text, without ever a throw', async () => {
    mkdirSync(folder(), { recursive: true });
    const pieces = fc.constantFrom('{', '}', '"version":1', '"box":"AAAA"', '"current":', 'null', ',', '"readerId":"lane-1"', '"pending":null');
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.array(pieces).map((some) => some.join('')),
        ),
        async (text) => {
          writeFileSync(fileOf('lane-1'), text);
          expect(await open(sealerOf(1)).load('lane-1')).toEqual(none);
        },
      ),
      { numRuns: 200 },
    );
  });
});
