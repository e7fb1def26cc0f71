/** What 4 lines of 8 readers cost the post, beside the same post without readers: share of one core, and the longest stall of its event loop. */
import { join } from 'node:path';
import { round } from './measure.ts';
import { type BenchBus, type BenchPost, startBenchPost } from './osdp-bench-post.ts';
import { saidBy, startFarEnd } from './osdp-far-end.ts';
import type { Watched } from './peers/watch-process.ts';

const lines = 4;
const readers = 8;
const baudRate = 115_200;
const pollMs = 50;
const turnaroundMs = 10;
const windowMs = 10_000;
/** On each line; the cards of two busy lanes. */
const cardEveryMs = 2_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const watch = join(import.meta.dirname, 'peers/watch-process.ts');
/** After what a post does when it starts. */
const settleMs = 2_000;

const startWatched = (buses: readonly BenchBus[], cards: number): Promise<BenchPost> =>
  startBenchPost(buses, cards, { NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${watch}` });

async function watched(post: BenchPost): Promise<Watched> {
  await pause(settleMs);
  post.child.kill('SIGUSR2');
  await saidBy(post, 'watched', 1);
  await pause(windowMs);
  post.child.kill('SIGUSR2');
  return JSON.parse((await saidBy(post, 'watched', 2)).at(-1) ?? '');
}

const share = ({ processorMs, elapsedMs }: Watched): number => processorMs / elapsedMs;
const told = (seen: Watched) => ({ shareOfCore: round(share(seen), 4), longestStallMs: round(seen.longestStallMs), stallP99Ms: round(seen.stallP99Ms) });

async function idle(): Promise<Watched> {
  const post = await startWatched([], 0);
  const seen = await watched(post);
  await post.end();
  return seen;
}

export async function benchOsdpLoad() {
  const before = await idle();
  const cards = Math.ceil((2 * (windowMs + settleMs)) / cardEveryMs);
  const far = await Promise.all(Array.from({ length: lines }, () => startFarEnd({ baudRate, turnaroundMs, readers, measureMs: windowMs, cardEveryMs })));
  const post = await startWatched(
    far.map(({ path }) => ({ path, baudRate, pollMs, readers })),
    cards,
  );
  await Promise.all(far.map((line) => line.online()));
  for (const line of far) line.allow(cards);
  const seen = await watched(post);
  const rounds = await Promise.all(far.map((line) => line.rounds()));
  await post.end();
  for (const line of far) await line.stop();
  const exchangesPerSecond = rounds.reduce((sum, { polls, elapsedMs }) => sum + polls / (elapsedMs / 1000), 0);
  return {
    ...{ lines, readersEach: readers, baudRate, pollMs, turnaroundMs, cardsPerSecond: round((lines * 1000) / cardEveryMs) },
    pollsPerSecond: round(exchangesPerSecond, 0),
    repeats: rounds.reduce((sum, { repeats }) => sum + repeats, 0),
    busy: told(seen),
    idle: told(before),
    beyondIdle: round(share(seen) - share(before), 4),
    microsecondsPerPoll: round(((share(seen) - share(before)) * 1e6) / exchangesPerSecond, 0),
  };
}
