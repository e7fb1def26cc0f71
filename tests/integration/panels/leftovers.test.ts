import { connectAsync, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPanels } from '../../../src/main/devices/panels/index.ts';
import { type BadLine, startBadLine } from './bad-line.ts';
import { prepareMosquitto, type TestMosquitto } from './mosquitto.ts';
import { packetSplitter, packetType, puback } from './mqtt-packets.ts';
import { createRecorder, systemClock, yard } from './recorder.ts';

let broker: TestMosquitto;
let line: BadLine;
let panel: MqttClient;
let swallowsAnswers = false;

beforeEach(async () => {
  broker = await prepareMosquitto();
  await broker.start();
  const fromClient = () => {
    const split = packetSplitter();
    return (chunk: Buffer) => Buffer.concat(split(chunk).filter((packet) => !swallowsAnswers || packetType(packet) !== puback));
  };
  line = await startBadLine(broker.port, { fromClient });
  panel = await connectAsync(broker.url, { username: 'panel', password: broker.password, protocolVersion: 4 });
});

afterEach(async () => {
  await panel.endAsync(true);
  await line.close();
  await broker.remove();
});

test('a retained state that the broker still held from the connection before does not clear what has come up since', async () => {
  await panel.publishAsync('yard/gate/state', 'closed', { qos: 1, retain: true });
  swallowsAnswers = true;
  const recorder = createRecorder();
  const panels = createPanels({
    panels: [yard],
    mqtt: { url: `mqtt://127.0.0.1:${line.port}`, username: 'post', password: broker.password, clientId: 'post-1', caFile: null },
    clock: systemClock,
    rejoinMs: { min: 10, max: 100 },
  });
  panels.start(recorder);
  const told = () =>
    recorder.signals().flatMap((signal) => (signal.type === 'condition' ? [`${signal.active ? 'open' : 'closed'}${signal.retained ? ' now' : ''}`] : []));
  await recorder.until(() => told().includes('closed now'));
  await panel.publishAsync('yard/gate/state', 'open', { qos: 1, retain: true });
  await recorder.until(() => told().includes('open'));
  line.cut();
  swallowsAnswers = false;
  line.mend();
  await recorder.until(() => told().includes('open now'));
  await panels.stop();
  // The second `open` is the same message again: its key says so to who keeps it.
  expect(told()).toEqual(['closed now', 'open', 'open', 'open now']);
});
