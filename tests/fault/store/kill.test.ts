import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Store, verifyDatabase } from '../../../src/main/store/index.ts';
import { openOrThrow, TestClock, tempFolder } from '../../unit/store/temp-store.ts';

// 100 rounds as reliability.md F1 has it: GUARDPOST_KILL_ROUNDS=100
const rounds = Number(process.env.GUARDPOST_KILL_ROUNDS ?? 8);
let folder = '';
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Kills the writer after it has acknowledged so many rows; answers all that it acknowledged. */
async function writeAndKill(file: string, run: string, afterRows: number): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), file, run], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (piece: Buffer) => {
    said += piece.toString();
    if (said.split('\n').length > afterRows) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return said.split('\n').filter((line) => /^ack \d+ \S+$/.test(line));
}

/** The rows that a search for this text finds, newest first. */
function found(store: Store, text: string): number[] {
  const seqs: number[] = [];
  for (let beforeSeq = Number.MAX_SAFE_INTEGER; ; beforeSeq = seqs.at(-1) ?? 0) {
    const page = store.read.page({ text, beforeSeq, limit: 1000 });
    if (page.length === 0) return seqs;
    seqs.push(...page.map((row) => row.seq));
  }
}

describe('a post that is killed', () => {
  it(
    `loses and doubles nothing that it acknowledged, in ${rounds} rounds`,
    async () => {
      const file = join(folder, 'guardpost.db');
      const acknowledged: string[] = [];
      for (let round = 0; round < rounds; round += 1) {
        // Different places: in the first group, in later ones, around a checkpoint at 1,000 rows.
        acknowledged.push(...(await writeAndKill(file, `run${round}`, 1 + ((round * 173) % 700))));
      }
      const store = openOrThrow(file, new TestClock());
      const texts: string[] = [];
      for (let after = 0; ; ) {
        const rows = store.read.rowsAfter(after, 500);
        if (rows.length === 0) break;
        texts.push(...rows.filter((row) => row.kind === 'note.written').map((row) => `ack ${row.seq} ${row.payload.text}`));
        after = rows.at(-1)?.seq ?? after;
      }
      // The index follows the commits: what a kill kept out of it is found all the same, before and after it has caught up.
      const before = found(store, 'note.written');
      await store.commit((tx) => tx.append({ kind: 'note.amended', actor: { name: 'a', role: null, seat: null }, subject: null, payload: {} }));
      await store.close();
      const again = openOrThrow(file, new TestClock());
      expect(before).toHaveLength(texts.length);
      expect(found(again, 'note.written')).toEqual(before);
      await again.close();
      const kept = new Set(texts);
      expect(acknowledged.length).toBeGreaterThan(rounds);
      expect(acknowledged.filter((line) => !kept.has(line))).toEqual([]);
      expect(new Set(texts.map((line) => line.split(' ')[2])).size).toBe(texts.length);
      expect(await verifyDatabase(file)).toMatchObject({ ok: true });
    },
    60_000 + rounds * 5_000,
  );
});
