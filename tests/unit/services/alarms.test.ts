import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { li, openPost, raised, startUtcMs, type TestPost, valued } from './alarms-post.ts';

let post: TestPost;
beforeEach(() => {
  post = openPost();
});
afterEach(() => post.close());

describe('acknowledging', () => {
  it('changes the state and writes the row in one go, with who, why and what', async () => {
    const alarm = await raised(post);
    const answer = valued(await post.alarms.acknowledge(li, { ...alarm, reason: 'knownWork', note: 'painters' }));
    expect(answer).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'Li', acknowledgeReason: 'knownWork' });
    expect(post.alarms.board()).toEqual([answer]);
    expect(post.rows().at(-1)).toMatchObject({
      kind: 'alarm.acknowledged',
      actor: 'Li',
      role: 'operator',
      seat: 'seat-1',
      subject: alarm.alarmId,
      payload: {
        alarmId: alarm.alarmId,
        panelId: 'yard',
        source: 'gate-3',
        condition: 'doorForced',
        category: 'intrusion',
        priority: 3,
        standing: false,
        reason: 'knownWork',
        note: 'painters',
      },
    });
  });

  it('lets the first of two people win and tells the other', async () => {
    const alarm = await raised(post);
    const answers = await Promise.all([
      post.alarms.acknowledge(li, { ...alarm, reason: 'seen' }),
      post.alarms.acknowledge({ ...li, name: 'Zhao' }, { ...alarm, reason: 'falseAlarm' }),
    ]);
    expect(answers[0]).toMatchObject({ ok: true, value: { acknowledgedBy: 'Li' } });
    expect(answers[1]).toEqual({ ok: false, error: { code: 'conflict' } });
    expect(post.kinds()).toEqual(['alarm.raised', 'alarm.acknowledged', 'alarm.tooLate']);
    expect(post.rows().at(-1)).toMatchObject({ actor: 'Zhao', subject: alarm.alarmId, payload: { acknowledgedBy: 'Li', reason: 'falseAlarm' } });
  });

  it('answers notFound for an alarm that is gone and the rule for one that is acknowledged', async () => {
    const alarm = await raised(post);
    const known = valued(await post.alarms.acknowledge(li, { ...alarm, reason: 'seen' }));
    expect(await post.alarms.acknowledge(li, { ...known, reason: 'seen' })).toEqual({ ok: false, error: { code: 'rule', rule: 'alreadyAcknowledged' } });
    expect(await post.alarms.take(li, { alarmId: 'alarm-none', revision: 1 })).toEqual({ ok: false, error: { code: 'notFound' } });
  });

  it('of many works for one cause, each with a row of its own, and for a mixed lot or a stale one writes nothing', async () => {
    const one = await raised(post, { panelId: 'a', category: 'technical' });
    const two = await raised(post, { panelId: 'b', category: 'technical' });
    const other = await raised(post, { source: 'gate-4' });
    expect(await post.alarms.acknowledgeMany(li, { alarms: [one, other], reason: 'weather' })).toEqual({
      ok: false,
      error: { code: 'rule', rule: 'notTheSameCause' },
    });
    expect(await post.alarms.acknowledgeMany(li, { alarms: [one, { ...two, revision: 99 }], reason: 'weather' })).toEqual({
      ok: false,
      error: { code: 'conflict' },
    });
    expect(post.kinds()).not.toContain('alarm.acknowledged');
    valued(await post.alarms.acknowledgeMany(li, { alarms: [one, two], reason: 'weather' }));
    expect(
      post
        .rows()
        .filter((row) => row.kind === 'alarm.acknowledged')
        .map((row) => row.subject),
    ).toEqual([one.alarmId, two.alarmId]);
  });
});

