import { createHash, createPublicKey, verify } from 'node:crypto';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MerkleRange } from '../../../src/main/store/chain/merkle.ts';
import { canonicalJson, verifyDatabase } from '../../../src/main/store/index.ts';
import { parseNote } from '../../../src/main/store/verify/note.ts';
import { TreeCheck } from '../../../src/main/store/verify/tree-check.ts';
import type { JsonObject } from '../../../src/shared/model/journal.ts';
import { note, type TempStore, tempStore } from './temp-store.ts';

const dayMs = 86_400_000;
const sha = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

/** RFC 6962 2.1, word for word. */
function treeHash(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return sha();
  if (leaves.length === 1) return sha(Buffer.from([0]), only);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha(Buffer.from([1]), treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k)));
}

const leavesOf = (count: number): Buffer[] => Array.from({ length: count }, (_, n) => sha(Buffer.from(String(n))));

describe('the Merkle tree', () => {
  it('has the root that RFC 6962 defines, at every size, in the writer and in the verifier', () => {
    const range = new MerkleRange();
    const check = new TreeCheck();
    expect(range.root()).toEqual(treeHash([]));
    expect(check.root()).toEqual(treeHash([]));
    const leaves = leavesOf(130);
    leaves.forEach((leaf, index) => {
      range.append(leaf.toString('hex'));
      check.add(leaf.toString('hex'));
      const expected = treeHash(leaves.slice(0, index + 1));
      expect(range.root()).toEqual(expected);
      expect(check.root()).toEqual(expected);
      expect(check.subtrees()).toEqual(range.subtrees());
    });
  });

  it('goes on from where it was stored', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (before, more) => {
        const leaves = leavesOf(before + more);
        const first = new MerkleRange();
        for (const leaf of leaves.slice(0, before)) first.append(leaf.toString('hex'));
        const second = new MerkleRange(first.size, first.subtrees());
        for (const leaf of leaves.slice(before)) second.append(leaf.toString('hex'));
        expect(second.root()).toEqual(treeHash(leaves));
      }),
      { numRuns: 30 },
    );
  });

  it('refuses subtrees of another size', () => {
    expect(() => new MerkleRange(3, Buffer.alloc(32))).toThrow(RangeError);
    expect(() => new MerkleRange().append('abcd')).toThrow(RangeError);
  });
});

const announcements = (temp: TempStore) => temp.store.read.page({ limit: 50, kinds: ['key.announced'] }).reverse();
const signKeys = (temp: TempStore) => readdirSync(join(temp.folder, 'keys')).filter((name) => name.startsWith('sign-'));

describe('a checkpoint', () => {
  it('is a C2SP note over the root of all rows, signed with the announced key', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => [1, 2, 3].map((n) => tx.append(note(`row ${n}`))));
    const checkpoint = await temp.store.checkpointNow();
    if (checkpoint === null) throw new Error('no checkpoint');
    const rows = temp.store.read.rowsAfter(0, 100);
    const root = treeHash(rows.map((row) => Buffer.from(row.hash, 'hex'))).toString('base64');
    const origin = `guardpost/${temp.store.post}/${temp.store.epoch}`;
    const [text = '', signatures = ''] = checkpoint.note.split('\n\n');
    expect(`${text}\n`).toBe(`${origin}\n${rows.length}\n${root}\ntime 2026-03-03T06:00:00.000Z\n`);

    const [row] = announcements(temp);
    const publicKey = Buffer.from(String(row?.payload.publicKey), 'base64');
    const [, name, encoded = ''] = signatures.trimEnd().split(' ');
    const bytes = Buffer.from(encoded, 'base64');
    expect(signatures.startsWith('— ')).toBe(true);
    expect(name).toBe(origin);
    expect(bytes.subarray(0, 4)).toEqual(sha(Buffer.from(`${origin}\n`), Buffer.from([1]), publicKey).subarray(0, 4));
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') }, format: 'jwk' });
    expect(verify(null, Buffer.from(`${text}\n`), key, bytes.subarray(4))).toBe(true);
  });

  it('is not taken twice over the same rows', async () => {
    await using temp = tempStore();
    expect(await temp.store.checkpointNow()).toBeNull();
    await temp.store.commit((tx) => tx.append(note('a')));
    expect(await temp.store.checkpointNow()).toMatchObject({ size: 2 });
    expect(await temp.store.checkpointNow()).toBeNull();
  });

  it('is taken by itself after 1,000 rows, and when the store closes', async () => {
    await using temp = tempStore();
    const told = new Promise<void>((resolve) => {
      temp.store.onCommitted(() => {
        if (announcements(temp).length > 0) resolve();
      });
    });
    await temp.store.commit((tx) => Array.from({ length: 1000 }, (_, n) => tx.append(note(`${n}`))));
    await told;
    await temp.store.commit((tx) => tx.append(note('one more')));
    await temp.store.close();
    expect(await verifyDatabase(temp.file)).toMatchObject({ ok: true, rows: 1002, checkpoints: 2, lastCheckpoint: { size: 1002 } });
  });

  it('goes on after a restart and covers rows of other processes', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => tx.append(note('a')));
    await temp.reopen();
    await temp.store.commit((tx) => tx.append(note('b')));
    expect(await temp.store.checkpointNow()).toMatchObject({ size: 3 });
    expect(await verifyDatabase(temp.file)).toMatchObject({ ok: true, checkpoints: 2 });
  });
});

