import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PanelSignal } from '../../../src/main/core/ports/devices.ts';
import { defaultAlarmPolicy } from '../../../src/shared/model/alarm-policy.ts';
import type { Alarm } from '../../../src/shared/model/alarms.ts';
import { doorForced, li, message, openPost, raised, type TestPost, valued } from './alarms-post.ts';

type Condition = PanelSignal & { type: 'condition' };
const minuteMs = 60_000;
const lin = { ...li, role: 'lead' };
const zone = (source: string, change: Partial<Condition> = {}): Partial<Condition> => ({
  source,
  condition: 'intrusion',
  priority: 2,
  latched: true,
  ...change,
});

let post: TestPost;
beforeEach(() => {
  post = openPost();
});
afterEach(() => post.close());

const rowsOf = (kind: string) => post.rows().filter((row) => row.kind === kind);
const now = (alarm: Alarm): Alarm => {
  const found = post.store.read.alarm(alarm.alarmId);
  if (found === null) throw new Error('it left the board');
  return found;
};
const report = (...signals: Partial<Condition>[]) => post.intake.messages(signals.map((change) => message([{ ...doorForced, ...change }])));
const at = (source: string): Alarm => {
  const found = post.store.read.alarmBy('yard', source, 'intrusion');
  if (found === null) throw new Error('not on the board');
  return found;
};

describe('two zones within the time', () => {
  it('are one confirmed alarm: the first becomes critical, the second goes under it, with a row each', async () => {
    const fence = await raised(post, zone('fence'));
    post.pass(10 * minuteMs);
    const hall = await raised(post, zone('hall'));
    expect(now(fence)).toMatchObject({ priority: 1, confirmedBy: [hall.alarmId], state: 'unacknowledged' });
    expect(now(fence).raisedAtUtcMs).toBe(fence.raisedAtUtcMs);
    expect(hall).toMatchObject({ priority: 2, partOf: fence.alarmId });
    expect(post.rows().map(({ kind, subject }) => [kind, subject])).toEqual([
      ['alarm.raised', fence.alarmId],
      ['alarm.raised', hall.alarmId],
      ['alarm.confirmed', fence.alarmId],
    ]);
    expect(post.rows()[1]?.payload.partOf).toBe(fence.alarmId);
    expect(post.rows()[2]).toMatchObject({ actor: 'system', payload: { priority: 1, by: [hall.alarmId], zones: 2 } });
  });

  it('are confirmed too when both come in one batch', async () => {
    await report(zone('fence'), zone('hall'));
    expect(at('fence').confirmedBy).toEqual([at('hall').alarmId]);
  });

  it('ask again for an alarm that somebody had acknowledged', async () => {
    const fence = await raised(post, zone('fence'));
    valued(await post.alarms.acknowledge(li, { ...fence, reason: 'animal' }));
    await raised(post, zone('hall'));
    expect(now(fence)).toMatchObject({ state: 'unacknowledged', acknowledgedBy: null });
  });

  it('are found again after a restart of the post', async () => {
    const fence = await raised(post, zone('fence'));
    const restarted = post.newAlarms();
    restarted.start();
    await post.store.commit((tx) => {
      const writer = restarted.writer(tx);
      const { type: _type, active: _active, retained, panelTimeUtcMs: _at, ...condition } = { ...doorForced, ...zone('hall') };
      writer.raise({ ...condition, standing: retained }, { eventAtUtcMs: null, arrivedAtUtcMs: null }, li);
      writer.finish();
    });
    await restarted.stop();
    expect(now(fence).confirmedBy).toEqual([at('hall').alarmId]);
  });
});

describe('what confirms nothing', () => {
  it.each<[string, Partial<Condition>, Partial<Condition>]>([
    ['the same zone again', zone('fence'), zone('fence', { condition: 'vibration' })],
    ['another kind of alarm', zone('fence'), zone('pump', { condition: 'water', category: 'technical' })],
    ['a simulated zone beside a real one', zone('fence'), zone('hall', { simulated: true })],
    ['a zone that stood before we could hear of it', zone('fence', { retained: true }), zone('hall')],
    ['a partition that says the same as its zone', zone('fence', { partition: 'Area_1' }), zone('Area 1', { partition: 'Area_1' })],
    ['an opening out of hours', zone('fence'), zone('Area 2', { condition: 'outsideSchedule' })],
  ])('%s', async (_what, first, second) => {
    await report(first);
    await report(second);
    expect(rowsOf('alarm.confirmed')).toEqual([]);
  });

  it('a partition that the panel names otherwise than its alarms do', async () => {
    const point = { panelId: 'yard', kind: 'partition', pointId: '1', name: 'Ground floor', partition: null, state: 'triggered', bypassed: false } as const;
    await post.store.commit((tx) =>
      tx.keep('point', 'yard\npartition\n1', { ...point, sinceUtcMs: 0, lastHeardUtcMs: null, batteryPercent: null, simulated: false }),
    );
    await report(zone('fence', { partition: '1' }), zone('Ground floor', { partition: '1' }));
    expect(rowsOf('alarm.confirmed')).toEqual([]);
    await report(zone('hall', { partition: '1' }));
    expect(at('fence').confirmedBy).toEqual([at('hall').alarmId]);
  });

  it('a zone that comes too late, or where the lead wants none confirmed', async () => {
    await report(zone('fence'));
    post.pass(30 * minuteMs + 1);
    await report(zone('hall'));
    expect(rowsOf('alarm.confirmed')).toEqual([]);
    valued(await post.alarms.setPolicy(lin, { ...defaultAlarmPolicy, confirmationMinutes: 0 }));
    await report(zone('store'));
    expect(rowsOf('alarm.confirmed')).toEqual([]);
  });

  it('what is of the lowest priority (a camera that saw somebody), until it grows worse', async () => {
    const fence = await raised(post, zone('fence'));
    await raised(post, zone('camera', { priority: 4 }));
    expect(now(fence).confirmedBy).toBeUndefined();
    const camera = await raised(post, zone('camera', { priority: 2 }));
    expect(now(fence).confirmedBy).toEqual([camera.alarmId]);
  });

  it('an alarm that was set aside', async () => {
    const fence = await raised(post, zone('fence', { priority: 3 }));
    valued(await post.alarms.shelve(li, { ...fence, minutes: 30, reason: 'knownWork' }));
    await report(zone('hall'));
    expect(rowsOf('alarm.confirmed')).toEqual([]);
  });
});

