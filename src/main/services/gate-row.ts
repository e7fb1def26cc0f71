/** Decision, row and pass of one read, in one transaction. */
import { type CardRead, type Credential, cardText, type GateDecision } from '../../shared/model/cards.ts';
import type { ReaderConfig } from '../../shared/model/config.ts';
import type { JournalRow, JsonObject, NewJournalRow } from '../../shared/model/journal.ts';
import { decide, type PinProof } from '../core/access/decide.ts';
import type { Clock } from '../core/ports/clock.ts';
import { type LastPass, type Ledger, StoreFailure, type Tx } from '../core/ports/ledger.ts';

export interface KeptRead {
  readonly decision: GateDecision;
  readonly row: JournalRow;
  /** Where the card was let through before this read. */
  readonly lastPass: LastPass | null;
}

/** `pin` null: this reader asks for none. Answers why the store could not keep it; throws only for bugs. */
export async function keepRead(ledger: Ledger, clock: Clock, read: CardRead, reader: ReaderConfig, pin: PinProof | null): Promise<KeptRead | StoreFailure> {
  try {
    return await ledger.commit((tx) => {
      const credential = tx.read.credential(read.card);
      const lastPass = tx.read.lastPass(read.card);
      const decision = decide({
        read,
        credential,
        lastPass,
        lastReadAtReader: null,
        reader,
        ...(pin === null ? {} : { pin }),
        nowUtcMs: clock.utcMs(),
        nowMonoMs: read.arrivedAtMonoMs,
      });
      const row = tx.append(gateRow(tx, read, reader, credential, decision));
      if (decision.granted && reader.direction !== null) {
        tx.savePass(read.card, { readerId: reader.id, direction: reader.direction, atUtcMs: read.arrivedAtUtcMs, seq: row.seq });
      }
      return { decision, row, lastPass };
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