describe('the way of an alarm', () => {
  it('goes by take, steps and close off the board once its cause is gone', async () => {
    let alarm = await raised(post);
    alarm = valued(await post.alarms.acknowledge(li, { ...alarm, reason: 'sentSomeone' }));
    alarm = valued(await post.alarms.take(li, alarm));
    alarm = valued(await post.alarms.step(li, { ...alarm, step: 'sent' }));
    alarm = valued(await post.alarms.step(li, { ...alarm, step: 'found', finding: 'false' }));
    await clear(post);
    const over = post.alarms.board()[0];
    expect(over).toMatchObject({ state: 'normal', active: false });
    valued(await post.alarms.close(li, { alarmId: alarm.alarmId, revision: over?.revision ?? 0, reason: 'animal', finding: 'false' }));
    expect(post.alarms.board()).toEqual([]);
    expect(post.kinds()).toEqual(['alarm.raised', 'alarm.acknowledged', 'alarm.taken', 'alarm.step', 'alarm.step', 'alarm.cleared', 'alarm.closed']);
  });

  it('of a latched one needs a reset', async () => {
    const alarm = await raised(post, { latched: true });
    const known = valued(await post.alarms.acknowledge(li, { ...alarm, reason: 'seen' }));
    expect(await post.alarms.reset(li, known)).toEqual({ ok: false, error: { code: 'rule', rule: 'stillActive' } });
    await clear(post);
    const waiting = post.alarms.board()[0];
    valued(await post.alarms.reset(li, { alarmId: alarm.alarmId, revision: waiting?.revision ?? 0 }));
    expect(post.alarms.board()).toEqual([]);
  });

  it('out of service and back asks again while the cause is there', async () => {
    const alarm = await raised(post);
    const out = valued(await post.alarms.outOfService({ ...li, role: 'lead' }, { ...alarm, reason: 'fault', reasonText: 'sensor broken' }));
    expect(out.state).toBe('outOfService');
    expect(post.rows().at(-1)?.payload).toMatchObject({ reason: 'fault', reasonText: 'sensor broken' });
    expect(valued(await post.alarms.returnToService({ ...li, role: 'lead' }, out)).state).toBe('unacknowledged');
  });
});

const clear = (on: TestPost) => on.intake.messages([clearMessage()]);
function clearMessage() {
  const [alarm] = post.alarms.board();
  if (alarm === undefined) throw new Error('nothing to clear');
  const { panelId, source, area, condition, category, priority, latched } = alarm;
  return {
    panelId: null,
    redeliveryKey: null,
    topic: 't',
    payloadHead: new Uint8Array(),
    payloadBytes: 0,
    arrivedAtUtcMs: startUtcMs,
    problem: null,
    signals: [
      {
        type: 'condition' as const,
        panelId,
        source,
        area,
        condition,
        category,
        priority,
        latched,
        active: false,
        retained: false,
        text: null,
        panelTimeUtcMs: null,
        simulated: false,
      },
    ],
  };
}

describe('shelving', () => {
  it('of a high alarm needs a second operator or lead, by their own secret', async () => {
    const alarm = await raised(post, { priority: 2 });
    const shelve = (second?: { name: string; secret: string }) => post.alarms.shelve(li, { ...alarm, minutes: 30, reason: 'knownWork', second });
    expect(await shelve()).toEqual({ ok: false, error: { code: 'rule', rule: 'secondPersonNeeded' } });
    expect(await shelve({ name: 'li', secret: 'x' })).toEqual({ ok: false, error: { code: 'rule', rule: 'secondPersonUnfit' } });
    expect(await shelve({ name: 'Zhao', secret: 'wrong' })).toEqual({ ok: false, error: { code: 'refused', waitMs: 0 } });
    expect(await shelve({ name: 'Guo', secret: '135791' })).toEqual({ ok: false, error: { code: 'rule', rule: 'secondPersonUnfit' } });
    expect(post.kinds()).toEqual(['alarm.raised']);
    expect(valued(await shelve({ name: 'Zhao', secret: '246810' }))).toMatchObject({ state: 'shelved', shelvedSecondPerson: 'Zhao' });
    expect(JSON.stringify(post.rows())).not.toContain('246810');
  });

  it('never happens to danger to life', async () => {
    const alarm = await raised(post, { category: 'life', priority: 1 });
    const answer = await post.alarms.shelve(li, { ...alarm, minutes: 30, reason: 'knownWork', second: { name: 'Zhao', secret: '246810' } });
    expect(answer).toEqual({ ok: false, error: { code: 'rule', rule: 'cannotShelve' } });
  });

  it('ends by itself, also when the post was restarted in between', async () => {
    const alarm = await raised(post);
    const shelved = valued(await post.alarms.shelve(li, { ...alarm, minutes: 30, reason: 'knownWork', reasonText: 'painters' }));
    expect(shelved).toMatchObject({ shelveReason: 'knownWork', shelveReasonText: 'painters' });
    const restarted = post.newAlarms();
    restarted.start();
    post.pass(30 * 60_000 - 1);
    await restarted.tick();
    expect(post.alarms.board()[0]?.state).toBe('shelved');
    post.pass(1);
    await restarted.tick();
    await restarted.stop();
    expect(post.alarms.board()[0]).toMatchObject({ state: 'unacknowledged', shelvedUntilUtcMs: null });
    expect(post.rows().at(-1)).toMatchObject({ kind: 'alarm.unshelved', actor: 'system', payload: { cause: 'expired' } });
  });
});

