import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Schedule, type Turn } from '../../../../../../src/main/devices/readers/osdp/control-panel/schedule.ts';

const turn = (dueAtMs: number, more: Partial<Turn> = {}): Turn => ({ dueAtMs, urgent: false, failing: false, ...more });

/** Serves for so long; each exchange takes 30 ms, a failing one 250. Answers who was served when. */
function run(turnsAt: (nowMs: number, servedAtMs: ReadonlyMap<string, number>) => ReadonlyMap<string, Turn>, forMs: number): { who: string; atMs: number }[] {
  const schedule = new Schedule<string>();
  const servedAtMs = new Map<string, number>();
  const served: { who: string; atMs: number }[] = [];
  for (let nowMs = 0; nowMs < forMs; ) {
    const turns = turnsAt(nowMs, servedAtMs);
    const who = schedule.pick(turns, nowMs);
    const its = who === null ? undefined : turns.get(who);
    if (who === null || its === undefined) {
      nowMs = Math.max(nowMs + 1, schedule.nextDueAtMs(turns) ?? forMs);
      continue;
    }
    schedule.served(who, its, nowMs);
    servedAtMs.set(who, nowMs);
    served.push({ who, atMs: nowMs });
    if (its.failing) schedule.failed(nowMs);
    nowMs += its.failing ? 250 : 30;
  }
  return served;
}

describe('whose turn it is', () => {
  it('is that of the one who is due the longest', () => {
    const schedule = new Schedule<string>();
    const turns = new Map([
      ['a', turn(20)],
      ['b', turn(10)],
      ['c', turn(30)],
    ]);
    expect(schedule.pick(turns, 25)).toBe('b');
    expect(schedule.pick(turns, 5)).toBeNull();
    expect(schedule.nextDueAtMs(turns)).toBe(10);
    expect(schedule.nextDueAtMs(new Map())).toBeNull();
  });

  it('is that of the urgent one first, but not for ever', () => {
    const served = run(
      (_, servedAtMs) =>
        new Map([
          ['urgent', turn(0, { urgent: true })],
          ['poll', turn((servedAtMs.get('poll') ?? -50) + 50)],
        ]),
      3_000,
    );
    expect(served[0]?.who).toBe('urgent');
    const polls = served.filter(({ who }) => who === 'poll');
    expect(polls.length).toBeGreaterThan(8);
    expect(served.length).toBeGreaterThan(polls.length * 4);
  });

  it('is that of everybody else after a try that failed', () => {
    const names = ['a', 'b', 'c'];
    const served = run(
      (_, servedAtMs) =>
        new Map([
          ...['x', 'y'].map((name): [string, Turn] => [name, turn((servedAtMs.get(name) ?? -250) + 250, { failing: true })]),
          ...names.map((name): [string, Turn] => [name, turn((servedAtMs.get(name) ?? -50) + 50)]),
        ]),
      10_000,
    );
    const order = served.map(({ who }) => who).join('');
    expect(order).not.toMatch(/[xy][xy]/);
    expect(order).toMatch(/x/);
    expect(order).toMatch(/y/);
  });

  it('comes to everybody, whoever is urgent and whoever fails', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ urgent: fc.boolean(), failing: fc.boolean() }), { minLength: 1, maxLength: 8 }), (kinds) => {
        const served = run(
          (_, servedAtMs) =>
            new Map(
              kinds.map(({ urgent, failing }, at): [string, Turn] => [
                `${at}`,
                turn((servedAtMs.get(`${at}`) ?? -50) + (urgent || failing ? 0 : 50), { urgent, failing }),
              ]),
            ),
          60_000,
        );
        for (const at of kinds.keys()) expect(served.filter(({ who }) => who === `${at}`).length).toBeGreaterThan(10);
      }),
      { numRuns: 200 },
    );
  });
});
