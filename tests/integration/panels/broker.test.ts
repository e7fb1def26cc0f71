import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { connect, connectAsync, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PanelsPort } from '../../../src/main/core/ports/devices.ts';
import { type Broker, type BrokerRefusal, createPanels, startBroker } from '../../../src/main/devices/panels/index.ts';
import type { BrokerConfig } from '../../../src/shared/model/config.ts';
import { freePort } from '../../fixtures/free-port.ts';
import { building, createRecorder, systemClock, yard } from './recorder.ts';

const config: BrokerConfig = {
  host: '127.0.0.1',
  port: 0,
  tls: null,
  users: [{ username: 'fence', password: 'fence-secret', topics: ['yard/#'] }],
};

let dataDir: string;
let broker: Broker | null = null;
const clients: MqttClient[] = [];
const started: PanelsPort[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'guardpost-broker-'));
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((panels) => panels.stop()));
  await Promise.all(clients.splice(0).map((client) => client.endAsync(true)));
  await broker?.stop();
  broker = null;
  rmSync(dataDir, { recursive: true, force: true });
});

async function begin(change: Partial<BrokerConfig> = {}): Promise<Broker> {
  const result = await startBroker({ dataDir, config: { ...config, ...change }, postPassword: 'post-secret', clock: systemClock });
  if (!result.ok) throw new Error(result.error.detail);
  broker = result.value;
  return broker;
}

async function client(url: string, username: string, password: string): Promise<MqttClient> {
  const opened = await connectAsync(url, { username, password, protocolVersion: 4, reconnectPeriod: 0, reconnectOnConnackError: false });
  // A broker that ends the connection shows as an error; the tests look at what it reported.
  opened.on('error', () => undefined);
  clients.push(opened);
  return opened;
}

const fixture = (name: string): string => fileURLToPath(new URL(`../../fixtures/panels/${name}`, import.meta.url));

function panelsOn(url: string, caFile: string | null = null): { recorder: ReturnType<typeof createRecorder>; panels: PanelsPort } {
  const recorder = createRecorder();
  const panels = createPanels({
    panels: [yard, building],
    mqtt: { url, username: 'post', password: 'post-secret', clientId: 'post-1', caFile },
    clock: systemClock,
    rejoinMs: { min: 20, max: 200 },
  });
  started.push(panels);
  panels.start(recorder);
  return { recorder, panels };
}

const refusalOf = (on: Broker): Promise<BrokerRefusal> =>
  new Promise((resolve) => {
    const dispose = on.onRefused((refusal) => {
      dispose();
      resolve(refusal);
    });
  });

