import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { type ExportOptions, exportRows, verifyJsonl } from '../../../src/main/store/index.ts';
import { note, type TempStore, tempStore } from './temp-store.ts';

async function textOf(temp: TempStore, options: ExportOptions): Promise<string> {
  let text = '';
  for await (const piece of exportRows(temp.store, options)) text += piece;
  return text;
}

async function withRows(count: number): Promise<TempStore> {
  const temp = tempStore();
  for (let n = 0; n < count; n += 1) {
    temp.clock.advance(1000);
    await temp.store.commit((tx) => tx.append(note(`row ${n}`, n % 2 === 0 ? {} : { kind: 'gate.granted' })));
  }
  return temp;
}

describe('the export as JSONL', () => {
  it('has one row a line, its keys in the order of the contract, and verifies', async () => {
    await using temp = tempStore();
    const row = await temp.store.commit((tx) =>
      tx.append(note('x', { payload: { b: 1, '10': 2, '9': 3, text: 'line\nbreak \u2028 "q"' }, subject: 's', eventAtUtcMs: 1 })),
    );
    const text = await textOf(temp, { format: 'jsonl' });
    expect(text.endsWith('\n')).toBe(true);
    expect(text.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(text)).toEqual(row);
    expect(Object.keys(JSON.parse(text) as object)).toEqual([
      'post',
      'epoch',
      'seq',
      'kind',
      'eventAtUtc',
      'arrivedAtUtc',
      'enteredAtUtc',
      'actor',
      'role',
      'seat',
      'subject',
      'payload',
      'prevHash',
      'hash',
    ]);
    expect((await verifyJsonl(text.split('\n'))).ok).toBe(true);
  });

  it('comes in pieces that together are all rows, and leaves out what is written meanwhile', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => Array.from({ length: 950 }, (_, n) => tx.append(note(`${n}`))));
    const pieces: string[] = [];
    for await (const piece of exportRows(temp.file, { format: 'jsonl' })) {
      pieces.push(piece);
      await temp.store.commit((tx) => tx.append(note('meanwhile')));
    }
    expect(pieces.length).toBeGreaterThan(1);
    expect(await verifyJsonl(pieces.join('').split('\n'))).toMatchObject({ ok: true, rows: 950, lastSeq: 950 });
  });

  it('keeps to kinds and times', async () => {
    await using temp = await withRows(6);
    const seqs = async (options: Omit<ExportOptions, 'format'>) =>
      (await textOf(temp, { format: 'jsonl', ...options }))
        .split('\n')
        .filter(Boolean)
        .map((line) => (JSON.parse(line) as { seq: number }).seq);
    expect(await seqs({ kinds: ['gate.granted'] })).toEqual([2, 4, 6]);
    expect(await seqs({ sinceUtcMs: temp.clock.nowUtcMs - 2000 })).toEqual([4, 5, 6]);
    expect(await seqs({ sinceUtcMs: temp.clock.nowUtcMs + 1 })).toEqual([]);
    expect(await seqs({ untilSeq: 2 })).toEqual([1, 2]);
  });

  it('of an empty log is empty', async () => {
    await using temp = tempStore();
    expect(await textOf(temp, { format: 'jsonl' })).toBe('');
    expect((await textOf(temp, { format: 'csv' })).trim().split('\n')).toHaveLength(1);
  });

  it('that is left half-way lets go of the file', async () => {
    await using temp = tempStore();
    await temp.store.commit((tx) => Array.from({ length: 950 }, (_, n) => tx.append(note(`${n}`))));
    for await (const piece of exportRows(temp.file, { format: 'jsonl' })) {
      expect(piece).not.toBe('');
      break;
    }
  });
});

describe('the export as CSV', () => {
  it('has a header and reads back as the same values', async () => {
    await using temp = tempStore();
    const row = await temp.store.commit((tx) => tx.append(note('comma, "quote"\r\nnew line', { subject: 's' })));
    const [line] = parse(await textOf(temp, { format: 'csv' }), { columns: true }) as { [column: string]: string }[];
    expect(line).toMatchObject({ seq: '1', actor: 'anna', subject: 's', role: 'guard', hash: row.hash, eventAtUtc: '' });
    expect(JSON.parse(line?.payload ?? '')).toEqual(row.payload);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('does not let a spreadsheet run %j', async (text) => {
    await using temp = tempStore();
    await temp.store.commit((tx) => tx.append(note('x', { subject: text, actor: { name: text, role: null, seat: null } })));
    const [line] = parse(await textOf(temp, { format: 'csv' }), { columns: true }) as { [column: string]: string }[];
    expect(line?.subject).toBe(`'${text}`);
    expect(line?.actor).toBe(`'${text}`);
  });
});
