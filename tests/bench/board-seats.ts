/** P11: 20 seats beside one: how late they are told of a beacon, and what the post's processor has to do. */
import { startProgram } from '../fixtures/process.ts';
import { type Ground, pause, peerScript, processorMs, saidLine, startFeed } from './board-ground.ts';
import { median, round } from './measure.ts';
import type { SeatFigures } from './peers/board-seats.ts';

const seatCounts = { one: 1, twenty: 20 };
const turns = 3;
const seconds = 5;
const perSecond = 200;

interface Turn {
  readonly p99Ms: number;
  readonly shareOfCore: number;
}

async function turn(ground: Ground, seats: number): Promise<Turn> {
  const post = await ground.startPost();
  const watching = await startProgram(process.execPath, [peerScript('board-seats.ts'), post.url, String(seats)], { ready: /^ready$/ });
  await pause(1_000);
  watching.child.kill('SIGUSR2');
  await saidLine(watching, /^seats (.*)$/m);
  const usedMs = processorMs(post.child.pid);
  const fromMs = performance.now();
  const feed = await startFeed(ground.broker.url, { perSecond, seconds, sources: 500, beaconEveryMs: 20 });
  await feed.sent();
  await pause(500);
  const shareOfCore = (processorMs(post.child.pid) - usedMs) / (performance.now() - fromMs);
  watching.child.kill('SIGUSR2');
  const figures: SeatFigures = JSON.parse(await saidLine(watching, /^seats (.*)$/m, 2));
  await watching.stop();
  await post.stop();
  return { p99Ms: figures.p99Ms, shareOfCore };
}

export async function benchBoardSeats(ground: Ground) {
  const one: Turn[] = [];
  const twenty: Turn[] = [];
  for (let n = 0; n < turns; n += 1) {
    one.push(await turn(ground, seatCounts.one));
    twenty.push(await turn(ground, seatCounts.twenty));
  }
  const of = (turns_: readonly Turn[], key: keyof Turn) => turns_.map((entry) => entry[key]);
  const beside = (key: keyof Turn, goal: string) => ({
    ...{ goal, twenty: round(median(of(twenty, key)), 3), one: round(median(of(one, key)), 3) },
    ratio: round(median(twenty.map((entry, at) => entry[key] / (one[at]?.[key] ?? Number.NaN)))),
  });
  return { perSecond, seats: seatCounts.twenty, deliveryP99Ms: beside('p99Ms', '<= 2'), shareOfCore: beside('shareOfCore', '<= 3') };
}
