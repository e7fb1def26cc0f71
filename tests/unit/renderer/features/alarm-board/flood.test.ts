import { describe, expect, it } from 'vitest';
import { firstRecent, isFlood, recentAlarms } from '../../../../../src/renderer/features/alarm-board/flood.ts';
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

  it('began with the first alarm of the last 10 minutes, not with what stood before', () => {
    const board = [
      alarm('late', { raisedAtUtcMs: minutesAgo(1) }),
      alarm('first', { raisedAtUtcMs: minutesAgo(9) }),
      alarm('old', { raisedAtUtcMs: minutesAgo(60) }),
    ];
    expect(firstRecent(board, nowUtcMs)?.alarmId).toBe('first');
    expect(firstRecent([], nowUtcMs)).toBeNull();
  });
});
