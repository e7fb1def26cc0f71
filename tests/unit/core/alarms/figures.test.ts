import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countFigures } from '../../../../src/main/core/alarms/figures.ts';
import { floodTime } from '../../../../src/main/core/alarms/flood-time.ts';
import type { JournalKind, JournalRow, JsonObject } from '../../../../src/shared/model/journal.ts';

const beginUtcMs = Date.UTC(2026, 10, 21, 0, 0, 0);
const minute = 60_000;
const hour = 60 * minute;

let seq = 0;
function row(kind: JournalKind, atMs: number, payload: JsonObject): JournalRow {
  seq += 1;
  const entered = new Date(beginUtcMs + atMs).toISOString();
  const rest = { post: 'p', epoch: 'e', eventAtUtc: null, arrivedAtUtc: null, role: null, seat: null, prevHash: '', hash: '' };
  return { ...rest, seq, kind, enteredAtUtc: entered, actor: 'system', subject: String(payload.alarmId), payload };
}
const facts = (alarmId: string, more: JsonObject = {}): JsonObject => ({
  alarmId,
  panelId: 'yard',
  source: alarmId,
  condition: 'intrusion',
  priority: 2,
  ...more,
});

function figuresOf(rows: readonly JournalRow[], spanMs = 12 * hour, stale = 0) {
  const counting = countFigures(beginUtcMs, beginUtcMs + spanMs);
  for (const one of rows) counting.add(one);
  return counting.finish(stale);
}

describe('the figures of a shift', () => {
  it('counts alarms for each ten minutes, and their mean over the whole span', () => {
    const figures = figuresOf(
      [1, 2, 11, 35].map((at) => row('alarm.raised', at * minute, facts('a'))),
      hour,
    );
    expect(figures.perTenMinutes.map(({ atUtcMs, count }) => [(atUtcMs - beginUtcMs) / minute, count])).toEqual([
      [0, 2],
      [10, 1],
      [30, 1],
    ]);
    expect(figures).toMatchObject({ raised: 4, mostInTenMinutes: 2, stale: 0 });
    expect(figures.meanPerTenMinutes).toBeCloseTo(4 / 6);
  });

  it('tells how long people took to acknowledge, by priority', () => {
    const rows = [10, 20, 30, 100].flatMap((seconds, at) => [
      row('alarm.raised', at * hour, facts(`a${at}`)),
      row('alarm.acknowledged', at * hour + seconds * 1000, facts(`a${at}`)),
    ]);
    const figures = figuresOf([...rows, row('alarm.raised', 5 * hour, facts('b', { priority: 1 }))]);
    expect(figures.toAcknowledge).toEqual({ 1: null, 2: { count: 4, medianSeconds: 20, p95Seconds: 100 }, 3: null, 4: null });
    expect(figures.byPriority).toEqual({ 1: 1, 2: 4, 3: 0, 4: 0 });
  });

  it('lets the waiting begin with the first report, not with a repeated one, and anew after each acknowledgement', () => {
    const figures = figuresOf([
      row('alarm.raised', 0, facts('a')),
      row('alarm.raised', 50_000, facts('a')),
      row('alarm.acknowledged', 60_000, facts('a')),
      row('alarm.raised', hour, facts('a')),
      row('alarm.acknowledged', hour + 20_000, facts('a')),
    ]);
    expect(figures.toAcknowledge[2]).toEqual({ count: 2, medianSeconds: 20, p95Seconds: 60 });
  });

  it('names the ten sources that came up most, with their share', () => {
    const rows = Array.from({ length: 12 }, (_, at) => Array.from({ length: at + 1 }, () => row('alarm.raised', at * 3 * minute, facts(`zone-${at}`)))).flat();
    const { topSources } = figuresOf(rows);
    expect(topSources).toHaveLength(10);
    expect(topSources[0]).toMatchObject({ panelId: 'yard', source: 'zone-11', count: 12 });
    expect(topSources[0]?.share).toBeCloseTo(12 / 78);
  });

  it('finds sources that came up three times within a minute', () => {
    const burst = [0, 20, 40, 50].map((at) => row('alarm.raised', at * 1000, facts('door')));
    const calm = [0, 31, 62].map((at) => row('alarm.raised', at * 1000, facts('gate')));
    expect(figuresOf([...burst, ...calm]).chattering).toEqual([{ panelId: 'yard', source: 'door', condition: 'intrusion', bursts: 1 }]);
  });

  it('counts findings, and the minutes that false alarms took', () => {
    const figures = figuresOf([
      row('alarm.raised', 0, facts('a')),
      row('alarm.closed', 12 * minute, facts('a', { finding: 'false' })),
      row('alarm.raised', hour, facts('a')),
      row('alarm.closed', hour + 3 * minute, facts('a', { finding: 'false' })),
      row('alarm.raised', 2 * hour, facts('b')),
      row('alarm.closed', 2 * hour + minute, facts('b', { finding: 'true' })),
    ]);
    expect(figures.findings).toEqual({ true: 1, false: 2, test: 0, unknown: 0 });
    expect(figures.falseAlarms).toEqual([{ panelId: 'yard', source: 'a', count: 2, minutesWasted: 15 }]);
  });

  it('counts who had to be called', () => {
    const figures = figuresOf([row('alarm.escalated', 0, facts('a', { level: 1 })), row('alarm.escalated', 1, facts('a', { level: 2 }))]);
    expect(figures.escalated).toEqual({ secondSeat: 1, lead: 1 });
  });

  it('has no figure that is not a number when nothing happened', () => {
    expect(figuresOf([], 0)).toMatchObject({ raised: 0, meanPerTenMinutes: 0, floodShare: 0, topSources: [], falseAlarms: [] });
  });
});

describe('time in flood', () => {
  const at = (...minutes: number[]) => minutes.map((one) => beginUtcMs + one * minute);

  it('does not begin with ten alarms in ten minutes', () => {
    expect(floodTime(at(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), beginUtcMs + hour)).toEqual({ floodMs: 0, floods: 0, most: 10 });
  });

  it('begins with the eleventh and ends when fewer than five are left of the last ten minutes', () => {
    // Eleven within ten minutes: 0 .. 10 × 0.9; the eleventh at 9 min. Under five are left when the seventh is ten minutes old.
    const times = Array.from({ length: 11 }, (_, n) => beginUtcMs + n * 0.9 * minute);
    expect(floodTime(times, beginUtcMs + hour)).toEqual({ floodMs: 6 * 0.9 * minute + 10 * minute - 9 * minute, floods: 1, most: 11 });
  });

  it('lasts to the end of the span while it goes on', () => {
    const times = Array.from({ length: 12 }, () => beginUtcMs + 50 * minute);
    expect(floodTime(times, beginUtcMs + hour)).toEqual({ floodMs: 10 * minute, floods: 1, most: 12 });
  });

  it('agrees with looking at every moment', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3_599 }), { maxLength: 60 }), (seconds) => {
        const untilSecond = 3_600;
        let on = false;
        let flooded = 0;
        for (let now = 0; now < untilSecond; now += 1) {
          const within = seconds.filter((one) => one <= now && one > now - 600).length;
          on = on ? within >= 5 : within > 10;
          if (on) flooded += 1;
        }
        const times = seconds.map((one) => one * 1000);
        expect(floodTime(times, untilSecond * 1000).floodMs).toBe(flooded * 1000);
      }),
    );
  });
});