describe('the key of the day', () => {
  it('is new each day, announced under the one before, whose private half is destroyed', async () => {
    await using temp = tempStore();
    for (let day = 0; day < 3; day += 1) {
      await temp.store.commit((tx) => tx.append(note(`day ${day}`)));
      await temp.store.checkpointNow();
      temp.clock.advance(dayMs);
    }
    const rows = announcements(temp);
    expect(rows).toHaveLength(3);
    expect(rows[0]?.payload).toMatchObject({ previousKeyId: null, signature: null, checkpointSize: 0, checkpointRoot: null });
    const [first, second] = rows.map((row) => row.payload);
    if (first === undefined || second === undefined) throw new Error('no announcement');
    const { signature, ...unsigned } = second;
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(String(first.publicKey), 'base64').toString('base64url') },
      format: 'jwk',
    });
    const signed = Buffer.from(`guardpost-key-v1\n${canonicalJson(unsigned as JsonObject)}`);
    expect(verify(null, signed, key, Buffer.from(String(signature), 'base64'))).toBe(true);
    expect(signKeys(temp)).toEqual([`sign-${rows[2]?.payload.keyId}.key`]);
    expect((await verifyDatabase(temp.file)).ok).toBe(true);
  });

  it('stays the same within a day, over a restart, and when the clock jumps back', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => tx.append(note('a')));
    await temp.reopen();
    temp.clock.nowUtcMs -= 3 * dayMs;
    await temp.store.commit((tx) => tx.append(note('b')));
    await temp.store.checkpointNow();
    expect(announcements(temp)).toHaveLength(1);
  });

  it('is cleared of what a crash left behind: made and never announced', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => tx.append(note('a')));
    await temp.store.checkpointNow();
    writeFileSync(join(temp.folder, 'keys', 'sign-deadbeef.key'), 'half a key');
    await temp.store.commit((tx) => tx.append(note('b')));
    await temp.store.checkpointNow();
    expect(signKeys(temp)).toEqual([`sign-${announcements(temp)[0]?.payload.keyId}.key`]);
    expect((await verifyDatabase(temp.file)).ok).toBe(true);
  });

  it('that was lost is replaced so that the post goes on, and the verifier says so', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => tx.append(note('a')));
    await temp.store.checkpointNow();
    for (const name of signKeys(temp)) rmSync(join(temp.folder, 'keys', name));
    await temp.store.commit((tx) => tx.append(note('b')));
    expect(await temp.store.checkpointNow()).not.toBeNull();
    expect(await verifyDatabase(temp.file)).toMatchObject({ ok: false, problem: 'keyBroken', firstBadSeq: 4 });
  });
});

describe('reading a note', () => {
  it('never throws, and takes nothing but a note', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.anything()), (text) => {
        expect(parseNote(text)).toBeNull();
      }),
    );
  });
});
