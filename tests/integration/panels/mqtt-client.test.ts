import { connectAsync, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PanelsPort } from '../../../src/main/core/ports/devices.ts';
import { createPanels } from '../../../src/main/devices/panels/index.ts';
import type { PanelConfig } from '../../../src/shared/model/config.ts';
import { prepareMosquitto, type TestMosquitto } from './mosquitto.ts';
import { building, createRecorder, type Recorder, systemClock, yard } from './recorder.ts';

let broker: TestMosquitto;
let publisher: MqttClient | null = null;
const started: PanelsPort[] = [];

beforeEach(async () => {
  broker = await prepareMosquitto();
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((panels) => panels.stop()));
  await publisher?.endAsync(true);
  publisher = null;
  await broker.remove();
});

function startPanels(recorder: Recorder, change: { panels?: readonly PanelConfig[]; password?: string; clientId?: string } = {}): PanelsPort {
  const panels = createPanels({
    panels: change.panels ?? [yard],
    mqtt: { url: broker.url, username: 'post', password: change.password ?? broker.password, clientId: change.clientId ?? 'post-1', caFile: null },
    clock: systemClock,
    rejoinMs: { min: 20, max: 200 },
  });
  started.push(panels);
  panels.start(recorder);
  return panels;
}

async function publishing(): Promise<MqttClient> {
  publisher ??= await connectAsync(broker.url, { username: 'post', password: broker.password, protocolVersion: 4, reconnectPeriod: 50 });
  return publisher;
}

const send = async (topic: string, payload: string | Buffer, options: { qos?: 0 | 1; retain?: boolean } = {}): Promise<void> => {
  const client = await publishing();
  await client.publishAsync(topic, payload, { qos: 1, ...options });
};

const isOnline = (recorder: Recorder, id = 'broker') => recorder.healths.findLast((health) => health.id === id)?.state === 'online';
/** A busy machine may let this process stand still at any moment, which is told too. */
const gapsOf = (recorder: Recorder) => recorder.gaps.filter((gap) => gap.reason !== 'stalled');
const problemOf = (recorder: Recorder, topic: string) => recorder.all().find((message) => message.topic === topic)?.problem;

/** The subscription is in force once a marker published after it comes back. */
async function joined(recorder: Recorder): Promise<void> {
  await recorder.until(() => isOnline(recorder));
  await send('yard/marker/state', 'alive', { retain: true });
  await recorder.until(() => recorder.all().some((message) => message.topic === 'yard/marker/state'));
}