describe('the embedded broker', () => {
  test('keeps what was published while the console was away over its own restart, in order, and retained states too', async () => {
    const port = await freePort();
    const first = await begin({ port });
    const before = panelsOn(first.url);
    const fence = await client(first.url, 'fence', 'fence-secret');
    await fence.publishAsync('yard/gate/state', 'open', { qos: 1, retain: true });
    await before.recorder.until(() => before.recorder.signals().length > 0);
    await before.panels.stop();
    for (let index = 0; index < 20; index += 1) await fence.publishAsync(`yard/early-${index}/state`, 'open', { qos: 1 });
    await fence.endAsync();
    await first.stop();
    const second = await begin({ port });
    const again = await client(second.url, 'fence', 'fence-secret');
    for (let index = 0; index < 20; index += 1) await again.publishAsync(`yard/late-${index}/state`, 'open', { qos: 1 });
    await again.endAsync();
    const after = panelsOn(second.url);
    await after.recorder.until(
      () =>
        after.recorder.all().some((message) => message.topic === 'yard/gate/state') &&
        after.recorder.signals().filter((signal) => signal.type === 'condition').length >= 41,
    );
    const live = after.recorder.signals().flatMap((signal) => (signal.type === 'condition' && !signal.retained ? [signal.source] : []));
    const expected = ['early', 'late'].flatMap((part) => Array.from({ length: 20 }, (_, index) => `${part}-${index}`));
    expect(live).toEqual(expected);
    expect(after.recorder.signals().find((signal) => signal.type === 'condition' && signal.source === 'gate')).toMatchObject({ active: true, retained: true });
  });

  test('delivers every message of several panels that speak at once, each panel in its order', async () => {
    const on = await begin();
    const { recorder } = panelsOn(on.url);
    const fences = await Promise.all(Array.from({ length: 4 }, () => client(on.url, 'fence', 'fence-secret')));
    await fences[0]?.publishAsync('yard/marker/state', 'open', { qos: 1, retain: true });
    await recorder.until(() => recorder.signals().length > 0);
    const words = Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? 'open' : 'closed'));
    const sent = fences.flatMap((fence, from) =>
      words.map((word, index) => fence.publishAsync(`yard/zone-${from}/state`, word, { qos: 1, retain: index % 3 === 0 })),
    );
    await Promise.all(sent);
    const heard = (from: number) =>
      recorder.signals().flatMap((signal) => (signal.type === 'condition' && signal.source === `zone-${from}` ? [signal.active] : []));
    await recorder.until(() => fences.every((_, from) => heard(from).length === words.length));
    for (const from of fences.keys()) expect(heard(from)).toEqual(words.map((word) => word === 'open'));
  });

  test('refuses a wrong password and an unknown user, and tells who it was without the password', async () => {
    const on = await begin();
    const told = refusalOf(on);
    await expect(client(on.url, 'fence', 'guess-one')).rejects.toThrow();
    expect(await told).toMatchObject({ what: 'signIn', username: 'fence', topic: null });
    const toldAgain = refusalOf(on);
    await expect(client(on.url, 'nobody', 'guess-two')).rejects.toThrow();
    expect(JSON.stringify(await toldAgain)).not.toContain('guess');
  });

  test('lets an account use its own topics only', async () => {
    const on = await begin();
    const fence = await client(on.url, 'fence', 'fence-secret');
    await fence.publishAsync('yard/gate/state', 'open', { qos: 1 });
    const refusedSubscribe = refusalOf(on);
    await expect(fence.subscribeAsync('store/#')).rejects.toThrow();
    expect(await refusedSubscribe).toMatchObject({ what: 'subscribe', username: 'fence', topic: 'store/#' });
    const refusedPublish = refusalOf(on);
    fence.publish('store/hall/alarm', 'fire', { qos: 1 }, () => undefined);
    expect(await refusedPublish).toMatchObject({ what: 'publish', username: 'fence', topic: 'store/hall/alarm' });
  });

  test('says that its port is taken, and leaves its files free for the next try', async () => {
    const other = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const result = await startBroker({ dataDir, config: { ...config, port }, postPassword: 'p', clock: systemClock });
    expect(result).toMatchObject({ ok: false, error: { code: 'portTaken' } });
    await new Promise<void>((resolve) => other.close(() => resolve()));
    expect((await begin({ port })).port).toBe(port);
  });

  test('speaks TLS to a console that trusts its certificate, and is told as such by one that does not', async () => {
    const on = await begin({ tls: { certFile: fixture('loopback-cert.pem'), keyFile: fixture('loopback-key.pem') } });
    expect(on.url).toMatch(/^mqtts:/);
    const trusting = panelsOn(on.url, fixture('loopback-cert.pem'));
    await trusting.recorder.until(() => trusting.recorder.healths.some((health) => health.kind === 'broker' && health.state === 'online'));
    const strict = panelsOn(on.url);
    await strict.recorder.until(() => strict.recorder.healths.some((health) => health.kind === 'broker' && health.cause === 'openFailed'));
    const lost = panelsOn(on.url, join(dataDir, 'no-such-file.pem'));
    await lost.recorder.until(() => lost.recorder.healths.some((health) => health.detail?.includes('no-such-file.pem') === true));
  });

  test('says that its certificate cannot be used', async () => {
    const certFile = join(dataDir, 'cert.pem');
    writeFileSync(certFile, 'not a certificate');
    const result = await startBroker({ dataDir, config: { ...config, tls: { certFile, keyFile: certFile } }, postPassword: 'p', clock: systemClock });
    expect(result).toMatchObject({ ok: false, error: { code: 'badCertificate' } });
  });

  test('can be stopped while clients are still signing in, whatever step they are at', async () => {
    for (let turns = 0; turns < 40; turns += 1) {
      const on = await begin();
      const arriving = Array.from({ length: 8 }, (_, index) => {
        const one = connect(on.url, {
          username: 'fence',
          password: 'fence-secret',
          clientId: `fence-${index}`,
          clean: index % 2 === 0,
          protocolVersion: 4,
          reconnectPeriod: 0,
          will: { topic: 'yard/gate/state', payload: Buffer.from('lost'), qos: 1, retain: false },
        });
        one.on('error', () => undefined);
        clients.push(one);
        return one;
      });
      await Promise.race(arriving.map((one) => once(one.stream, 'connect')));
      for (let turn = 0; turn < turns; turn += 1) await setImmediate();
      await on.stop();
      await Promise.all(clients.splice(0).map((one) => one.endAsync(true)));
    }
    // A read of the closed files would end the process: the test runner reports it as an unhandled rejection.
    expect((await begin()).port).toBeGreaterThan(0);
  });

  test('says that its files cannot be opened while another broker holds them', async () => {
    await begin();
    const result = await startBroker({ dataDir, config, postPassword: 'p', clock: systemClock });
    expect(result).toMatchObject({ ok: false, error: { code: 'ioError' } });
  });
});
