import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync, type IPublishPacket, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PanelCommandRequest, PanelsPort } from '../../../src/main/core/ports/devices.ts';
import { createPanels, startBroker } from '../../../src/main/devices/panels/index.ts';
import type { PanelConfig } from '../../../src/shared/model/config.ts';
import { type BadLine, startBadLine } from './bad-line.ts';
import { prepareMosquitto, type TestMosquitto } from './mosquitto.ts';
import { createRecorder, type Recorder, systemClock, yard } from './recorder.ts';

const house: PanelConfig = { id: 'house', name: 'House', dialect: 'pai', base: 'paradox', heartbeatSeconds: null, simulated: false };
const alarmo: PanelConfig = { id: 'home', name: 'Home', dialect: 'alarmo', base: 'alarmo', heartbeatSeconds: null, simulated: false };

let broker: TestMosquitto;
let line: BadLine;
/** The panel's end: hears what is commanded. */
let panel: MqttClient;
let heard: IPublishPacket[] = [];
const started: PanelsPort[] = [];

beforeEach(async () => {
  heard = [];
  broker = await prepareMosquitto();
  await broker.start();
  line = await startBadLine(broker.port);
  panel = await connectAsync(broker.url, { username: 'post', password: broker.password, protocolVersion: 4 });
  panel.on('message', (_topic, _payload, packet) => heard.push(packet));
  await panel.subscribeAsync(['paradox/control/#', 'ready'], { qos: 1 });
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((panels) => panels.stop()));
  await panel.endAsync(true);
  await line.close();
  await broker.remove();
});

function start(recorder: Recorder, change: Partial<Parameters<typeof createPanels>[0]> = {}): PanelsPort {
  const panels = createPanels({
    panels: [house],
    mqtt: { url: `mqtt://127.0.0.1:${line.port}`, username: 'post', password: broker.password, clientId: 'post-1', caFile: null },
    clock: systemClock,
    rejoinMs: { min: 10, max: 100 },
    ...change,
  });
  started.push(panels);
  panels.start(recorder);
  return panels;
}

const isOnline = (recorder: Recorder) => () => recorder.healths.findLast((health) => health.id === 'broker')?.state === 'online';

const arm = (change: Partial<PanelCommandRequest> = {}): PanelCommandRequest => ({
  commandId: 'c1',
  panelId: 'house',
  kind: 'arm',
  mode: 'away',
  pointKind: 'partition',
  pointId: 'Ground_floor',
  deadlineUtcMs: Date.now() + 15_000,
  code: null,
  ...change,
});

/** Resolves once all that was published before has reached the panel. */
async function settled(): Promise<void> {
  const ready = new Promise<void>((resolve) => {
    const look = (topic: string): void => {
      if (topic !== 'ready') return;
      panel.off('message', look);
      resolve();
    };
    panel.on('message', look);
  });
  await panel.publishAsync('ready', '', { qos: 1 });
  await ready;
}
const commanded = (): readonly string[] => heard.filter((packet) => packet.topic !== 'ready').map((packet) => `${packet.topic} ${packet.payload.toString()}`);

