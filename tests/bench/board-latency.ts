/** Publish to painted: one alarm each 200 ms, on the board in front and beside it on a bare page, in turns. */
import { launchChromium } from '../fixtures/chromium.ts';
import { startProgram } from '../fixtures/process.ts';
import { type Ground, openBoard, pause, peerScript, startFeed } from './board-ground.ts';
import { heroSelector, takeRaw, watchPage } from './board-watch.ts';
import { spread } from './measure.ts';

const turns = 4;
const turnSeconds = 5;
const everyMs = 200;
/** After a page came to the front. */
const settleMs = 500;

export async function benchBoardLatency(ground: Ground) {
  const post = await ground.startPost();
  const bare = await startProgram(process.execPath, [peerScript('board-page.ts'), ground.broker.url, 'bench/+/state'], { ready: /^listening on (\S+)$/ });
  const browser = await launchChromium();
  const page = await openBoard(browser, post.url);
  await watchPage(page, heroSelector);
  const barePage = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await barePage.goto(bare.match[1] ?? '');
  await watchPage(barePage, '#beacon');
  const late = { product: [] as number[], peer: [] as number[] };
  for (let turn = 0; turn < 2 * turns; turn += 1) {
    const [side, watched] = turn % 2 === 0 ? (['product', page] as const) : (['peer', barePage] as const);
    await watched.bringToFront();
    await pause(settleMs);
    await takeRaw(watched);
    // Nothing but the beacons.
    const feed = await startFeed(ground.broker.url, { perSecond: 1000 / everyMs, seconds: turnSeconds, sources: 0, beaconEveryMs: everyMs });
    const beacons = await feed.sent();
    await pause(settleMs);
    const { painted } = await takeRaw(watched);
    late[side].push(...beacons.map((beacon) => (painted.find(([newest]) => newest >= beacon)?.[1] ?? Number.POSITIVE_INFINITY) - beacon / 10));
  }
  await browser.close();
  await bare.stop();
  await post.stop();
  return { unit: 'ms', goal: '< 500', product: spread(late.product), peer: spread(late.peer) };
}
