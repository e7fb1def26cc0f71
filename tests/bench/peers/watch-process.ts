/**
 * Loaded before a post (`--import`): what the process costs. On each SIGUSR2 it prints `watched {…}` about the time since the one before, in
 * processor time and in the longest time for which the event loop did nothing else. Changes nothing of the post.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

export interface Watched {
  readonly elapsedMs: number;
  /** Of all threads, user and system. */
  readonly processorMs: number;
  readonly longestStallMs: number;
  readonly stallP99Ms: number;
}

/** The watch looks this often; a look that comes late tells a stall. */
const resolutionMs = 10;

if (isMainThread) {
  const delays = monitorEventLoopDelay({ resolution: resolutionMs });
  delays.enable();
  let fromMs = performance.now();
  let used = process.cpuUsage();
  process.on('SIGUSR2', () => {
    const since = process.cpuUsage(used);
    const stallMs = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - resolutionMs);
    const watched: Watched = {
      elapsedMs: performance.now() - fromMs,
      processorMs: (since.user + since.system) / 1000,
      longestStallMs: stallMs(delays.max),
      stallP99Ms: stallMs(delays.percentile(99)),
    };
    process.stdout.write(`watched ${JSON.stringify(watched)}\n`);
    delays.reset();
    fromMs = performance.now();
    used = process.cpuUsage();
  });
}
