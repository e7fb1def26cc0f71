/**
 * The gate: a card read becomes a decision and a row, then the reader is told, then the seats.
 * Nothing is granted that could not be written down.
 */
import { type CardRead, type Credential, cardText, type GateDecision } from '../../shared/model/cards.ts';
import type { ReaderConfig } from '../../shared/model/config.ts';
import type { JournalRow, JsonObject, NewJournalRow } from '../../shared/model/journal.ts';
import { decide, type LastRead, sameCard } from '../core/access/decide.ts';
import type { Clock } from '../core/ports/clock.ts';
import { type Ledger, StoreFailure, type Tx } from '../core/ports/ledger.ts';
import { type AccessCondition, createGateRules } from './gate-rules.ts';
import type { StoreHealth } from './store-health.ts';

/** What the gate tells besides journal rows. */
export interface GateTells {
  /** To the person at the reader. */
  indicate(readerId: string, decision: GateDecision): void;
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
}

/** The last read at one reader and what came of it. */
interface AtReader extends LastRead {
  atMonoMs: number;
  decision: GateDecision | null;
  seq: number | null;
  repeats: number;
}

export interface GateDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly readers: readonly ReaderConfig[];
  readonly storeHealth: Pick<StoreHealth, 'countUnwritten'>;
  readonly tells: GateTells;
}

/** A gate over the configured readers. */
export function createGate(deps: GateDeps): Gate {
  const readers = new Map(deps.readers.map((reader) => [reader.id, reader]));
  const rules = createGateRules();
  const last = new Map<string, AtReader>();

  function repeatedRead(read: CardRead, at: AtReader): GateDecision {
    // After a failed write the window does not slide, so that holding the card there tries again.
    if (at.decision?.reason !== 'storeFailed') at.atMonoMs = read.arrivedAtMonoMs;
    at.repeats += 1;
    if (at.decision !== null) deps.tells.indicate(read.readerId, at.decision);
    if (at.seq !== null) deps.tells.repeated(at.seq, at.repeats);
    return { granted: false, reason: 'repeated' };
  }

  async function freshRead(read: CardRead, reader: ReaderConfig, at: AtReader): Promise<GateDecision> {
    const kept = await keepRead(deps.ledger, deps.clock, read, reader);
    if (kept instanceof StoreFailure) return unwrittenRead(read, at, kept);
    const { decision, row } = kept;
    at.decision = decision;
    at.seq = row.seq;
    deps.tells.indicate(read.readerId, decision);
    if (at.repeats > 0) deps.tells.repeated(row.seq, at.repeats);
    const condition = decision.granted ? null : rules.denied(read.card, decision.reason, read.arrivedAtMonoMs);
    if (condition !== null) deps.tells.accessAlarm(condition, read, row);
    return decision;
  }

  function unwrittenRead(read: CardRead, at: AtReader, failure: StoreFailure): GateDecision {
    const decision: GateDecision = { granted: false, reason: 'storeFailed' };
    at.decision = decision;
    deps.tells.indicate(read.readerId, decision);
    deps.storeHealth.countUnwritten();
    deps.tells.unwritten(read, failure.code);
    return decision;
  }

  return {
    async onRead(read) {
      const reader = readers.get(read.readerId);
      if (reader === undefined) throw new Error(`a read from a reader that is not configured: ${read.readerId}`);
      const before = last.get(read.readerId) ?? null;
      if (before !== null && sameCard(before.card, read.card) && isRepeat(read, reader, before)) return repeatedRead(read, before);
      const at: AtReader = { card: read.card, atMonoMs: read.arrivedAtMonoMs, decision: null, seq: null, repeats: 0 };
      last.set(read.readerId, at);
      return freshRead(read, reader, at);
    },
  };
}

/** Asks the rule without the store: a reader that sends flat out must stay cheap. */
function isRepeat(read: CardRead, reader: ReaderConfig, before: LastRead): boolean {
  const input = { read, credential: null, lastPass: null, lastReadAtReader: before, reader, nowUtcMs: read.arrivedAtUtcMs, nowMonoMs: read.arrivedAtMonoMs };
  return decide(input).reason === 'repeated';
}

/** Decision, row and pass in one transaction. */
async function keepRead(
  ledger: Ledger,
  clock: Clock,
  read: CardRead,
  reader: ReaderConfig,
): Promise<{ decision: GateDecision; row: JournalRow } | StoreFailure> {
  try {
    return await ledger.commit((tx) => {
      const credential = tx.read.credential(read.card);
      const decision = decide({
        read,
        credential,
        lastPass: tx.read.lastPass(read.card),
        lastReadAtReader: null,
        reader,
        nowUtcMs: clock.utcMs(),
        nowMonoMs: read.arrivedAtMonoMs,
      });
      const row = tx.append(gateRow(tx, read, reader, credential, decision));
      if (decision.granted && reader.direction !== null) {
        tx.savePass(read.card, { readerId: reader.id, direction: reader.direction, atUtcMs: read.arrivedAtUtcMs, seq: row.seq });
      }
      return { decision, row };
    });
  } catch (error) {
    if (error instanceof StoreFailure) return error;
    throw error;
  }
}

function gateRow(tx: Tx, read: CardRead, reader: ReaderConfig, credential: Credential | null, decision: GateDecision): NewJournalRow {
  const holder = credential === null ? null : tx.read.holder(credential.holderId);
  const payload: JsonObject = {
    readerId: reader.id,
    direction: reader.direction,
    format: read.card.format,
    facility: read.card.facility,
    number: read.card.number,
    holderId: credential?.holderId ?? null,
    reason: decision.reason,
    rawHex: read.rawHex,
    ...(read.simulated ? { simulated: true } : {}),
  };
  return {
    kind: decision.granted ? 'gate.granted' : 'gate.denied',
    actor: { name: `device:${reader.id}`, role: null, seat: null },
    subject: reader.id,
    payload,
    arrivedAtUtcMs: read.arrivedAtUtcMs,
    searchWords: holder === null ? [cardText(read.card)] : [cardText(read.card), holder.name, holder.department],
  };
}
