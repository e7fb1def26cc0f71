import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { morningUtcMs, note, tempStore } from './temp-store.ts';

async function withNotes(texts: readonly string[]) {
  const temp = tempStore();
  await temp.store.commit((tx) => {
    for (const text of texts) tx.append(note(text));
  });
  return temp;
}

describe('searching the day log', () => {
  const texts = ['Gate opened for Zoë Köhler', 'Lift stuck, called Müller', '访客张伟明到达北门', 'Truck B-AB 123 at north-in', 'gate closed'];

  it.each<[string, number[]]>([
    ['gate', [5, 1]],
    ['GATE op', [1]],
    ['zoe', [1]],
    ['kohl', [1]],
    ['Müll', [2]],
    ['张伟', [3]],
    ['伟明', [3]],
    ['明伟', []],
    ['北', [3]],
    ['north-in', [4]],
    ['b-ab 12', [4]],
    ['stuck müller lift', [2]],
    ['stuck gate', []],
    ['note.written', [5, 4, 3, 2, 1]],
    ['anna', [5, 4, 3, 2, 1]],
    ['', [5, 4, 3, 2, 1]],
    ['   ', [5, 4, 3, 2, 1]],
  ])('%j finds rows %j, newest first', async (text, seqs) => {
    await using temp = await withNotes(texts);
    expect(temp.store.read.page({ limit: 50, text }).map((row) => row.seq)).toEqual(seqs);
  });

  it.each(['"*( ) AND', '*', '"', 'NEAR(', '^', 'body:', '-', "'; DROP TABLE journal; --", '()', '{a b}:'])(
    'takes %j as text, never as syntax',
    async (text) => {
      await using temp = await withNotes(texts);
      expect(() => temp.store.read.page({ limit: 50, text })).not.toThrow();
    },
  );

  it('does not take a column filter or an operator from the text', async () => {
    await using temp = await withNotes(['one OR two', 'three']);
    expect(temp.store.read.page({ limit: 50, text: 'three OR one' })).toEqual([]);
    expect(temp.store.read.page({ limit: 50, text: 'or' }).map((row) => row.seq)).toEqual([1]);
  });

  it('finds any row by any word of it, and never throws', async () => {
    await using temp = tempStore();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), async (text) => {
        const { seq } = await temp.store.commit((tx) => tx.append(note(text)));
        const found = temp.store.read.page({ limit: 1, afterSeq: seq - 1, text });
        if (/[a-z0-9]/i.test(text)) expect(found.map((row) => row.seq)).toEqual([seq]);
      }),
      { numRuns: 150 },
    );
  });

  it('finds rows by words that are not in the chain', async () => {
    await using temp = tempStore();
    const row = await temp.store.commit((tx) => tx.append(note('came in', { searchWords: ['Ada Byron'] })));
    expect(temp.store.read.page({ limit: 5, text: 'byr ada' })).toEqual([row]);
    expect(JSON.stringify(row)).not.toContain('Byron');
  });
});

describe('a page of the day log', () => {
  it('walks back page by page without missing or repeating a row', async () => {
    await using temp = await withNotes(Array.from({ length: 25 }, (_, n) => `note ${n}`));
    const seen: number[] = [];
    for (let before = Number.MAX_SAFE_INTEGER; ; ) {
      const page = temp.store.read.page({ limit: 10, beforeSeq: before, text: 'note' });
      if (page.length === 0) break;
      seen.push(...page.map((row) => row.seq));
      before = seen.at(-1) ?? 0;
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, n) => 25 - n));
  });

  it('puts all filters together', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => {
      tx.append(note('gate', { kind: 'gate.granted', subject: 'north' }));
      tx.append(note('gate', { kind: 'gate.denied', subject: 'north' }));
      tx.append(note('gate', { kind: 'gate.denied', subject: 'south' }));
    });
    const seqs = (query: object) => temp.store.read.page({ limit: 10, ...query }).map((row) => row.seq);
    expect(seqs({ kinds: ['gate.denied'] })).toEqual([3, 2]);
    expect(seqs({ kinds: ['gate.denied'], subject: 'north', text: 'gate' })).toEqual([2]);
    expect(seqs({ kinds: [] })).toEqual([]);
    expect(seqs({ afterSeq: 1, beforeSeq: 3 })).toEqual([2]);
  });

  it('keeps to the time of entry, also when the clock jumped back in between', async () => {
    await using temp = tempStore();
    const hourMs = 3_600_000;
    for (const atUtcMs of [morningUtcMs, morningUtcMs + 2 * hourMs, morningUtcMs + hourMs, morningUtcMs + 3 * hourMs]) {
      temp.clock.nowUtcMs = atUtcMs;
      await temp.store.commit((tx) => tx.append(note('tick')));
    }
    const seqs = (query: object) => temp.store.read.page({ limit: 10, ...query }).map((row) => row.seq);
    expect(seqs({ sinceUtcMs: morningUtcMs + hourMs })).toEqual([4, 3, 2]);
    expect(seqs({ sinceUtcMs: morningUtcMs + 2 * hourMs })).toEqual([4, 2]);
    expect(seqs({ untilUtcMs: morningUtcMs + hourMs })).toEqual([3, 1]);
    expect(seqs({ sinceUtcMs: morningUtcMs + hourMs, untilUtcMs: morningUtcMs + 2 * hourMs, text: 'tick' })).toEqual([3, 2]);
    expect(seqs({ sinceUtcMs: morningUtcMs + 9 * hourMs })).toEqual([]);
  });
});
