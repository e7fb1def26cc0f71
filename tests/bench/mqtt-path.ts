/** P3: durable alarms per second from Mosquitto beside a bare subscriber; publish to the board; memory after 100,000 events. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { connectAsync } from 'mqtt';
import { launchChromium } from '../fixtures/chromium.ts';
import { startMosquitto } from '../fixtures/mosquitto.ts';
import { guardpost, startPost } from '../fixtures/post-process.ts';
import { startProgram } from '../fixtures/process.ts';
import { signIn } from '../fixtures/sign-in.ts';
import { pairs, ratioOf, round, sharedClockMs, spread } from './measure.ts';

const flood = 20_000;
const sources = 500;
const peerScript = (name: string) => join(import.meta.dirname, 'peers', name);
const residentMb = (pid: number | undefined) => round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024, 1);

async function publish(url: string, prefix: string, count: number): Promise<void> {
  const publisher = await startProgram(process.execPath, [peerScript('mqtt-flood.ts'), url, prefix, String(count), String(sources)], { ready: /^done$/ });
  await publisher.stop();
}

/** Messages per second from the first to the last one kept on disk. */
async function productRate(url: string, file: string): Promise<number> {
  const db = new Database(file, { readonly: true });
  const rows = db.prepare("SELECT count(*) FROM journal WHERE seq > ? AND kind LIKE 'alarm.%'").pluck();
  const last = db.prepare('SELECT max(seq) FROM journal').pluck();
  const before = Number(last.get() ?? 0);
  let from = 0;
  const sending = publish(url, 'bench', flood);
  for (;;) {
    const newest = Number(last.get() ?? 0);
    if (from === 0 && newest > before) from = performance.now();
    if (newest - before >= flood && Number(rows.get(before)) >= flood) break;
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
  const rate = flood / ((performance.now() - from) / 1000);
  await sending;
  db.close();
  return rate;
}

async function bareRate(url: string): Promise<number> {
  const subscriber = await startProgram(process.execPath, [peerScript('mqtt-bare.ts'), url, 'bare/+/state', String(flood)], { ready: /^ready$/ });
  await publish(url, 'bare', flood);
  const code = subscriber.child.exitCode ?? (await new Promise<number | null>((resolve) => subscriber.child.once('exit', resolve)));
  const ms = Number(/done ([\d.]+)/.exec(subscriber.output())?.[1]);
  if (code !== 0 || !(ms > 0)) throw new Error('the bare subscriber did not finish');
  return flood / (ms / 1000);
}

/** Milliseconds from publish to the alarm on the board in Chromium. */
async function toBoard(url: string, postUrl: string): Promise<number[]> {
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(postUrl);
  await signIn(page, 'Bench', '246810');
  await page.keyboard.press('F3');
  const client = await connectAsync(url, { protocolVersion: 4 });
  const times: number[] = [];
  for (let i = 0; i < 40; i += 1) {
    const source = `paint${i}`;
    const seen = page.evaluate(
      (name) =>
        new Promise<number>((resolve, reject) => {
          setTimeout(() => reject(new Error(`${name} did not come on the board`)), 10_000);
          const look = () => document.querySelector('main')?.textContent?.includes(name) === true;
          const done = () => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
          if (look()) done();
          else {
            const observer = new MutationObserver(() => {
              if (!look()) return;
              observer.disconnect();
              done();
            });
            observer.observe(document.body, { subtree: true, childList: true, characterData: true });
          }
        }),
      source,
    );
    await page.evaluate(() => 0);
    const at = sharedClockMs();
    await client.publishAsync(`bench/${source}/state`, 'wet', { qos: 1 });
    times.push((await seen) - at);
    // Cleared and acknowledged, so that the next one comes on an empty board.
    await client.publishAsync(`bench/${source}/state`, 'closed', { qos: 1 });
    // As far apart as a person's keys: closer together they would be a scan, which never acknowledges an alarm.
    await page.keyboard.type('a1', { delay: 120 });
    await page.getByRole('option').filter({ hasText: source }).waitFor({ state: 'detached', timeout: 10_000 });
  }
  await client.endAsync();
  await browser.close();
  return times;
}

export async function benchMqttPath() {
  const folder = mkdtempSync(join(tmpdir(), 'guardpost-bench-'));
  const data = join(folder, 'data');
  const broker = await startMosquitto({ durable: false });
  const config = join(folder, 'guardpost.yaml');
  writeFileSync(
    config,
    `post: { site: Bench, name: Bench }\nreaders: []\nmqtt: { url: "${broker.url}" }\npanels:\n  - { id: bench, dialect: mapping, topic: "bench/+/state", words: { open: { condition: intrusion, priority: 2 }, wet: { condition: water, priority: 3 }, closed: clear } }\n`,
  );
  await guardpost(['user', 'add', '--data', data, '--name', 'Bench', '--role', 'lead', '--pin', '246810']);
  const post = await startPost(['--data', data, '--config', config]);
  const board = await toBoard(broker.url, post.url);
  const startMb = residentMb(post.child.pid);
  const rates = await pairs(
    6,
    () => productRate(broker.url, join(data, 'guardpost.db')),
    () => bareRate(broker.url),
  );
  const afterMb = residentMb(post.child.pid);
  await post.stop();
  await broker.stop();
  rmSync(folder, { recursive: true });
  return {
    publishToBoard: { unit: 'ms', goal: '< 500', ...spread(board) },
    alarmsPerSecond: { unit: 'messages/s', goal: '>= 0.8', ...ratioOf(rates, true) },
    memory: { unit: 'MB resident', beforeEvents: startMb, events: flood * 6, afterEvents: afterMb },
  };
}
