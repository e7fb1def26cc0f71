/** From a card at the reader to the lamp's command at the reader, through gate and durable journal, beside the wire time of the same bytes and beside a bare script. */
import { round, spread } from './measure.ts';
import { startBenchPost } from './osdp-bench-post.ts';
import { type FarEnd, startBarePanel, startFarEnd } from './osdp-far-end.ts';
import { type ShownCard, wireMs } from './osdp-line.ts';

const turns = 2;
const cardsPerTurn = 15;
/** Neither side's first cards count: their code is still cold. */
const warmUpCards = 3;
const cardEveryMs = 60;
const turnaroundMs = 10;
const pollMs = 50;
/** Beside the bare script, which knows one reader. */
const alone = [9_600, 38_400, 115_200].map((baudRate) => ({ baudRate, readers: 1 }));
/** As sites have them: polls of the others are always due. */
const shared = [
  { baudRate: 9_600, readers: 4 },
  { baudRate: 115_200, readers: 8 },
];

interface BenchLine {
  readonly baudRate: number;
  readonly readers: number;
  readonly far: FarEnd;
}

const startLine = async ({ baudRate, readers }: Omit<BenchLine, 'far'>): Promise<BenchLine> => ({
  ...{ baudRate, readers },
  far: await startFarEnd({ baudRate, turnaroundMs, readers, cardEveryMs }),
});

async function bare(baudRate: number): Promise<readonly ShownCard[]> {
  const { far } = await startLine({ baudRate, readers: 1 });
  const peer = await startBarePanel(far.path, baudRate, pollMs);
  await far.cards(warmUpCards);
  const cards = await far.cards(cardsPerTurn);
  await peer.stop();
  await far.stop();
  return cards;
}

/** From RAW's last byte to the lamp command's last byte, and what of it is not wire; and from the card on, which waits for its poll first. */
function summary(cards: readonly ShownCard[], baudRate: number) {
  const { lampBytes = 0, rawBytes = 0 } = cards[0] ?? {};
  const lampWireMs = wireMs(lampBytes, baudRate);
  return {
    rawToShown: spread(cards.map(({ rawToShownMs }) => rawToShownMs)),
    wireMs: round(lampWireMs),
    beyondWire: spread(cards.map(({ rawToShownMs }) => rawToShownMs - lampWireMs)),
    presentedToShown: spread(cards.map(({ presentedToShownMs }) => presentedToShownMs)),
    presentedWireMs: round(wireMs(rawBytes + lampBytes, baudRate)),
    /** Other commands between RAW and the lamp's, over all cards. */
    commandsBetween: cards.reduce((sum, { between }) => sum + between, 0),
  };
}

async function besideBare({ baudRate, readers, far }: BenchLine) {
  const [product, peer]: [ShownCard[], ShownCard[]] = [[], []];
  await far.cards(warmUpCards);
  for (let turn = 0; turn < turns; turn += 1) {
    product.push(...(await far.cards(cardsPerTurn)));
    peer.push(...(await bare(baudRate)));
  }
  const [ours, theirs] = [summary(product, baudRate), summary(peer, baudRate)];
  return {
    ...{ baudRate, readers, product: ours, peer: theirs },
    ratioP50: round(ours.rawToShown.p50 / theirs.rawToShown.p50),
    ratioP95: round(ours.rawToShown.p95 / theirs.rawToShown.p95),
  };
}

async function besideWire({ baudRate, readers, far }: BenchLine) {
  await far.cards(warmUpCards);
  return { baudRate, readers, product: summary(await far.cards(turns * cardsPerTurn), baudRate) };
}

/** One post has all lines and polls them throughout, so that the peer's turns are as busy as ours. */
export async function benchOsdpDecision() {
  const lines = await Promise.all([...alone, ...shared].map(startLine));
  const buses = lines.map(({ baudRate, readers, far }) => ({ path: far.path, baudRate, readers, pollMs }));
  const post = await startBenchPost(buses, warmUpCards + turns * cardsPerTurn);
  const [speeds, busyLines]: [Awaited<ReturnType<typeof besideBare>>[], Awaited<ReturnType<typeof besideWire>>[]] = [[], []];
  for (const line of lines.slice(0, alone.length)) speeds.push(await besideBare(line));
  for (const line of lines.slice(alone.length)) busyLines.push(await besideWire(line));
  await post.end();
  for (const { far } of lines) await far.stop();
  return { unit: 'ms', turnaroundMs, pollMs, oneReader: speeds, sharedLines: busyLines };
}
