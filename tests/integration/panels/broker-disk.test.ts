import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BrokerDatabase, openBrokerDatabase } from '../../../src/main/devices/panels/broker/database.ts';
import { OrderedAedes } from '../../../src/main/devices/panels/broker/ordered-aedes.ts';
import { WatchedPersistence } from '../../../src/main/devices/panels/broker/persistence.ts';

let folder: string;
const disposers: (() => Promise<unknown>)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guardpost-broker-disk-'));
});

afterEach(async () => {
  for (const dispose of disposers.splice(0).reverse()) await dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** A real database on a disk that can't read wills. */
async function openBadDatabase(): Promise<BrokerDatabase> {
  const opened = await openBrokerDatabase(folder);
  if (!opened.ok) throw new Error(opened.error);
  disposers.push(() => opened.value.close());
  return {
    ...opened.value,
    get: (key, options) => (key.startsWith('will:') ? Promise.reject(new Error('input/output error')) : opened.value.get(key, options)),
  };
}

async function listenWith(persistence: WatchedPersistence): Promise<string> {
  const aedes = await OrderedAedes.open({ persistence });
  const server = createServer((socket) => void aedes.handle(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  disposers.push(async () => {
    await new Promise<void>((resolve) => aedes.close(() => resolve()));
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const { port } = server.address() as AddressInfo;
  return `mqtt://127.0.0.1:${port}`;
}

test.each([
  ['without a will', {}],
  ['with a will of its own', { will: { topic: 'yard/status', payload: Buffer.from('offline'), qos: 1 as const, retain: true } }],
])('a client %s signs in although the disk can not read its old will, and the trouble is told', async (_, will) => {
  const told: string[] = [];
  const url = await listenWith(new WatchedPersistence(await openBadDatabase(), (detail) => told.push(detail)));
  const client = await connectAsync(url, { clientId: 'fence', protocolVersion: 4, reconnectPeriod: 0, ...will });
  disposers.push(() => client.endAsync(true));
  // Unheard, the error would end the process: the test runner reports it as an unhandled rejection.
  expect(told).toEqual(['input/output error']);
  await client.publishAsync('yard/gate/state', 'open', { qos: 1 });
});