describe('a confirmed alarm', () => {
  it('takes in further zones while they come, and asks again if it was acknowledged', async () => {
    const fence = await raised(post, zone('fence'));
    await report(zone('hall'));
    valued(await post.alarms.acknowledge(li, { ...now(fence), reason: 'sentSomeone' }));
    post.pass(25 * minuteMs);
    await report(zone('store'));
    expect(now(fence)).toMatchObject({ state: 'unacknowledged', confirmedBy: [at('hall').alarmId, at('store').alarmId] });
    post.pass(25 * minuteMs);
    await report(zone('office'));
    expect(at('office').partOf).toBe(fence.alarmId);
  });

  it('asks again when a zone under it comes up anew after the acknowledgement', async () => {
    const fence = await raised(post, zone('fence'));
    const hall = await raised(post, zone('hall', { latched: false }));
    valued(await post.alarms.acknowledge(li, { ...now(fence), reason: 'sentSomeone' }));
    await report(zone('store', { active: false }), zone('hall', { active: false }));
    await report(zone('hall'));
    expect(now(fence).state).toBe('unacknowledged');
    expect(at('hall')).toMatchObject({ partOf: fence.alarmId, state: 'unacknowledged' });
    expect(at('hall').alarmId).not.toBe(hall.alarmId);
  });

  it('takes its parts along when it is acknowledged, each with a row of its own', async () => {
    const fence = await raised(post, zone('fence'));
    const hall = await raised(post, zone('hall'));
    valued(await post.alarms.acknowledge(li, { ...now(fence), reason: 'sentSomeone', note: 'two guards' }));
    expect(now(hall)).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'Li', partOf: fence.alarmId });
    expect(rowsOf('alarm.acknowledged').map(({ subject, actor, payload }) => [subject, actor, payload.note])).toEqual([
      [fence.alarmId, 'Li', 'two guards'],
      [hall.alarmId, 'Li', 'two guards'],
    ]);
  });

  it('and its part may be named in one call without being acknowledged twice', async () => {
    await report(zone('fence'), zone('fence', { panelId: 'annex' }));
    const parts = post.alarms.board();
    valued(await post.alarms.acknowledgeMany(li, { alarms: parts, reason: 'sentSomeone' }));
    expect(rowsOf('alarm.acknowledged')).toHaveLength(2);
    expect(post.alarms.board().map(({ state }) => state)).toEqual(['acknowledged', 'acknowledged']);
  });

  it.each<[string, (fence: Alarm) => Promise<unknown>]>([
    [
      'is over and acknowledged',
      async (fence) => {
        await report(zone('fence', { active: false }));
        valued(await post.alarms.acknowledge(li, { ...now(fence), reason: 'seen' }));
        valued(await post.alarms.reset(li, now(fence)));
      },
    ],
    ['is taken out of service', async (fence) => valued(await post.alarms.outOfService(lin, { ...now(fence), reason: 'fault' }))],
  ])('leaves its parts standing by themselves when it %s', async (_how, leave) => {
    const fence = await raised(post, zone('fence'));
    const hall = await raised(post, zone('hall'));
    await leave(fence);
    expect(now(hall).partOf).toBeUndefined();
    expect(post.rows().at(-1)).toMatchObject({ kind: 'alarm.confirmed', subject: hall.alarmId, payload: { ended: true } });
  });

  it('leaves them so too when its panel says that it is over', async () => {
    const fence = await raised(post, zone('fence', { latched: false }));
    const hall = await raised(post, zone('hall', { latched: false }));
    valued(await post.alarms.acknowledge(li, { ...now(fence), reason: 'seen' }));
    await report(zone('fence', { active: false }));
    expect(post.store.read.alarm(fence.alarmId)).toBeNull();
    expect(now(hall).partOf).toBeUndefined();
  });

  it('stays small in a flood: twenty zones go under it, more stand by themselves', async () => {
    await report(...Array.from({ length: 30 }, (_, index) => zone(`zone ${index}`)));
    expect(at('zone 0').confirmedBy).toHaveLength(20);
    expect(post.alarms.board().filter(({ partOf }) => partOf !== undefined)).toHaveLength(20);
    expect(rowsOf('alarm.confirmed')).toHaveLength(20);
  });
});
