import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PanelSignal } from '../../../src/main/core/ports/devices.ts';
import type { DeviceHealth } from '../../../src/shared/model/devices.ts';
import { doorForced, li, message, openPost, raised, startUtcMs, type TestPost, valued } from './alarms-post.ts';

let post: TestPost;
beforeEach(() => {
  post = openPost();
});
afterEach(() => post.close());
const send = (...signals: PanelSignal[]) => post.intake.messages(signals.map((signal) => message([signal])));
const over = { ...doorForced, active: false };

describe('conditions', () => {
  it('become alarms with the device’s own time and the time of arrival', async () => {
    await send({ ...doorForced, panelTimeUtcMs: startUtcMs - 5000, simulated: true });
    expect(post.rows()).toEqual([
      expect.objectContaining({
        kind: 'alarm.raised',
        actor: 'device:yard',
        eventAtUtc: '2026-11-21T01:59:55.000Z',
        arrivedAtUtc: '2026-11-21T02:00:00.000Z',
        payload: expect.objectContaining({ standing: false, simulated: true, count: 1 }),
      }),
    ]);
  });

  it('that are told again without a change are no rows', async () => {
    await send(doorForced, doorForced);
    await send(doorForced, { ...doorForced, retained: true });
    expect(post.kinds()).toEqual(['alarm.raised']);
    expect(post.alarms.board()[0]?.count).toBe(1);
  });

  it('that chatter stay one alarm with a count, in one batch or in several', async () => {
    await send(doorForced, over, doorForced, over, doorForced);
    await send(over, doorForced);
    expect(post.alarms.board()).toHaveLength(1);
    expect(post.alarms.board()[0]).toMatchObject({ count: 4, state: 'unacknowledged' });
    expect(post.kinds().filter((kind) => kind === 'alarm.raised')).toHaveLength(4);
  });

  it('that come up again in the batch in which they left the board are a new alarm', async () => {
    const first = await raised(post);
    valued(await post.alarms.acknowledge(li, { ...first, reason: 'seen' }));
    await send(over, doorForced);
    expect(post.alarms.board()).toHaveLength(1);
    expect(post.alarms.board()[0]).toMatchObject({ state: 'unacknowledged', count: 1 });
    expect(post.alarms.board()[0]?.alarmId).not.toBe(first.alarmId);
  });

  it('that stood before we connected come up as standing, once', async () => {
    await send({ ...doorForced, retained: true });
    await send({ ...doorForced, retained: true });
    expect(post.rows().map((row) => row.payload.standing)).toEqual([true]);
    expect(post.alarms.board()[0]?.standing).toBe(true);
  });

  it('that were over when we came back are cleared by the retained state', async () => {
    await send(doorForced);
    await send({ ...over, retained: true });
    expect(post.alarms.board()[0]).toMatchObject({ state: 'returnedUnacknowledged', active: false });
    await send({ ...over, source: 'never-raised', retained: true });
    expect(post.kinds()).toEqual(['alarm.raised', 'alarm.cleared']);
  });
});

describe('redelivery', () => {
  it('of a message that is kept already changes nothing', async () => {
    const once = message([doorForced], { redeliveryKey: 'k1' });
    await post.intake.messages([once]);
    await post.intake.messages([message([over], { redeliveryKey: 'k2' })]);
    await post.intake.messages([once, once]);
    expect(post.kinds()).toEqual(['alarm.raised', 'alarm.cleared']);
  });
});

describe('events', () => {
  const armed: PanelSignal = { type: 'event', panelId: 'main', source: 'house', event: 'armed_away', text: null, retained: false, simulated: false };

  it('are rows, each time when live, and as retained state only when it is news', async () => {
    await send(armed, armed);
    await send({ ...armed, retained: true });
    expect(post.kinds()).toEqual(['panel.event', 'panel.event']);
    await send({ ...armed, event: 'disarmed', retained: true }, { ...armed, retained: true });
    expect(post.rows().map((row) => [row.payload.event, row.payload.standing])).toEqual([
      ['armed_away', false],
      ['armed_away', false],
      ['disarmed', true],
      ['armed_away', true],
    ]);
  });
});

describe('messages that nobody understands', () => {
  const odd = (payloadHead: Uint8Array, payloadBytes = payloadHead.length) =>
    message([], { topic: 'yard/\ud800/state', payloadHead, payloadBytes, problem: 'notJson' });

  it('are kept with their beginning as text, or as base64 where they are no text, and their length', async () => {
    await post.intake.messages([odd(new TextEncoder().encode('{"a":')), odd(Uint8Array.of(0xff, 0xfe, 0x00)), odd(Uint8Array.of(0x61, 0xe9, 0x97), 5_000_000)]);
    expect(post.rows().map((row) => row.payload)).toEqual([
      { topic: 'yard/\ufffd/state', problem: 'notJson', bytes: 5, cut: false, head: '{"a":', encoding: 'utf-8' },
      { topic: 'yard/\ufffd/state', problem: 'notJson', bytes: 3, cut: false, head: '//4A', encoding: 'base64' },
      { topic: 'yard/\ufffd/state', problem: 'notJson', bytes: 5_000_000, cut: true, head: 'a', encoding: 'utf-8' },
    ]);
  });

  it('don’t hold up the ones beside them, even if one breaks us', async () => {
    // A time that is no time can't be written as ISO text: a bug of a dialect, not of the store.
    const breaking = { ...doorForced, source: 'gate-9', panelTimeUtcMs: Number.NaN };
    await post.intake.messages([message([doorForced]), message([breaking]), message([{ ...doorForced, source: 'gate-4', category: 'technical' }])]);
    expect(post.alarms.board().map((alarm) => alarm.source)).toEqual(['gate-3', 'gate-4']);
    expect(post.kinds()).toEqual(['alarm.raised', 'message.quarantined', 'alarm.raised']);
  });
});