describe('escalation', () => {
  const escalations = () =>
    post
      .rows()
      .filter((row) => row.kind === 'alarm.escalated')
      .map((row) => row.payload.to);

  it('calls the second seat, then the lead, once each, also over a restart', async () => {
    await raised(post, { priority: 1 });
    await post.alarms.tick();
    expect(escalations()).toEqual([]);
    post.pass(30_000);
    await post.alarms.tick();
    await post.alarms.tick();
    expect(escalations()).toEqual(['secondSeat']);
    const restarted = post.newAlarms();
    restarted.start();
    await restarted.tick();
    post.pass(30_000);
    await restarted.tick();
    await restarted.tick();
    await restarted.stop();
    expect(escalations()).toEqual(['secondSeat', 'lead']);
  });

  it('stops with the acknowledgement', async () => {
    const alarm = await raised(post, { priority: 1 });
    valued(await post.alarms.acknowledge(li, { ...alarm, reason: 'seen' }));
    post.pass(600_000);
    await post.alarms.tick();
    expect(escalations()).toEqual([]);
  });
});

describe('the post’s own alarms', () => {
  it('come up once and go when the trouble goes', async () => {
    const key = { source: 'north-in', condition: 'readerOffline' };
    const first = valued(await post.alarms.raiseSystem({ ...key, area: 'North gate', text: 'unplugged' }));
    expect(first).toMatchObject({ panelId: 'post', category: 'trouble', priority: 3, state: 'unacknowledged' });
    valued(await post.alarms.raiseSystem(key));
    valued(await post.alarms.clearSystem(key));
    valued(await post.alarms.clearSystem(key));
    expect(post.kinds()).toEqual(['alarm.raised', 'alarm.cleared']);
    expect(post.alarms.board()[0]?.state).toBe('returnedUnacknowledged');
  });

  it('that only happen and don’t last leave the board with the acknowledgement, and count up when they happen again', async () => {
    const blocked = { source: 'north-in', condition: 'blockedCard', momentary: true };
    valued(await post.alarms.raiseSystem(blocked));
    const again = valued(await post.alarms.raiseSystem(blocked));
    expect(again).toMatchObject({ state: 'returnedUnacknowledged', count: 2, category: 'access' });
    valued(await post.alarms.acknowledge(li, { ...again, reason: 'seen' }));
    expect(post.alarms.board()).toEqual([]);
  });
});

describe('silence', () => {
  it('lasts 60 s, is a row, and is told to every seat', async () => {
    const told: object[] = [];
    const stop = post.alarms.onSilenced((silence) => told.push(silence));
    const { untilUtcMs } = valued(await post.alarms.silence(li));
    stop();
    expect(untilUtcMs).toBe(startUtcMs + 60_000);
    expect(told).toEqual([{ untilUtcMs, by: 'Li' }]);
    expect(post.alarms.silencedUntilUtcMs()).toBe(untilUtcMs);
    post.pass(60_000);
    expect(post.alarms.silencedUntilUtcMs()).toBeNull();
    expect(post.rows().at(-1)).toMatchObject({ kind: 'sound.silenced', actor: 'Li', payload: { until: '2026-11-21T02:01:00.000Z' } });
  });
});

it('answers storeFailed when the store can’t keep it', async () => {
  const alarm = await raised(post);
  await post.store.close();
  expect(await post.alarms.acknowledge(li, { ...alarm, reason: 'seen' })).toEqual({ ok: false, error: { code: 'storeFailed', cause: 'closed' } });
});
