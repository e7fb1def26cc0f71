import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldByArea, plainRows } from '../../../../../src/renderer/features/alarm-board/rows.ts';
import { alarm, nowUtcMs } from './sample.ts';

const minutesAgo = (minutes: number) => nowUtcMs - minutes * 60_000;

describe('an alarm that other zones confirm', () => {
  const whole = alarm('whole', { confirmedBy: ['part'] });
  const part = alarm('part', { partOf: 'whole' });

  it('stands in one row with the others folded under it, and shows them when it is unfolded', () => {
    const alarms = [part, alarm('other'), whole];
    expect(plainRows(alarms)).toEqual([
      expect.objectContaining({ key: 'other', parts: 0 }),
      expect.objectContaining({ key: 'whole', parts: 1, unfolded: false }),
    ]);
    expect(plainRows(alarms, new Set(['parts:whole']))).toEqual([
      expect.objectContaining({ key: 'other' }),
      expect.objectContaining({ key: 'whole', unfolded: true }),
      expect.objectContaining({ key: 'part', part: true }),
    ]);
  });

  it('leaves its parts to stand by themselves where it is on another list', () => {
    expect(plainRows([part])).toEqual([expect.objectContaining({ key: 'part', part: false })]);
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
    const anyParent = fc.option(fc.nat({ max: 30 }), { nil: null });
    const anyArea = fc.option(fc.oneof(fc.string(), fc.constantFrom('', 'a', 'b')), { nil: null });
    fc.assert(
      fc.property(fc.array(fc.tuple(anyArea, anyParent), { maxLength: 30 }), (all) => {
        const alarms = all.map(([area, parent], i) => alarm(`n${i}`, { area, ...(parent === null ? {} : { partOf: `n${parent}` }) }));
        const folded = foldByArea(alarms, new Set());
        expect(folded.reduce((sum, row) => sum + (row.kind === 'area' ? row.count : 1 + row.parts), 0)).toBe(alarms.length);
        const everything = new Set([...folded.map((row) => row.key), ...alarms.map((one) => `parts:${one.alarmId}`)]);
        const open = foldByArea(alarms, everything);
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
