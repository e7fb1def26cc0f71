/** P4: 1,000 alarms a second to a desktop and four more seats: painted beside a bare page on the same feed, frames, and how long keys and clicks take. */
import type { Page } from '@playwright/test';
import { launchChromium } from '../fixtures/chromium.ts';
import { startProgram } from '../fixtures/process.ts';
import { type Ground, openBoard, pause, peerScript, processorMs, saidLine, startFeed } from './board-ground.ts';
import { heroSelector, type RawSeen, takeRaw, watchPage } from './board-watch.ts';
import { percentile, round } from './measure.ts';

const perSecond = 1_000;
const sources = 2_000;
const beaconEveryMs = 100;
const seats = 4;
const segmentMs = 5_000;
/** After a page came to the front. */
const settleMs = 500;
const longSeconds = 600;
const pairs = 3;

interface Segment extends RawSeen {
  readonly fromMs: number;
  readonly toMs: number;
}

async function segment(page: Page, work: (untilMs: number) => Promise<void>): Promise<Segment> {
  await page.bringToFront();
  await pause(settleMs);
  await takeRaw(page);
  const fromMs = Date.now();
  await work(fromMs + segmentMs);
  const toMs = Date.now();
  await pause(settleMs);
  return { ...(await takeRaw(page)), fromMs, toMs };
}

/** As a person: choose a row, leave it, move on, acknowledge. Keys as far apart as a person's. */
async function act(page: Page, untilMs: number): Promise<void> {
  for (let n = 0; Date.now() < untilMs; n += 1) {
    await page
      .getByRole('option')
      .nth(1 + (n % 3))
      .click({ timeout: 5_000, noWaitAfter: true })
      .catch(() => undefined);
    await pause(150);
    for (const key of ['Escape', 'ArrowDown', 'ArrowDown', 'a', '1']) {
      await page.keyboard.press(key);
      await pause(150);
    }
  }
}

const late = (segments: readonly Segment[], beacons: readonly number[]): number[] =>
  segments.flatMap(({ painted, fromMs, toMs }) =>
    beacons
      .filter((beacon) => beacon / 10 >= fromMs && beacon / 10 <= toMs)
      .map((beacon) => (painted.find(([newest]) => newest >= beacon)?.[1] ?? Number.POSITIVE_INFINITY) - beacon / 10),
  );
const figures = (lateMs: readonly number[]) => ({
  p50: round(percentile(lateMs, 50)),
  p95: round(percentile(lateMs, 95)),
  p99: round(percentile(lateMs, 99)),
  n: lateMs.length,
});
const slowShare = (segments: readonly Segment[]): number => {
  const frames = segments.flatMap((one) => one.frames);
  return round((100 * frames.filter((ms) => ms > 33.4).length) / frames.length);
};

export async function benchBoardLoad(ground: Ground, long: boolean) {
  const post = await ground.startPost();
  const bare = await startProgram(process.execPath, [peerScript('board-page.ts'), ground.broker.url, 'bench/+/state'], { ready: /^listening on (\S+)$/ });
  const others = await startProgram(process.execPath, [peerScript('board-seats.ts'), post.url, String(seats)], { ready: /^ready$/ });
  const browser = await launchChromium();
  const page = await openBoard(browser, post.url);
  await watchPage(page, heroSelector);
  const barePage = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await barePage.goto(bare.match[1] ?? '');
  await watchPage(barePage, '#beacon');
  const seconds = long ? longSeconds : (2 * pairs * (segmentMs + 2 * settleMs)) / 1000 + 4;
  const usedBefore = processorMs(post.child.pid);
  const feed = await startFeed(ground.broker.url, { perSecond, seconds, sources, beaconEveryMs });
  const fromMs = performance.now();
  await pause(3_000);
  // In a flood the areas fold; unfolded the list has most to draw.
  await page.bringToFront();
  await page.keyboard.press('Enter');
  const product: Segment[] = [];
  const peer: Segment[] = [];
  while (product.length < pairs || (long && performance.now() - fromMs < (seconds - 20) * 1000)) {
    product.push(await segment(page, (untilMs) => act(page, untilMs)));
    peer.push(await segment(barePage, (untilMs) => pause(untilMs - Date.now())));
  }
  const beacons = await feed.sent();
  const elapsedMs = performance.now() - fromMs;
  others.child.kill('SIGUSR2');
  const told: unknown = JSON.parse(await saidLine(others, /^seats (.*)$/m));
  const ours = figures(late(product, beacons));
  const theirs = figures(late(peer, beacons));
  const interactions = product.flatMap((one) => one.interactions);
  const shareOfCore = round((processorMs(post.child.pid) - usedBefore) / elapsedMs);
  await browser.close();
  await others.stop();
  await bare.stop();
  await post.stop();
  return {
    ...{ unit: 'ms', perSecond, seconds: round(elapsedMs / 1000, 0), segments: product.length },
    painted: { goal: 'p99 <= 1.5', product: ours, peer: theirs, ratioP99: round(ours.p99 / theirs.p99) },
    slowFramesPercent: { goal: '<= 1', product: slowShare(product), peer: slowShare(peer) },
    keyToPaint: {
      goal: 'p95 <= 50',
      p50: round(percentile(interactions, 50)),
      p95: round(percentile(interactions, 95)),
      slowest: round(Math.max(0, ...interactions)),
      over16ms: interactions.length,
    },
    otherSeats: told,
    postShareOfCore: shareOfCore,
  };
}
