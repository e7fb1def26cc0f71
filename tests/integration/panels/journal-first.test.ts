import { connectAsync, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PanelMessage, PanelsPort } from '../../../src/main/core/ports/devices.ts';
import { createPanels } from '../../../src/main/devices/panels/index.ts';
import { prepareMosquitto, type TestMosquitto } from './mosquitto.ts';
import { createRecorder, type Recorder, systemClock, yard } from './recorder.ts';
import { startTappedProxy, type TappedProxy } from './tapped-proxy.ts';

const puback = 4;
let broker: TestMosquitto;
let proxy: TappedProxy;
let publisher: MqttClient;
let panels: PanelsPort | null = null;
/** What happened, in order. */
let course: string[] = [];
let acked = 0;
let ackedAll: () => void = () => undefined;

beforeEach(async () => {
  course = [];
  acked = 0;
  broker = await prepareMosquitto(['max_inflight_messages 1000']);
  await broker.start();
  proxy = await startTappedProxy(broker.port, (packetType) => {
    if (packetType !== puback) return;
    course.push('acknowledged');
    acked += 1;
    ackedAll();
  });
  publisher = await connectAsync(broker.url, { username: 'post', password: broker.password, protocolVersion: 4 });
});

afterEach(async () => {
  await panels?.stop();
  panels = null;
  await publisher.endAsync(true);
  await proxy.close();
  await broker.remove();
});

async function start(recorder: Recorder): Promise<void> {
  panels = createPanels({
    panels: [yard],
    mqtt: { url: `mqtt://127.0.0.1:${proxy.port}`, username: 'post', password: broker.password, clientId: 'post-1', caFile: null },
    clock: systemClock,
    rejoinMs: { min: 10, max: 100 },
  });
  panels.start(recorder);
  await recorder.until(() => recorder.healths.some((health) => health.state === 'online'));
  await publisher.publishAsync('yard/marker/state', 'alive', { qos: 0, retain: true });
  await recorder.until(() => recorder.all().some((message) => message.topic === 'yard/marker/state'));
}

const ackedReaches = (count: number): Promise<void> =>
  new Promise((resolve) => {
    ackedAll = () => {
      if (acked >= count) resolve();
    };
    ackedAll();
  });

const zones = (messages: readonly PanelMessage[]) => messages.filter((message) => message.topic !== 'yard/marker/state');

test('no PUBACK leaves before the batch with its message is kept, and every message gets one in the end', async () => {
  let kept = 0;
  const recorder = createRecorder(async (batch) => {
    // Many turns of the event loop, in which an early acknowledgement would pass the proxy.
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    kept += zones(batch).length;
    course.push(`kept ${kept}`);
  });
  await start(recorder);
  await Promise.all(Array.from({ length: 300 }, (_, index) => publisher.publishAsync(`yard/zone-${index}/state`, 'open', { qos: 1 })));
  await ackedReaches(300);
  expect(acked).toBe(300);
  let keptSoFar = 0;
  let ackedSoFar = 0;
  for (const event of course) {
    if (event === 'acknowledged') ackedSoFar += 1;
    else keptSoFar = Number(event.slice('kept '.length));
    expect(ackedSoFar).toBeLessThanOrEqual(keptSoFar);
  }
  expect(zones(recorder.all()).map((message) => message.topic)).toEqual(Array.from({ length: 300 }, (_, index) => `yard/zone-${index}/state`));
});

test('a batch that could not be kept is never acknowledged, and is delivered again in order after the reconnect', async () => {
  let failures = 0;
  const refused: string[] = [];
  const recorder = createRecorder(async (batch) => {
    if (zones(batch).length === 0 || failures >= 2) return;
    failures += 1;
    refused.push(...zones(batch).map((message) => message.redeliveryKey ?? ''));
    throw new Error('disk full');
  });
  await start(recorder);
  await Promise.all(Array.from({ length: 30 }, (_, index) => publisher.publishAsync(`yard/zone-${index}/state`, 'open', { qos: 1 })));
  await ackedReaches(30);
  const messages = zones(recorder.all());
  expect(failures).toBe(2);
  expect(messages.map((message) => message.topic)).toEqual(Array.from({ length: 30 }, (_, index) => `yard/zone-${index}/state`));
  expect(messages.slice(0, 1).every((message) => message.mayBeRedelivered)).toBe(true);
  expect(messages.map((message) => message.redeliveryKey)).toEqual(expect.arrayContaining([...new Set(refused)]));
  expect(recorder.gaps.map((gap) => gap.reason)).toContain('writeFailed');
  expect(recorder.healths.some((health) => health.cause === 'writeFailed' && health.detail === 'disk full')).toBe(true);
});

test('QoS 0 messages of a batch that could not be kept are tried again with the next, as nobody would repeat them', async () => {
  let failures = 0;
  const recorder = createRecorder(async (batch) => {
    if (zones(batch).length === 0 || failures > 0) return;
    failures += 1;
    throw new Error('disk full');
  });
  await start(recorder);
  await publisher.publishAsync('yard/a/state', 'open', { qos: 0 });
  await recorder.until(() => recorder.gaps.length > 0);
  await publisher.publishAsync('yard/b/state', 'open', { qos: 1 });
  await recorder.until(() => zones(recorder.all()).length === 2);
  expect(zones(recorder.all()).map((message) => message.topic)).toEqual(['yard/a/state', 'yard/b/state']);
});