describe('the MQTT client with a real Mosquitto', () => {
  test('delivers what was published while the console was away', async () => {
    await broker.start();
    const before = createRecorder();
    const first = startPanels(before);
    await joined(before);
    await first.stop();
    for (let index = 0; index < 100; index += 1) await send(`yard/zone-${index}/state`, 'open');
    const after = createRecorder();
    startPanels(after);
    await after.until(() => after.signals().filter((signal) => signal.type === 'condition').length >= 100);
    const sources = after.signals().flatMap((signal) => (signal.type === 'condition' && signal.active ? [signal.source] : []));
    expect(sources).toEqual(Array.from({ length: 100 }, (_, index) => `zone-${index}`));
    expect(
      after
        .all()
        .filter((message) => message.topic !== 'yard/marker/state')
        .every((message) => message.redeliveryKey !== null && message.mayBeRedelivered),
    ).toBe(true);
  });

  test('understands states that were queued while away although discovery has to be read first', async () => {
    await broker.start();
    await send('homeassistant/binary_sensor/node/smoke/config', JSON.stringify({ name: 'Smoke', stat_t: 'ha/smoke', dev_cla: 'smoke' }), { retain: true });
    const before = createRecorder();
    const first = startPanels(before, { panels: [building] });
    await before.until(() => isOnline(before));
    await send('ha/smoke', 'OFF');
    await before.until(() => before.signals().length > 0);
    await first.stop();
    await send('ha/smoke', 'ON');
    const after = createRecorder();
    startPanels(after, { panels: [building] });
    await after.until(() => after.signals().length > 0);
    expect(after.signals()[0]).toMatchObject({ type: 'condition', source: 'Smoke', condition: 'fire', active: true, retained: false });
  });

  test('marks a retained state as standing now, and follows a panel that is discovered while running', async () => {
    await broker.start();
    await send('yard/gate/state', 'open', { retain: true });
    const recorder = createRecorder();
    startPanels(recorder, { panels: [yard, building] });
    await recorder.until(() => recorder.signals().length > 0);
    expect(recorder.signals()[0]).toMatchObject({ source: 'gate', active: true, retained: true });
    await joined(recorder);
    await send('ha/late', 'ON', { retain: true });
    await send('homeassistant/binary_sensor/late/config', JSON.stringify({ name: 'Late', state_topic: 'ha/late', device_class: 'tamper' }));
    await recorder.until(() => recorder.signals().some((signal) => signal.type === 'condition' && signal.source === 'Late'));
    expect(recorder.signals().at(-1)).toMatchObject({ condition: 'tamper', active: true, retained: true });
  });

  test('says that the password is refused and goes on trying', async () => {
    await broker.start();
    const recorder = createRecorder();
    const panels = startPanels(recorder, { password: 'wrong' });
    await recorder.until(() => recorder.healths.some((health) => health.cause === 'refusedPassword'));
    expect(panels.health()[0]).toMatchObject({ kind: 'broker', state: 'offline', cause: 'refusedPassword' });
    expect(JSON.stringify(panels.health())).not.toContain('wrong');
  });

  test('says that the broker is not reachable, joins when it comes, and tells the gap after it was killed', async () => {
    const recorder = createRecorder();
    startPanels(recorder);
    await recorder.until(() => recorder.healths.some((health) => health.cause === 'notReachable'));
    await broker.start();
    await joined(recorder);
    expect(gapsOf(recorder).map((gap) => gap.reason)).toEqual(['notReachable']);
    await broker.kill();
    await recorder.until(() => !isOnline(recorder));
    await broker.start();
    await recorder.until(() => gapsOf(recorder).length === 2);
    const second = gapsOf(recorder)[1];
    expect(second?.toUtcMs).toBeGreaterThanOrEqual(second?.fromUtcMs ?? Number.POSITIVE_INFINITY);
    await send('yard/gate/state', 'open');
    await recorder.until(() => recorder.signals().some((signal) => signal.type === 'condition'));
    expect(isOnline(recorder, 'yard')).toBe(true);
  });

  test('tells two consoles with one client id apart from a broker that went away', async () => {
    await broker.start();
    const one = createRecorder();
    const two = createRecorder();
    startPanels(one, { clientId: 'same' });
    startPanels(two, { clientId: 'same' });
    await Promise.race([one, two].map((recorder) => recorder.until(() => recorder.healths.some((health) => health.cause === 'kickedOff'))));
    expect([...one.healths, ...two.healths].some((health) => health.cause === 'kickedOff' && health.id === 'broker')).toBe(true);
  });

  test('keeps and acknowledges what it cannot understand, and the next message flows', async () => {
    await broker.start();
    const recorder = createRecorder();
    startPanels(recorder, { panels: [yard, { ...yard, id: 'store', topic: 'store/+/alarm', jsonPath: 'state', availabilityTopic: null }] });
    await joined(recorder);
    await send('store/hall/alarm', '{"state": ');
    await send('yard/huge/state', Buffer.alloc(5_242_880, 0x61));
    await send('yard/bytes/state', Buffer.from([0xff, 0xfe, 0x00]));
    await send('yard/gate/state', 'ajar');
    await send('yard/ Tür ☃ №1/state', 'open');
    await send('yard//state', 'open');
    await recorder.until(() => recorder.all().some((message) => message.topic === 'yard//state'));
    expect(problemOf(recorder, 'store/hall/alarm')).toBe('notJson: state');
    expect(problemOf(recorder, 'yard/huge/state')).toBe('tooLarge: 5242880 bytes');
    expect(recorder.all().find((message) => message.topic === 'yard/huge/state')).toMatchObject({ payloadBytes: 5_242_880, payloadHead: { length: 4096 } });
    expect(problemOf(recorder, 'yard/bytes/state')).toBe('notUtf8');
    expect(problemOf(recorder, 'yard/gate/state')).toBe('unknownWord: ajar');
    expect(recorder.signals().flatMap((signal) => (signal.type === 'condition' ? [signal.source] : []))).toEqual([' Tür ☃ №1', '']);
  });

  test('is silent after its heartbeat time and alive again with the next message that is not retained', async () => {
    await broker.start();
    let aheadMs = 0;
    const recorder = createRecorder();
    const panels = createPanels({
      panels: [{ ...yard, heartbeatSeconds: 60 }],
      mqtt: { url: broker.url, username: 'post', password: broker.password, clientId: 'post-1', caFile: null },
      clock: { utcMs: () => Date.now(), monoMs: () => performance.now() + aheadMs },
    });
    started.push(panels);
    panels.start(recorder);
    await joined(recorder);
    aheadMs += 61_000;
    await recorder.until(() => recorder.healths.some((health) => health.id === 'yard' && health.state === 'silent'));
    await send('yard/gate/state', 'alive');
    await recorder.until(() => isOnline(recorder, 'yard'));
    await send('yard/status', 'offline', { retain: true });
    await recorder.until(() => recorder.healths.at(-1)?.cause === 'bridgeOffline');
    // The jump of 61 s also looked like a process that stood still.
    expect(new Set(recorder.gaps.map((gap) => gap.reason))).toEqual(new Set(['stalled']));
  });
});
