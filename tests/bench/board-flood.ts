/** F14: a flood as fast as the broker takes it, half of it chattering and half of it one alarm each: all is stored, the page answers, the fire stays on top. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { connectAsync } from 'mqtt';
import { launchChromium } from '../fixtures/chromium.ts';
import { startProgram } from '../fixtures/process.ts';
import { countOnBoard, type Ground, openBoard, pause, peerScript, residentMb } from './board-ground.ts';
import { heroSelector, takeRaw, watchPage } from './board-watch.ts';
import { percentile, round } from './measure.ts';

const half = 50_000;
const chattering = 500;
const patienceMs = 120_000;

async function act(page: Page, isOver: () => boolean): Promise<void> {
  for (const keys = ['ArrowDown', 'ArrowUp', 'a', 'Escape']; !isOver(); ) {
    for (const key of keys) {
      await page.keyboard.press(key);
      await pause(120);
    }
  }
}

const heapMb = async (page: Page): Promise<number> => {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 2 ** 20;
};

export async function benchBoardFlood(ground: Ground) {
  const post = await ground.startPost();
  const browser = await launchChromium();
  const page = await openBoard(browser, post.url);
  await watchPage(page, heroSelector);
  const client = await connectAsync(ground.broker.url, { protocolVersion: 4 });
  const hero = page.locator(heroSelector);
  for (const source of ['oldest', 'newer', 'newest']) {
    await client.publishAsync(`bench/${source}/state`, 'fire', { qos: 1 });
    await hero.waitFor();
    await pause(500);
  }
  await client.endAsync();
  const db = new Database(join(ground.data, 'guardpost.db'), { readonly: true });
  const rows = db.prepare("SELECT count(*) FROM journal WHERE kind IN ('alarm.raised', 'alarm.cleared')").pluck();
  const lastSeq = db.prepare('SELECT max(seq) FROM journal').pluck();
  const before = Number(rows.get());
  await takeRaw(page);
  const fromMs = performance.now();
  let over = false;
  const acting = act(page, () => over);
  const sending = [
    { prefix: 'bench', sources: chattering },
    { prefix: 'flood', sources: half },
  ].map(({ prefix, sources }) =>
    startProgram(process.execPath, [peerScript('mqtt-flood.ts'), ground.broker.url, prefix, String(half), String(sources)], { ready: /^done$/ }),
  );
  for (const one of await Promise.all(sending)) await one.stop();
  const total = 2 * half;
  while (Number(rows.get()) - before < total && performance.now() - fromMs < patienceMs) await pause(100);
  const storedMs = performance.now() - fromMs;
  const stored = Number(rows.get()) - before;
  while ((await countOnBoard(page)) < half && performance.now() - fromMs < patienceMs) await pause(100);
  const shownMs = performance.now() - fromMs;
  over = true;
  await acting;
  const standing = await countOnBoard(page);
  const shownOnTop = await hero.textContent();
  const seen = await takeRaw(page);
  const figures = { heapMb: round(await heapMb(page)), postMb: round(residentMb(post.child.pid)), rows: Number(lastSeq.get()) };
  db.close();
  await browser.close();
  await post.stop();
  return {
    messages: total,
    stored: { goal: total, is: stored, seconds: round(storedMs / 1000, 1) },
    shown: { alarms: half, is: standing, seconds: round(shownMs / 1000, 1) },
    oldestCriticalOnTop: shownOnTop?.includes('oldest') === true,
    keyToPaint: {
      unit: 'ms',
      goal: '< 200',
      p95: round(percentile(seen.interactions, 95)),
      slowest: round(Math.max(0, ...seen.interactions)),
      over16ms: seen.interactions.length,
    },
    slowFramesPercent: round((100 * seen.frames.filter((ms) => ms > 33.4).length) / seen.frames.length),
    longestFrameMs: round(Math.max(...seen.frames)),
    ...figures,
  };
}
