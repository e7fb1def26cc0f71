import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldByArea, isFlood, recentAlarms } from '../../../../../src/renderer/features/alarm-board/flood.ts';
import type { Entry } from '../../../../../src/shared/contract/schemas.ts';
import { alarm, nowUtcMs } from './sample.ts';

const minutesAgo = (minutes: number) => nowUtcMs - minutes * 60_000;
function raisedRow(subject: string, atUtcMs: number, kind: Entry['row']['kind'] = 'alarm.raised'): Entry {
  const row = {
    post: 'p',
    epoch: 'e',
    seq: 1,
    kind,
    eventAtUtc: null,
    arrivedAtUtc: null,
    enteredAtUtc: new Date(atUtcMs).toISOString(),
    actor: 'device:yard',
    role: null,
    seat: null,
    subject,
    payload: {},
    prevHash: '',
    hash: '',
  };
  return { row, holder: null, credential: null, visitorName: null, amendments: [], simulated: false, repeats: 0 };
}

describe('an alarm flood', () => {
  it('begins above 10 in 10 minutes and ends below 5', () => {
    expect([10, 11].map((recent) => isFlood(false, recent))).toEqual([false, true]);
    expect([5, 4].map((recent) => isFlood(true, recent))).toEqual([true, false]);
  });

  it('counts different alarms of the last 10 minutes, those that have left the board too, and chatter once', () => {
    const board = [alarm('a', { raisedAtUtcMs: minutesAgo(1) }), alarm('old', { raisedAtUtcMs: minutesAgo(10) })];
    const log = [
      raisedRow('a', minutesAgo(1)),
      raisedRow('gone', minutesAgo(2)),
      raisedRow('gone', minutesAgo(3)),
      raisedRow('x', minutesAgo(4), 'alarm.cleared'),
      raisedRow('older', minutesAgo(11)),
    ];
    expect(recentAlarms(board, log, nowUtcMs)).toBe(2);
  });
});

describe('folding by area', () => {
  const yard = [alarm('y2', { area: 'Yard', raisedAtUtcMs: minutesAgo(2) }), alarm('y1', { area: 'Yard', raisedAtUtcMs: minutesAgo(5) })];

  it('puts an area into one row with its count, its most urgent and its first alarm', () => {
    expect(foldByArea([...yard, alarm('s', { area: 'Store' })], new Set())).toEqual([
      expect.objectContaining({ kind: 'area', area: 'Yard', count: 2, top: yard[0], first: yard[1], unfolded: false }),
      expect.objectContaining({ kind: 'alarm', key: 's' }),
    ]);
  });

  it('unfolds one area and marks the first alarm', () => {
    const rows = foldByArea(yard, new Set(['area:Yard']));
    expect(rows.map((row) => [row.key, row.kind === 'alarm' && row.first])).toEqual([
      ['area:Yard', false],
      ['y2', false],
      ['y1', true],
    ]);
  });

  it('hides nothing: every alarm is in a row or counted in one, whatever the areas are called', () => {
    const anyArea = fc.option(fc.oneof(fc.string(), fc.constantFrom('', 'a', 'b')), { nil: null });
    fc.assert(
      fc.property(fc.array(anyArea, { maxLength: 30 }), (areas) => {
        const alarms = areas.map((area, i) => alarm(`n${i}`, { area }));
        const folded = foldByArea(alarms, new Set());
        expect(folded.reduce((sum, row) => sum + (row.kind === 'area' ? row.count : 1), 0)).toBe(alarms.length);
        const open = foldByArea(alarms, new Set(folded.map((row) => row.key)));
        expect(
          open
            .filter((row) => row.kind === 'alarm')
            .map((row) => row.key)
            .toSorted(),
        ).toEqual(alarms.map((one) => one.alarmId).toSorted());
        expect(new Set(open.map((row) => row.key)).size).toBe(open.length);
      }),
    );
  });
});
