/**
 * The gate: a card read becomes a decision and a row, then the reader is told, then the seats.
 * Where a reader asks for a PIN, the decision waits for it. Nothing is granted that could not be written down.
 */
import type { CardRead, GateDecision } from '../../shared/model/cards.ts';
import type { ReaderConfig } from '../../shared/model/config.ts';
import type { JournalRow } from '../../shared/model/journal.ts';
import { decide, type LastRead, type PinProof, sameCard } from '../core/access/decide.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { ReaderPrompt } from '../core/ports/devices.ts';
import { type Ledger, StoreFailure } from '../core/ports/ledger.ts';
import type { After } from './gate-pin-pads.ts';
import { createGatePins } from './gate-pins.ts';
import { keepRead } from './gate-row.ts';
import { type AccessCondition, createGateRules } from './gate-rules.ts';
import type { Secrets } from './secrets.ts';
import type { StoreHealth } from './store-health.ts';

/** What the gate tells besides journal rows. */
export interface GateTells {
  /** To the person at the reader. */
  indicate(readerId: string, decision: GateDecision): void;
  prompt(readerId: string, prompt: ReaderPrompt): void;
  /** The same card again: how often, on the row before. */
  repeated(seq: number, repeats: number): void;
  /** A read that could not be written. */
  unwritten(read: CardRead, cause: string): void;
  /** A rule over the stream holds: raises an alarm, with the row that caused it. */
  accessAlarm(condition: AccessCondition, read: CardRead, row: JournalRow): void;
}

export interface Gate {
  /** Decides, keeps and indicates one read. Never rejects for a failed store: that is the decision `storeFailed`. */
  onRead(read: CardRead): Promise<GateDecision>;
  /** Keys typed at a reader. Secret. */
  onKeys(readerId: string, keys: string): void;
  /** Nobody is waited for any more: open attempts end without their PIN. */
  stop(): void;
}

/** The last read at one reader and what came of it. */
interface AtReader extends LastRead {
  atMonoMs: number;
  decision: GateDecision | null;
  seq: number | null;
  repeats: number;
  /** For the PIN. */
  waits: boolean;
}

/** What is known of the PIN of a read; `proof` null where the reader asks for none. */
interface PinAnswer {
  readonly proof: PinProof | null;
  readonly alarming: boolean;
}
const noPin: PinAnswer = { proof: null, alarming: false };

export interface GateDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly readers: readonly ReaderConfig[];
  readonly storeHealth: Pick<StoreHealth, 'countUnwritten'>;
  readonly secrets: Pick<Secrets, 'verify'>;
  readonly after: After;
  readonly tells: GateTells;
}

/** A gate over the configured readers. */
export function createGate(deps: GateDeps): Gate {
  const { ledger, clock, tells } = deps;
  const readers = new Map(deps.readers.map((reader) => [reader.id, reader]));
  const rules = createGateRules(deps.readers);
  const pins = createGatePins({ ...deps, read: ledger.read, prompt: (readerId, prompt) => tells.prompt(readerId, prompt) });
  const last = new Map<string, AtReader>();

  function repeatedRead(read: CardRead, at: AtReader): GateDecision {
    // After a failed write the window does not slide, so that holding the card there tries again.
    if (at.decision?.reason !== 'storeFailed') at.atMonoMs = read.arrivedAtMonoMs;
    at.repeats += 1;
    if (at.decision !== null) tells.indicate(read.readerId, at.decision);
    if (at.seq !== null) tells.repeated(at.seq, at.repeats);
    return { granted: false, reason: 'repeated' };
  }

  async function freshRead(read: CardRead, reader: ReaderConfig, at: AtReader): Promise<GateDecision> {
    const pin = reader.osdp?.pin === 'required' ? await pinOf(read, reader, at) : noPin;
    const kept = await keepRead(ledger, clock, read, reader, pin.proof);
    if (kept instanceof StoreFailure) return unwrittenRead(read, at, kept);
    const { decision, row } = kept;
    at.decision = decision;
    at.seq = row.seq;
    // A card that was ended by the next one must not turn the lamp red under the next person's hand.
    if (decision.granted || last.get(reader.id) === at) tells.indicate(read.readerId, decision);
    if (at.repeats > 0) tells.repeated(row.seq, at.repeats);
    const conditions = rules.judge({ read, reader, decision, lastPass: kept.lastPass });
    if (decision.reason === 'pinWrong' && pin.alarming) tells.accessAlarm('repeatedDenials', read, row);
    for (const condition of conditions) tells.accessAlarm(condition, read, row);
    return decision;
  }

  /** Only a card that everything else lets through is asked for its PIN. */
  async function pinOf(read: CardRead, reader: ReaderConfig, at: AtReader): Promise<PinAnswer> {
    const credential = ledger.read.credential(read.card);
    const input = { read, credential, lastPass: ledger.read.lastPass(read.card), lastReadAtReader: null, reader };
    if (!decide({ ...input, nowUtcMs: clock.utcMs(), nowMonoMs: read.arrivedAtMonoMs }).granted) return { proof: 'missing', alarming: false };
    at.waits = true;
    const answer = await pins.ask(read);
    at.waits = false;
    return answer;
  }

  function unwrittenRead(read: CardRead, at: AtReader, failure: StoreFailure): GateDecision {
    const decision: GateDecision = { granted: false, reason: 'storeFailed' };
    at.decision = decision;
    tells.indicate(read.readerId, decision);
    deps.storeHealth.countUnwritten();
    tells.unwritten(read, failure.code);
    return decision;
  }

  return {
    async onRead(read) {
      const reader = readers.get(read.readerId);
      if (reader === undefined) throw new Error(`a read from a reader that is not configured: ${read.readerId}`);
      const before = last.get(read.readerId) ?? null;
      if (before !== null && sameCard(before.card, read.card) && (before.waits || isRepeat(read, reader, before))) return repeatedRead(read, before);
      const at: AtReader = { card: read.card, atMonoMs: read.arrivedAtMonoMs, decision: null, seq: null, repeats: 0, waits: false };
      last.set(read.readerId, at);
      pins.end(read.readerId);
      return freshRead(read, reader, at);
    },
    onKeys: pins.keys,
    stop: pins.stop,
  };
}

/** Asks the rule without the store: a reader that sends flat out must stay cheap. */
function isRepeat(read: CardRead, reader: ReaderConfig, before: LastRead): boolean {
  const input = { read, credential: null, lastPass: null, lastReadAtReader: before, reader, nowUtcMs: read.arrivedAtUtcMs, nowMonoMs: read.arrivedAtMonoMs };
  return decide(input).reason === 'repeated';
}
