/** A restart with 10,000 standing alarms beside one with a single alarm: process start to a board whose first row is painted and whose key A asks. */
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { connectAsync } from 'mqtt';
import { alarms as words } from '../../src/shared/i18n/en/alarms.ts';
import { launchChromium } from '../fixtures/chromium.ts';
import { startProgram } from '../fixtures/process.ts';
import { addUser, countOnBoard, type Ground, openBoard, pause, peerScript, untilItHears } from './board-ground.ts';
import { type Pair, ratioOf, round } from './measure.ts';

const standing = 10_000;
const rounds = 4;
const fillPatienceMs = 60_000;

/** A data folder whose board holds what is published now. */
async function fill(ground: Ground, data: string, publish: () => Promise<void>, count: number): Promise<void> {
  const post = await ground.startPost(data);
  await untilItHears(data);
  await publish();
  const browser = await launchChromium();
  const page = await openBoard(browser, post.url);
  for (const fromMs = performance.now(); (await countOnBoard(page)) < count; await pause(50)) {
    if (performance.now() - fromMs > fillPatienceMs) throw new Error(`the board has ${await countOnBoard(page)} of ${count}`);
  }
  await browser.close();
  await post.stop();
}

async function usable(ground: Ground, browser: Browser, data: string): Promise<{ ms: number; heapMb: number }> {
  const fromMs = performance.now();
  const post = await ground.startPost(data);
  const page = await openBoard(browser, post.url);
  await page.getByRole('option').first().waitFor();
  const question = page.getByText(words.reason.seen, { exact: true });
  // The keys of a page that has just come up: pressed until it answers, as a person would.
  for (let tries = 0; tries < 100 && !(await question.isVisible()); tries += 1) {
    await page.keyboard.press('a');
    await pause(30);
  }
  await question.waitFor();
  const ms = performance.now() - fromMs;
  await pause(1_500);
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await page.close();
  await post.stop();
  return { ms, heapMb: usedSize / 2 ** 20 };
}

export async function benchBoardRestart(ground: Ground) {
  const [full, single] = [join(ground.folder, 'full'), join(ground.folder, 'single')];
  for (const data of [full, single]) await addUser(data);
  const flood = async () => {
    const sent = await startProgram(process.execPath, [peerScript('mqtt-flood.ts'), ground.broker.url, 'bench', String(standing), String(standing)], {
      ready: /^done$/,
    });
    await sent.stop();
  };
  await fill(ground, full, flood, standing);
  await fill(
    ground,
    single,
    async () => {
      const client = await connectAsync(ground.broker.url, { protocolVersion: 4 });
      await client.publishAsync('bench/s0/state', 'open', { qos: 1 });
      await client.endAsync();
    },
    1,
  );
  const browser = await launchChromium();
  const [heapsFull, heapsSingle]: [number[], number[]] = [[], []];
  await usable(ground, browser, single);
  // Nearly all of it is processor time: a disk that was busy for a moment says nothing about it.
  const kept: Pair[] = [];
  for (let n = 0; n < rounds; n += 1) {
    const [product, peer] = [await usable(ground, browser, full), await usable(ground, browser, single)];
    kept.push({ product: product.ms, peer: peer.ms });
    heapsFull.push(product.heapMb);
    heapsSingle.push(peer.heapMb);
  }
  await browser.close();
  return {
    ...{ unit: 'ms', standing, ...ratioOf({ kept, dropped: 0 }, false) },
    pageHeapMb: { full: round(Math.max(...heapsFull)), single: round(Math.max(...heapsSingle)) },
  };
}
