import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insertEntry, reduceLive } from '../../../../src/renderer/live/reduce.ts';
import { emptyLive, gateRowsKept, type LiveState } from '../../../../src/renderer/live/state.ts';
import type { LiveEvent } from '../../../../src/shared/contract/index.ts';
import { alarm, entry, glance, snapshot, visit } from './samples.ts';

const stateAfter = (...events: LiveEvent[]): LiveState => events.reduce((state, event) => reduceLive(state, event, 4000), emptyLive);
const seqs = (rows: LiveState['log']) => rows.map((row) => row.row.seq);

describe('live state', () => {
  it('forgets what it had when a snapshot comes', () => {
    const state = stateAfter(snapshot({ seq: 9, log: [entry(9)] }), { type: 'entry', entry: entry(10) }, snapshot({ seq: 3, log: [entry(3)] }));
    expect(seqs(state.log)).toEqual([3]);
    expect(state).toMatchObject({ status: 'live', seq: 3, newSinceSnapshot: 0 });
  });

  it('reckons how far the clock of this seat is off', () => {
    expect(stateAfter(snapshot()).clockOffsetMs).toBe(1000);
  });

  it('puts gate rows into both lists and other rows only into the log', () => {
    const state = stateAfter(snapshot(), { type: 'entry', entry: entry(1) }, { type: 'entry', entry: entry(2, 'note.written', null) });
    expect(seqs(state.log)).toEqual([2, 1]);
    expect(seqs(state.gate)).toEqual([1]);
  });

  it('ends in the same order whatever order rows come in, each once, never more than it keeps', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 120 }), (order) => {
        const rows = order.reduce<readonly ReturnType<typeof entry>[]>((list, seq) => insertEntry(list, entry(seq), 20), []);
        expect(seqs(rows)).toEqual([...new Set(order)].sort((a, b) => b - a).slice(0, 20));
      }),
    );
  });

  it('knows which documents wait for a taker, each once, and keeps them over a snapshot unless the seat is locked', () => {
    const offer = (offerId: string) => ({ type: 'documentOffered', offerId, readerId: 'desk', atUtcMs: 1, simulated: false, alone: true }) as const;
    const ids = (...events: LiveEvent[]) => stateAfter(snapshot(), ...events).documents.map((one) => one.offerId);
    expect(ids(offer('a'), offer('b'), offer('a'))).toEqual(['b', 'a']);
    expect(ids(offer('a'), offer('b'), { type: 'documentGone', offerId: 'a' })).toEqual(['b']);
    expect(ids(offer('a'), snapshot())).toEqual(['a']);
    expect(ids(offer('a'), snapshot({ masked: true }))).toEqual([]);
  });

  it('keeps the gate list bounded over a long shift', () => {
    const events = Array.from({ length: gateRowsKept + 50 }, (_, i): LiveEvent => ({ type: 'entry', entry: entry(i + 1) }));
    const state = stateAfter(snapshot(), ...events);
    expect(state.gate).toHaveLength(gateRowsKept);
    expect(state.gate[0]?.row.seq).toBe(gateRowsKept + 50);
  });

  it('shows an amendment at the row that it amends, and only once', () => {
    const amendment = { type: 'entry', entry: entry(2, 'note.amended', 'row:1') } as const;
    const state = stateAfter(snapshot(), { type: 'entry', entry: entry(1, 'note.written', null) }, amendment, amendment);
    expect(state.log.find((row) => row.row.seq === 1)?.amendments.map((row) => row.seq)).toEqual([2]);
  });

  it('counts repeats at the row of the first read', () => {
    const state = stateAfter(snapshot({ gate: [entry(1)], log: [entry(1)] }), { type: 'repeat', seq: 1, repeats: 4 });
    expect([state.gate[0]?.repeats, state.log[0]?.repeats]).toEqual([4, 4]);
  });

  it('drops an alarm that an already known revision has overtaken', () => {
    const state = stateAfter(snapshot({ alarms: [alarm('a', { revision: 5, state: 'acknowledged' })] }), { type: 'alarm', alarm: alarm('a', { revision: 4 }) });
    expect(state.alarms).toMatchObject([{ revision: 5, state: 'acknowledged' }]);
  });

  it('sorts alarms by what needs someone, then priority, then newest', () => {
    const alarms = [
      alarm('shelvedCritical', { priority: 1, state: 'shelved' }),
      alarm('lowNew', { priority: 4 }),
      alarm('knownCritical', { priority: 1, state: 'acknowledged' }),
      alarm('highOld', { raisedAtUtcMs: 1 }),
      alarm('highNew', { raisedAtUtcMs: 2 }),
    ];
    expect(stateAfter(snapshot({ alarms })).alarms.map((one) => one.alarmId)).toEqual(['highNew', 'highOld', 'lowNew', 'knownCritical', 'shelvedCritical']);
  });

  it('keeps the critical alarm that has waited longest on top, however many come after it', () => {
    const critical = (alarmId: string, raisedAtUtcMs: number) => alarm(alarmId, { priority: 1, raisedAtUtcMs });
    const known = (alarmId: string, raisedAtUtcMs: number) => alarm(alarmId, { priority: 1, raisedAtUtcMs, state: 'acknowledged' });
    const alarms = [critical('second', 2), known('knownOld', 1), critical('first', 1), known('knownNew', 2), critical('third', 3)];
    expect(stateAfter(snapshot({ alarms })).alarms.map((one) => one.alarmId)).toEqual(['first', 'second', 'third', 'knownNew', 'knownOld']);
  });

  it('puts the rest of a long board in as it comes, without setting back what has changed meanwhile', () => {
    const begun = stateAfter(snapshot({ alarms: [alarm('a', { revision: 5, state: 'acknowledged' })], alarmsFollow: true }));
    expect(begun.alarmsFollow).toBe(true);
    const more = stateAfter(
      snapshot({ alarms: [alarm('a', { revision: 5, state: 'acknowledged' })], alarmsFollow: true }),
      { type: 'alarms', alarms: [alarm('a', { revision: 4 }), alarm('b')], complete: false },
      { type: 'alarms', alarms: [alarm('c')], complete: true },
    );
    expect(more.alarmsFollow).toBe(false);
    expect(more.alarms.map((one) => `${one.alarmId} ${one.state}`).sort()).toEqual(['a acknowledged', 'b unacknowledged', 'c unacknowledged']);
  });

  it('takes an alarm off the board when it is gone', () => {
    expect(stateAfter(snapshot({ alarms: [alarm('a'), alarm('b')] }), { type: 'alarmGone', alarmId: 'a' }).alarms.map((one) => one.alarmId)).toEqual(['b']);
  });

  it('lists visitors by when they are due out and forgets who signed out', () => {
    const state = stateAfter(
      snapshot({ inside: [visit('late', { dueOutAtUtcMs: 3 }), visit('first', { dueOutAtUtcMs: 1 })] }),
      { type: 'visit', visit: visit('second', { dueOutAtUtcMs: 2 }) },
      { type: 'visit', visit: visit('late', { dueOutAtUtcMs: 3, signedOutAtUtcMs: 5 }) },
    );
    expect(state.inside.map((one) => one.visitId)).toEqual(['first', 'second']);
  });

  it('keeps unwritten reads on show until the store works again', () => {
    const read = { type: 'unwritten', readerId: 'north-in', card: { format: 'text', facility: null, number: 'x' }, atUtcMs: 1, cause: 'full' } as const;
    const failed = { ...glance, store: { ...glance.store, state: 'failed' as const } };
    const during = [snapshot(), read, { type: 'glance', glance: failed }] as const;
    expect(stateAfter(...during).unwritten).toHaveLength(1);
    expect(stateAfter(...during, { type: 'glance', glance }).unwritten).toHaveLength(0);
  });
});
