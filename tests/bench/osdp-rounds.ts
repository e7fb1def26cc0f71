/** Poll rounds per second of the real post beside what the line allows: the bytes of POLL and ACK at its speed, and the reader's turnaround. */
import { round } from './measure.ts';
import { startBenchPost } from './osdp-bench-post.ts';
import { startBarePanel, startFarEnd } from './osdp-far-end.ts';
import { type LineAtWork, wireMs } from './osdp-line.ts';

const measureMs = 3_000;
const turnaroundMs = 10;
/** The shortest that may be configured, and less than any exchange here takes: the line is the limit, not the wish. */
const pollMs = 10;

async function roundsOf(baudRate: number, readers: number) {
  const far = await startFarEnd({ baudRate, turnaroundMs, readers, measureMs });
  const post = await startBenchPost([{ path: far.path, baudRate, pollMs, readers }], 0);
  const seen = await far.rounds();
  await post.end();
  await far.stop();
  return besideLimit(seen, baudRate, readers);
}

/** A loop that does nothing else and leaves no idle time: what of the limit this machine's pseudo-terminals and the played line let through. */
async function bareRounds(baudRate: number) {
  const far = await startFarEnd({ baudRate, turnaroundMs, readers: 1, measureMs });
  const peer = await startBarePanel(far.path, baudRate, 0);
  const seen = await far.rounds();
  await peer.stop();
  await far.stop();
  return besideLimit(seen, baudRate, 1);
}

function besideLimit({ polls, repeats, elapsedMs, pollBytes, ackBytes, lateP95Ms, gapP50Ms, gapP95Ms }: LineAtWork, baudRate: number, readers: number) {
  const perSecond = polls / readers / (elapsedMs / 1000);
  const limit = 1000 / (readers * (wireMs(pollBytes + ackBytes, baudRate) + turnaroundMs));
  return {
    ...{ readers, roundsPerSecond: round(perSecond), limit: round(limit), shareOfLimit: round(perSecond / limit), repeats },
    /** From the end of a reply to the next command. */
    ...{ gapMs: { p50: gapP50Ms, p95: gapP95Ms }, lineLateP95Ms: lateP95Ms, bytes: pollBytes + ackBytes },
  };
}

async function atSpeed(baudRate: number) {
  const [one, four, eight] = [await roundsOf(baudRate, 1), await roundsOf(baudRate, 4), await roundsOf(baudRate, 8)];
  return { baudRate, product: [one, four, eight], peer: await bareRounds(baudRate) };
}

export async function benchOsdpRounds() {
  return { unit: 'rounds/s', goal: '>= 0.8 of the limit', turnaroundMs, speeds: [await atSpeed(9_600), await atSpeed(115_200)] };
}
