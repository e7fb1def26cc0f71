import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDayLog, type DayLog } from '../../../src/main/services/day-log.ts';
import { exportRows } from '../../../src/main/store/index.ts';
import { type Ground, guard, lead, openGround } from './ground.ts';

describe('the day log', () => {
  let ground: Ground;
  let log: DayLog;

  beforeEach(() => {
    ground = openGround();
    log = createDayLog({
      ...ground,
      exportRows: ({ format }) => exportRows(ground.store, { format }),
      verify: () => Promise.reject(new Error('not asked for here')),
    });
  });
  afterEach(() => ground.close());

  async function note(text: string): Promise<number> {
    const kept = await log.note(guard, { text });
    if (!kept.ok) throw new Error(JSON.stringify(kept.error));
    return kept.value.row.seq;
  }

  it('keeps a note with its writer, its time and what it cites', async () => {
    const first = await note('Gate lamp is broken');
    const eventAtUtcMs = ground.clock.utcMs() - 60_000;
    expect(await log.note(guard, { text: 'Lamp replaced', eventAtUtcMs, cites: [first] })).toMatchObject({
      ok: true,
      value: {
        row: { actor: 'Ana', subject: `row:${first}`, eventAtUtc: new Date(eventAtUtcMs).toISOString(), payload: { text: 'Lamp replaced', cites: [first] } },
      },
    });
  });

  it('takes no note from the future and no citation of a row that is not there', async () => {
    expect(await log.note(guard, { text: 'x', eventAtUtcMs: ground.clock.utcMs() + 120_000 })).toEqual({
      ok: false,
      error: { code: 'rule', rule: 'inFuture' },
    });
    expect(await log.note(guard, { text: 'x', cites: [99] })).toEqual({ ok: false, error: { code: 'rule', rule: 'citesUnknown', values: { seq: 99 } } });
    expect(ground.rows()).toEqual([]);
  });

  it('shows an amendment beside the note, which stays as it was', async () => {
    const seq = await note('Two men at the fence');
    const before = ground.store.read.row(seq);
    const amended = await log.amend(lead, { seq, text: 'Three men at the fence', reason: 'facts', reasonText: 'seen on camera 3' });
    expect(amended).toMatchObject({ ok: true, value: { row: { seq }, amendments: [{ kind: 'note.amended', actor: 'Lin', subject: `row:${seq}` }] } });
    expect(ground.store.read.row(seq)).toEqual(before);
    expect(ground.rows('note.amended')[0]?.payload).toEqual({ amends: seq, text: 'Three men at the fence', reason: 'facts', reasonText: 'seen on camera 3' });
  });

  it('lets an amendment of an amendment point to the note itself', async () => {
    const seq = await note('One');
    await log.amend(guard, { seq, text: 'Two', reason: 'typing' });
    const amendment = ground.rows('note.amended')[0]?.seq ?? 0;
    await log.amend(guard, { seq: amendment, text: 'Three', reason: 'typing' });
    const entry = log.entry(seq);
    expect(entry.ok && entry.value.amendments.map((row) => [row.payload.amends, row.payload.text])).toEqual([
      [seq, 'Two'],
      [seq, 'Three'],
    ]);
  });

  it('amends notes only', async () => {
    await ground.store.commit((tx) => tx.append({ kind: 'device.online', actor: lead, subject: 'x', payload: {} }));
    expect(await log.amend(lead, { seq: 1, text: 'x', reason: 'time' })).toEqual({ ok: false, error: { code: 'rule', rule: 'onlyNotes' } });
    expect(await log.amend(lead, { seq: 2, text: 'x', reason: 'time' })).toEqual({ ok: false, error: { code: 'notFound' } });
  });

  it('shows the name that belongs to a row now, from the vault', async () => {
    await ground.store.commit((tx) => {
      tx.saveHolder({ holderId: 'holder-1', name: 'Old Name', department: 'IT' });
      tx.append({
        kind: 'gate.granted',
        actor: guard,
        subject: 'r',
        payload: { holderId: 'holder-1', format: 'text', facility: null, number: 'A', simulated: true },
      });
    });
    await ground.store.commit((tx) => tx.saveHolder({ holderId: 'holder-1', name: 'New Name', department: 'IT' }));
    expect(log.page({ limit: 10 })).toMatchObject([{ holder: { name: 'New Name' }, simulated: true, repeats: 0 }]);
  });

  it('writes who exported what before the first piece, and has that row in the export', async () => {
    await note('Quiet night');
    const exported = await log.export(lead, { format: 'jsonl', sinceUtcMs: null, kinds: null });
    if (!exported.ok) throw new Error('refused');
    expect(ground.rows('log.exported')).toMatchObject([{ actor: 'Lin', payload: { format: 'jsonl', since: null, kinds: null } }]);
    let text = '';
    for await (const piece of exported.value) text += piece;
    const kinds = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).kind);
    expect(kinds).toEqual(['note.written', 'log.exported']);
  });

  it('exports nothing when it can not be written down', async () => {
    ground.failDisk('readOnly');
    expect(await log.export(lead, { format: 'csv', sinceUtcMs: null, kinds: null })).toEqual({ ok: false, error: { code: 'storeFailed', cause: 'readOnly' } });
  });
});