describe('a command', () => {
  test('reaches the panel once, with QoS 1 and not retained, and answers how it will be known to be done', async () => {
    const recorder = createRecorder();
    const panels = start(recorder);
    await recorder.until(isOnline(recorder));
    const sent = await panels.command(arm());
    expect(sent).toMatchObject({ ok: true, value: { point: { kind: 'partition', pointId: 'Ground_floor' } } });
    await settled();
    expect(commanded()).toEqual(['paradox/control/partitions/Ground_floor arm']);
    expect(heard[0]).toMatchObject({ qos: 1, retain: false });
    // Who subscribes later finds nothing of it.
    await panel.unsubscribeAsync('paradox/control/#');
    await panel.subscribeAsync('paradox/control/#', { qos: 1 });
    await settled();
    expect(commanded()).toHaveLength(1);
  });

  test('fails at once while there is no connection, and does not go when there is one again', async () => {
    const recorder = createRecorder();
    const panels = start(recorder);
    expect(await panels.command(arm())).toEqual({ ok: false, error: 'offline' });
    await recorder.until(isOnline(recorder));
    line.cut();
    await recorder.until(() => !isOnline(recorder)());
    expect(await panels.command(arm())).toEqual({ ok: false, error: 'offline' });
    line.mend();
    await recorder.until(isOnline(recorder));
    expect(await panels.command(arm({ mode: 'home' }))).toMatchObject({ ok: true });
    await settled();
    expect(commanded()).toEqual(['paradox/control/partitions/Ground_floor arm_stay']);
  });

  test('that the broker has not taken by its deadline has failed, and ends the connection in which it waits', async () => {
    const recorder = createRecorder();
    const panels = start(recorder);
    await recorder.until(isOnline(recorder));
    const letGo = line.hold();
    expect(await panels.command(arm({ deadlineUtcMs: Date.now() + 100 }))).toEqual({ ok: false, error: 'timedOut' });
    await recorder.until(() => !isOnline(recorder)());
    letGo();
    await recorder.until(isOnline(recorder));
    expect(await panels.command(arm({ deadlineUtcMs: Date.now() - 1 }))).toEqual({ ok: false, error: 'timedOut' });
    expect(recorder.gaps.length).toBeGreaterThan(0);
  });

  test('is not sent to a panel that can not do it, or that needs a code that is not there', async () => {
    const recorder = createRecorder();
    const codes = new Map<string, string>();
    const panels = start(recorder, { panels: [house, alarmo, yard], secrets: { code: (panelId) => codes.get(panelId) ?? null } });
    await recorder.until(isOnline(recorder));
    expect(panels.commandsOf('house')).toContain('bypass');
    expect(panels.commandsOf('yard')).toEqual([]);
    expect(panels.commandsOf('nobody')).toEqual([]);
    expect(await panels.command(arm({ panelId: 'yard' }))).toEqual({ ok: false, error: 'notSupported' });
    expect(await panels.command(arm({ panelId: 'nobody' }))).toEqual({ ok: false, error: 'notSupported' });
    expect(await panels.command(arm({ mode: 'vacation' }))).toEqual({ ok: false, error: 'notSupported' });
    expect(panels.needsCode('house', 'disarm')).toBe(false);
    await settled();
    expect(commanded()).toEqual([]);
  });

  test('that the broker answers by ending the connection was refused', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'guardpost-refused-'));
    const config = { host: '127.0.0.1', port: 0, users: [{ username: 'listener', password: 'no commands', topics: ['paradox/states/#'] }], tls: null };
    const strict = await startBroker({ dataDir, config, postPassword: 'x', clock: systemClock });
    if (!strict.ok) throw new Error(strict.error.detail);
    const recorder = createRecorder();
    const panels = start(recorder, { mqtt: { url: strict.value.url, username: 'listener', password: 'no commands', clientId: 'post-2', caFile: null } });
    await recorder.until(isOnline(recorder));
    expect(await panels.command(arm())).toEqual({ ok: false, error: 'refusedByBroker' });
    await panels.stop();
    await strict.value.stop();
    rmSync(dataDir, { recursive: true });
  });
});

test('words that the site has taught hold from the next message on, the panel’s own before those of all panels', async () => {
  const recorder = createRecorder();
  const panels = start(recorder, { panels: [yard] });
  await recorder.until(isOnline(recorder));
  const problems = () => recorder.all().map((message) => message.unknownWord ?? null);
  const seen = (count: number) => recorder.until(() => recorder.all().length >= count);
  const say = (word: string) => panel.publishAsync('yard/gate/state', word, { qos: 1 });
  const taught = { by: 'Lin', atUtcMs: 0 };
  // The subscription is in force once a retained word comes.
  await panel.publishAsync('yard/gate/state', 'ajar', { qos: 1, retain: true });
  await seen(1);
  expect(problems()).toEqual(['ajar']);
  panels.teach([{ panelId: '*', word: 'Ajar', meaning: { condition: 'tamper', category: 'tamper', priority: 2, latched: false }, ...taught }]);
  await say('ajar');
  await seen(2);
  const conditions = () =>
    recorder.signals().flatMap((signal) => (signal.type === 'condition' && signal.active ? [`${signal.source} ${signal.condition}`] : []));
  expect(conditions()).toEqual(['gate tamper']);
  panels.teach([
    { panelId: '*', word: 'ajar', meaning: 'ignore', ...taught },
    { panelId: 'yard', word: 'ajar', meaning: { condition: 'panic', category: 'life', priority: 1, latched: true }, ...taught },
    { panelId: 'other', word: 'open', meaning: 'ignore', ...taught },
  ]);
  await say('ajar');
  await say('open');
  await seen(4);
  expect(conditions()).toEqual(['gate tamper', 'gate panic', 'gate intrusion']);
});
