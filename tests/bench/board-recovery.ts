/** P10: kill -9 with a long write-ahead log to serving, beside a clean start of the same log; the broker back to the alarm's row, beside a bare client. */
import { cpSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { connect, connectAsync } from 'mqtt';
import { startProgram } from '../fixtures/process.ts';
import { type Ground, pause, peerScript, untilItHears } from './board-ground.ts';
import { median, type Pair, pairs, ratioOf, round } from './measure.ts';

const logBytes = 64_000_000;
const floodPiece = 20_000;
const starts = 4;
const halts = 5;

async function listeningMs(ground: Ground, from: string): Promise<number> {
  const copy = join(ground.folder, 'copy');
  cpSync(from, copy, { recursive: true });
  const fromMs = performance.now();
  const post = await ground.startPost(copy);
  const ms = performance.now() - fromMs;
  await post.stop();
  rmSync(copy, { recursive: true });
  return ms;
}

/** The same log twice: once as kill -9 left it, with all of it in the write-ahead log, and once ended cleanly. */
async function twoLogs(ground: Ground): Promise<{ killed: string; clean: string; bytes: number }> {
  const post = await ground.startPost();
  const file = join(ground.data, 'guardpost.db');
  // Who reads an old state keeps the log from being emptied.
  const db = new Database(file, { readonly: true });
  const reading = db.prepare('SELECT seq FROM journal').iterate();
  reading.next();
  for (let bytes = 0; bytes < logBytes; bytes = statSync(`${file}-wal`).size) {
    const flood = await startProgram(process.execPath, [peerScript('mqtt-flood.ts'), ground.broker.url, 'bench', String(floodPiece), '500'], {
      ready: /^done$/,
    });
    await flood.stop();
    await pause(200);
  }
  await post.stop('SIGKILL');
  const killed = join(ground.folder, 'killed');
  cpSync(ground.data, killed, { recursive: true });
  reading.return?.();
  db.close();
  const again = await ground.startPost();
  await again.stop();
  return { killed, clean: ground.data, bytes: statSync(join(killed, 'guardpost.db-wal')).size };
}

/** Milliseconds from the broker's return to the message, at the post's disk and at a client with nothing of ours. Who publishes is there at once. */
async function brokerBack(ground: Ground) {
  const post = await ground.startPost();
  const db = new Database(join(ground.data, 'guardpost.db'), { readonly: true });
  const raised = db.prepare("SELECT count(*) FROM journal WHERE kind = 'alarm.raised' AND payload LIKE ?").pluck();
  const bare = connect(ground.broker.url, { protocolVersion: 4, clientId: 'bare-recovery', clean: false });
  const arrived = new Map<string, number>();
  bare.on('message', (topic) => arrived.set(topic, performance.now()));
  await new Promise((resolve) => bare.once('connect', () => bare.subscribe('bench/+/state', { qos: 1 }, resolve)));
  await untilItHears(ground.data);
  const times: Pair[] = [];
  for (let n = 0; n < halts; n += 1) {
    await ground.broker.halt();
    // As long as it takes to restart one; not in step with anybody's retries.
    await pause(2_000 + n * 370);
    const fromMs = performance.now();
    await ground.broker.resume();
    const client = await connectAsync(ground.broker.url, { protocolVersion: 4 });
    const [source, topic] = [`back${n}`, `bench/back${n}/state`];
    await client.publishAsync(topic, 'open', { qos: 1 });
    let product = 0;
    while (product === 0 || !arrived.has(topic)) {
      if (product === 0 && Number(raised.get(`%"${source}"%`)) > 0) product = performance.now();
      if (performance.now() - fromMs > 30_000) throw new Error(`after the broker's return: row ${product}, bare ${arrived.get(topic)}`);
      await pause(5);
    }
    times.push({ product: product - fromMs, peer: (arrived.get(topic) ?? 0) - fromMs });
    await client.endAsync();
  }
  bare.end(true);
  db.close();
  await post.stop();
  const of = (side: 'product' | 'peer') => round(median(times.map((entry) => entry[side])));
  return { goal: '<= 2', product: of('product'), peer: of('peer'), ratio: round(median(times.map(({ product, peer }) => product / peer))), halts };
}

export async function benchBoardRecovery(ground: Ground) {
  const back = await brokerBack(ground);
  const { killed, clean, bytes } = await twoLogs(ground);
  const result = await pairs(
    starts,
    () => listeningMs(ground, killed),
    () => listeningMs(ground, clean),
  );
  return { unit: 'ms', killedToServing: { goal: '<= 1.5', logMb: round(bytes / 1e6, 1), ...ratioOf(result, false) }, brokerBackToRow: back };
}
