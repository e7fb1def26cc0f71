import { describe, expect, it } from 'vitest';
import type { Alarm } from '../../../src/shared/model/alarms.ts';
import { tempStore } from './temp-store.ts';
import { zoneAlarm } from './zone-alarm.ts';

const ids = (alarms: readonly Alarm[]): string[] => alarms.map((alarm) => alarm.alarmId);

describe('a long board', () => {
  const standing = (alarmId: string, change: Partial<Alarm>): Alarm => ({ ...zoneAlarm, alarmId, source: alarmId, state: 'unacknowledged', ...change });
  const board = [
    standing('highOld', { priority: 2, raisedAtUtcMs: 1 }),
    standing('known', { priority: 1, raisedAtUtcMs: 1, state: 'acknowledged' }),
    standing('criticalNew', { priority: 1, raisedAtUtcMs: 3 }),
    standing('highNew', { priority: 2, raisedAtUtcMs: 2, state: 'returnedUnacknowledged' }),
    standing('criticalOld', { priority: 1, raisedAtUtcMs: 2 }),
    standing('gone', { state: 'normal', steps: {} }),
  ];

  it('begins with what nobody has acknowledged, the critical one that has waited longest first', async () => {
    await using temp = tempStore();
    const { store } = temp;
    await store.commit((tx) => {
      for (const alarm of board) tx.saveAlarm(alarm);
    });
    expect(ids(store.read.boardTop(10))).toEqual(['criticalOld', 'criticalNew', 'highNew', 'highOld']);
    expect(ids(store.read.boardTop(1))).toEqual(['criticalOld']);
  });

  it('is read piece by piece to its end, without what is not on the board', async () => {
    await using temp = tempStore();
    const { store } = temp;
    await store.commit((tx) => {
      for (const alarm of board) tx.saveAlarm(alarm);
    });
    expect(store.read.countBoard()).toBe(6);
    const pieces: string[][] = [];
    for (let afterId: string | null = ''; afterId !== null; ) {
      const { alarms, nextId } = store.read.boardPage(afterId, 2);
      pieces.push(ids(alarms));
      afterId = nextId;
    }
    expect(pieces.flat().sort()).toEqual(ids(store.read.board()).sort());
    expect(pieces.flat()).not.toContain('gone');
    expect(pieces.every((piece) => piece.length <= 2)).toBe(true);
  });
});
