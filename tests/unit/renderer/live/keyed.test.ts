import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withChanges } from '../../../../src/renderer/live/keyed.ts';
import { compareAlarms } from '../../../../src/renderer/live/order.ts';
import { reduceAll, reduceLive } from '../../../../src/renderer/live/reduce.ts';
import { emptyLive } from '../../../../src/renderer/live/state.ts';
import type { LiveEvent } from '../../../../src/shared/contract/index.ts';
import type { PanelCommand, PanelPoint } from '../../../../src/shared/model/panels.ts';
import { alarm, snapshot } from './samples.ts';

const aId = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const anAlarm = fc
  .record({
    alarmId: aId,
    priority: fc.constantFrom(1 as const, 2 as const, 3 as const),
    state: fc.constantFrom('unacknowledged' as const, 'acknowledged' as const, 'shelved' as const),
    raisedAtUtcMs: fc.integer({ min: 0, max: 3 }),
    revision: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ alarmId, ...changes }) => alarm(alarmId, changes));
const anEvent: fc.Arbitrary<LiveEvent> = fc.oneof(
  anAlarm.map((one): LiveEvent => ({ type: 'alarm', alarm: one })),
  aId.map((alarmId): LiveEvent => ({ type: 'alarmGone', alarmId })),
  fc.uniqueArray(anAlarm, { selector: (one) => one.alarmId }).map((alarms) => snapshot({ alarms })),
);

describe('many alarm events at once', () => {
  it('end as they do one by one, sorted, and the same by id', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 30 }), (events) => {
        const together = reduceAll(emptyLive, events, 1);
        const single = events.reduce((state, event) => reduceLive(state, event, 1), emptyLive);
        expect(together.alarms).toEqual(single.alarms);
        expect(together.alarms).toEqual([...together.alarms].sort(compareAlarms));
        expect(new Map(together.alarms.map((one) => [one.alarmId, one]))).toEqual(together.alarmsById);
      }),
    );
  });

  it('compare little more than what changed, however long the list is', () => {
    const list = Array.from({ length: 10_000 }, (_, at) => ({ key: String(at), at }));
    let compared = 0;
    const keyed = {
      keyOf: (item: { key: string }) => item.key,
      compare: (a: { at: number }, b: { at: number }) => {
        compared += 1;
        return a.at - b.at;
      },
    };
    const changes = new Map([1, 5000, 9999].map((at) => [String(at), { key: String(at), at: at + 0.5 }]));
    expect(
      withChanges(list, changes, keyed)
        .filter((item) => !Number.isInteger(item.at))
        .map((item) => item.key),
    ).toEqual(['1', '5000', '9999']);
    expect(compared).toBeLessThan(10_050);
  });
});

describe('what panels consist of', () => {
  const point = (pointId: string, changes: Partial<PanelPoint> = {}): PanelPoint => ({
    panelId: 'main',
    kind: 'zone',
    pointId,
    name: pointId,
    partition: null,
    state: 'closed',
    bypassed: false,
    sinceUtcMs: 1,
    lastHeardUtcMs: 1,
    batteryPercent: null,
    simulated: false,
    ...changes,
  });
  const told = (one: PanelPoint): LiveEvent => ({ type: 'point', point: one });

  it('is listed by panel and kind, with zone 2 before zone 10, each as it was told last', () => {
    const events = [told(point('Zone 10')), told(point('Zone 2')), told(point('1', { kind: 'partition' })), told(point('Zone 2', { bypassed: true }))];
    const { points } = reduceAll(emptyLive, [snapshot({ points: [point('Zone 2')] }), ...events], 1);
    expect(points.map((one) => [one.pointId, one.bypassed])).toEqual([
      ['1', false],
      ['Zone 2', true],
      ['Zone 10', false],
    ]);
  });

  it('leaves when its panel no longer has it, and only the one of that kind', () => {
    const gone: LiveEvent = { type: 'pointGone', panelId: 'main', kind: 'zone', pointId: '1' };
    const { points } = reduceAll(emptyLive, [snapshot(), told(point('1')), told(point('1', { kind: 'partition' })), gone], 1);
    expect(points.map((one) => one.kind)).toEqual(['partition']);
  });
});

describe('commands, words and seats', () => {
  it('are what was told last, newest first', () => {
    const command: PanelCommand = {
      commandId: 'c',
      panelId: 'main',
      kind: 'arm',
      mode: 'away',
      pointKind: null,
      pointId: null,
      by: 'Lea',
      secondPerson: null,
      askedAtUtcMs: 1,
      deadlineUtcMs: 9,
      state: 'sent',
      stateAtUtcMs: 1,
      failure: null,
      detail: null,
    };
    const state = reduceAll(
      emptyLive,
      [
        snapshot(),
        { type: 'command', command },
        { type: 'command', command: { ...command, state: 'confirmed' } },
        { type: 'command', command: { ...command, commandId: 'd', state: 'failed', askedAtUtcMs: 2 } },
        { type: 'seats', seats: [{ seat: 'desk', user: 'Lea', duty: 'second', sound: 'muted', sinceUtcMs: 1 }] },
      ],
      1,
    );
    expect(state.commands.map((one) => [one.commandId, one.state])).toEqual([
      ['d', 'failed'],
      ['c', 'confirmed'],
    ]);
    expect(state.seats).toMatchObject([{ seat: 'desk', sound: 'muted' }]);
  });
});
