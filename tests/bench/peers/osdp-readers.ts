/**
 * Secure OSDP readers behind a line with a speed. Argument: a `ReaderLine` as JSON. Prints `ready`, `online`, `rounds {…}` and one `card {…}` for each.
 *
 * A pseudo-terminal carries bytes at once, so this program plays the wire: a command counts as received when its bytes would have been
 * through, and the whole reply is handed over at the moment at which its last byte would have come. It has no event loop: it sleeps in the
 * system's read and in a wait that is exact to some microseconds, so that the timers of Node are no part of the figures. Until the last
 * quarter of a millisecond the wait sleeps too, for there may be no more than two cores.
 */

import { randomBytes } from 'node:crypto';
import { openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { Deframer } from '../../../src/main/devices/readers/osdp/deframer.ts';
import type { Frame } from '../../../src/main/devices/readers/osdp/frame.ts';
import { type Command, capabilityFunctions } from '../../../src/main/devices/readers/osdp/messages.ts';
import { cardReply } from '../../../src/main/devices/simulate/osdp/card-reply.ts';
import { Faults } from '../../../src/main/devices/simulate/osdp/faults.ts';
import { Peripheral } from '../../../src/main/devices/simulate/osdp/peripheral.ts';
import { createSeededRandom } from '../../../src/main/devices/simulate/random.ts';
import { percentile, round } from '../measure.ts';
import { badge, keyOf, type LineAtWork, type ReaderLine, type ShownCard, wireMs } from '../osdp-line.ts';

const line = JSON.parse(process.argv[2] ?? '{}') as ReaderLine;
const { baudRate, turnaroundMs, cards } = line;
const pollCode = 0x60;
const mark = Uint8Array.of(0xff);
/** A lamp and a buzzer, no relay and no display: the lamp is the first to tell the decision. */
const capabilities = [
  { fn: capabilityFunctions.cardFormat, compliance: 1, count: 1 },
  { fn: capabilityFunctions.lamp, compliance: 4, count: 1 },
  { fn: capabilityFunctions.buzzer, compliance: 2, count: 1 },
  { fn: capabilityFunctions.checkCharacter, compliance: 1, count: 0 },
  { fn: capabilityFunctions.security, compliance: 1, count: 0 },
];
/** Polls of each reader in its session after which its questions at the start are over. */
const settledPolls = 4;
const spinMs = 0.25;
/** No card for so long: the next one begins anew. */
const pausedMs = 1_000;
const never = new Int32Array(new SharedArrayBuffer(4));
const say = (text: string): void => void writeSync(1, `${text}\n`);

function waitUntil(atMs: number): void {
  const restMs = atMs - performance.now() - spinMs;
  if (restMs > 0) Atomics.wait(never, 0, 0, restMs);
  while (performance.now() < atMs);
}

const isSign = (command: Command): boolean => command.name === 'led' && command.lamps.some(({ temporary }) => temporary.control === 2);
let shownSign = false;
const faults = new Faults(createSeededRandom(1));
const readers = Array.from(
  { length: line.readers },
  (_, address) =>
    new Peripheral(
      { address, baudRate, key: keyOf(address), fullSecurity: true, capabilities },
      {
        faults,
        randomBytes: (count) => randomBytes(count),
        told(command) {
          shownSign ||= isSign(command);
        },
      },
    ),
);

/** How fast readers are polled, from the moment at which all are on-line. */
const sealedPolls = new Map<number, number>();
const lastCommand = new Map<number, Uint8Array>();
let counting: { fromMs: number; polls: number; repeats: number; lateMs: number[]; gapMs: number[] } | null = null;
let roundsTold = false;
let onlineTold = false;
let pollBytes = 0;
let ackBytes = 0;
let lineFreeAtMs = 0;

function count(frame: Frame, arrivedAtMs: number): void {
  const before = lastCommand.get(frame.address);
  const repeated = before !== undefined && Buffer.compare(before, frame.bytes) === 0;
  lastCommand.set(frame.address, frame.bytes);
  if (counting !== null) {
    if (repeated) counting.repeats += 1;
    else if (frame.code === pollCode) counting.polls += 1;
    counting.gapMs.push(arrivedAtMs - lineFreeAtMs);
  }
  if (frame.code !== pollCode || frame.mac === null || repeated) return;
  sealedPolls.set(frame.address, (sealedPolls.get(frame.address) ?? 0) + 1);
  if (onlineTold || sealedPolls.size < readers.length || Math.min(...sealedPolls.values()) < settledPolls) return;
  onlineTold = true;
  say('online yes');
  if (line.measureMs !== undefined) counting = { fromMs: arrivedAtMs, polls: 0, repeats: 0, lateMs: [], gapMs: [] };
}

function tellRounds(nowMs: number): void {
  if (counting === null || roundsTold || nowMs - counting.fromMs < (line.measureMs ?? 0)) return;
  roundsTold = true;
  const { fromMs, polls, repeats, lateMs, gapMs } = counting;
  const at = (values: readonly number[], p: number): number => round(percentile(values, p), 3);
  const result: LineAtWork = {
    ...{ elapsedMs: nowMs - fromMs, polls, repeats, pollBytes, ackBytes },
    ...{ lateP95Ms: at(lateMs, 95), gapP50Ms: at(gapMs, 50), gapP95Ms: at(gapMs, 95) },
  };
  say(`rounds ${JSON.stringify(result)}`);
  counting = null;
}

/** The card on its way. */
let shown = 0;
let nextCardAtMs = 0;
let card: { presentedAtMs: number; rawLeftAtMs: number | null; rawBytes: number; between: number } | null = null;

function present(nowMs: number): void {
  if (cards === undefined || !onlineTold || card !== null || shown >= Number(readFileSync(cards.allowedFile, 'utf8'))) return;
  // The first one after a pause is not held to the reader in the past.
  if (nextCardAtMs + pausedMs < nowMs) nextCardAtMs = nowMs + cards.everyMs;
  if (nextCardAtMs > nowMs) return;
  const reply = cardReply(badge(shown + 1));
  if (reply === null) throw new Error('a card without bits');
  readers[shown % readers.length]?.body.events.add({ reply });
  card = { presentedAtMs: nextCardAtMs, rawLeftAtMs: null, rawBytes: 0, between: 0 };
  shown += 1;
}

function decide(lampBytes: number, throughAtMs: number): void {
  if (card === null || card.rawLeftAtMs === null || cards === undefined) return;
  const { presentedAtMs, rawLeftAtMs, rawBytes, between } = card;
  const one: ShownCard = { presentedToShownMs: throughAtMs - presentedAtMs, rawToShownMs: throughAtMs - rawLeftAtMs, rawBytes, lampBytes, between };
  say(`card ${JSON.stringify(one)}`);
  card = null;
  // Uneven, so that cards do not fall into step with the polls.
  nextCardAtMs = throughAtMs + cards.everyMs + ((shown * 37) % 53);
}

const waitingCards = (): number => readers.reduce((sum, reader) => sum + reader.body.events.waiting, 0);

function serve(frame: Frame, arrivedAtMs: number): void {
  count(frame, arrivedAtMs);
  const throughAtMs = arrivedAtMs + wireMs(frame.bytes.length, baudRate);
  present(throughAtMs);
  const cardsBefore = waitingCards();
  shownSign = false;
  const answer = readers.map((reader) => reader.receive(frame, throughAtMs)).find((each) => each !== null);
  if (answer === undefined || answer === null) return;
  if (shownSign) decide(frame.bytes.length, throughAtMs);
  else if (card?.rawLeftAtMs) card.between += 1;
  const bytes = Buffer.concat([mark, answer.bytes]);
  const leavesAtMs = throughAtMs + turnaroundMs + wireMs(bytes.length, baudRate);
  waitUntil(leavesAtMs);
  lineFreeAtMs = performance.now();
  writeSync(handle, bytes);
  counting?.lateMs.push(lineFreeAtMs - leavesAtMs);
  if (card !== null && waitingCards() < cardsBefore) Object.assign(card, { rawLeftAtMs: lineFreeAtMs, rawBytes: bytes.length });
  if (frame.code === pollCode && waitingCards() === cardsBefore) [pollBytes, ackBytes] = [frame.bytes.length, bytes.length];
  tellRounds(lineFreeAtMs);
}

const handle = openSync(line.path, 'r+');
const deframer = new Deframer();
const buffer = Buffer.alloc(4096);
say('ready');
for (;;) {
  const bytes = readSync(handle, buffer);
  if (bytes === 0) break;
  const arrivedAtMs = performance.now();
  for (const frame of deframer.push(buffer.subarray(0, bytes), arrivedAtMs).frames) serve(frame, arrivedAtMs);
}