it('rejects when the store can’t keep the batch, so that the broker delivers it again', async () => {
  await post.store.close();
  await expect(send(doorForced)).rejects.toMatchObject({ code: 'closed' });
});

describe('links', () => {
  const health = (change: Partial<DeviceHealth>): DeviceHealth => ({
    id: 'yard',
    kind: 'panel',
    name: 'Yard',
    speaks: 'mapping',
    address: 'mqtt://127.0.0.1',
    state: 'online',
    sinceUtcMs: startUtcMs,
    cause: null,
    detail: null,
    lastSignOfLifeUtcMs: null,
    simulated: false,
    understood: 0,
    discarded: 0,
    lastTraffic: [],
    ...change,
  });
  const board = () => post.alarms.board().map((alarm) => `${alarm.condition} ${alarm.state}`);

  it('make an alarm of a panel that is silent, which goes over when it speaks again', async () => {
    post.intake.health(health({ state: 'silent', cause: 'silent' }));
    post.intake.health(health({ lastSignOfLifeUtcMs: startUtcMs }));
    await post.intake.stop();
    expect(board()).toEqual(['supervision returnedUnacknowledged']);
  });

  it('do not take a broker that came back for a word of the panel: its alarm waits for that', async () => {
    post.intake.health(health({ state: 'silent', cause: 'silent' }));
    post.intake.health(health({ state: 'offline', cause: 'notReachable' }));
    post.intake.health(health({}));
    await send({ ...over, retained: true });
    await post.intake.stop();
    expect(board()).toEqual(['supervision unacknowledged']);
  });

  it.each([
    ['supervision', { state: 'silent', cause: 'silent' }],
    ['offline', { state: 'offline', cause: 'bridgeOffline' }],
  ] as const)('keep what somebody acknowledged (%s) over a restart of the post, until the panel speaks', async (condition, trouble) => {
    post.intake.health(health(trouble));
    await post.intake.stop();
    const [alarm] = post.alarms.board();
    if (alarm === undefined) throw new Error('no alarm');
    valued(await post.alarms.acknowledge(li, { ...alarm, reason: 'seen' }));
    const restarted = post.newIntake();
    restarted.start();
    restarted.health(health({}));
    restarted.health(health(trouble));
    await restarted.messages([message([{ ...doorForced, active: false, retained: true }])]);
    expect(board()).toEqual([`${condition} acknowledged`]);
    await restarted.messages([message([{ ...doorForced, active: false }])]);
    await restarted.stop();
    expect(board()).toEqual([]);
  });

  it('make one alarm of a bridge that says it is offline, by its word and by its health', async () => {
    await send({ type: 'availability', panelId: 'yard', online: false, simulated: false });
    post.intake.health(health({ state: 'offline', cause: 'bridgeOffline' }));
    await post.intake.stop();
    expect(board()).toEqual(['offline unacknowledged']);
    expect(post.kinds()).toEqual(['alarm.raised']);
  });

  it.each([
    ['goes on speaking', [false, true], 'returnedUnacknowledged'],
    ['had spoken just before', [true, false], 'unacknowledged'],
  ] as const)('follow the order in one batch: a bridge that says it is offline and %s', async (_, [first], state) => {
    const offline: PanelSignal = { type: 'availability', panelId: 'yard', online: false, simulated: false };
    // Health is told as the messages are read, before they are on disk.
    if (first) post.intake.health(health({ state: 'offline', cause: 'bridgeOffline' }));
    await post.intake.messages((first ? [over, offline] : [offline, over]).map((signal) => message([signal])));
    await post.intake.stop();
    expect(board()).toEqual([`offline ${state}`]);
  });

  it('mark a bridge that was offline when we came as standing', async () => {
    await send({ type: 'availability', panelId: 'yard', online: false, simulated: false, retained: true });
    expect(post.alarms.board()).toMatchObject([{ condition: 'offline', standing: true }]);
  });

  it('make an alarm of diallers that find no receiver because its port is taken', async () => {
    post.intake.health(health({ state: 'offline', cause: 'portTaken' }));
    await post.intake.stop();
    expect(board()).toEqual(['offline unacknowledged']);
  });

  it('keep a panel’s alarm while the broker is away', async () => {
    post.intake.health(health({ state: 'silent', cause: 'silent' }));
    post.intake.health(health({ state: 'offline', cause: 'notReachable' }));
    await post.intake.stop();
    expect(board()).toEqual(['supervision unacknowledged']);
  });

  it('write a gap row with its times', async () => {
    post.intake.gap({ fromUtcMs: startUtcMs, toUtcMs: startUtcMs + 156_000, reason: 'connection lost' });
    await post.intake.stop();
    expect(post.rows().at(-1)).toMatchObject({
      kind: 'link.gap',
      payload: { from: '2026-11-21T02:00:00.000Z', to: '2026-11-21T02:02:36.000Z', seconds: 156, reason: 'connection lost' },
    });
  });
});
