/** The day log: pages and search, notes, amendments, export, verification. A row is never changed, only amended. */
import type { Entry } from '../../shared/contract/schemas.ts';
import type { Actor, JournalKind, JournalRow } from '../../shared/model/journal.ts';
import { type AmendReason, type Why, whyPayload } from '../../shared/model/reasons.ts';
import { fail, ok, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Ledger, LogQuery, Tx } from '../core/ports/ledger.ts';
import { amendedSeq, entriesOf } from './entries.ts';
import { keep, refuse, refuseByRule } from './keep.ts';

type Answer<T> = Promise<Result<T, ServiceFailure>>;

export interface ExportQuery {
  readonly format: 'jsonl' | 'csv';
  readonly sinceUtcMs: number | null;
  readonly kinds: readonly JournalKind[] | null;
}

export interface VerifyAnswer {
  readonly ok: boolean;
  readonly rows: number;
  readonly firstBadSeq: number | null;
  readonly problem: string | null;
  readonly checkpoint: string | null;
}

export interface NoteForm {
  readonly text: string;
  readonly eventAtUtcMs?: number | null | undefined;
  readonly cites?: readonly number[] | undefined;
}

export interface Amendment extends Why<AmendReason> {
  readonly seq: number;
  readonly text: string;
}

export interface DayLog {
  page(query: LogQuery): Entry[];
  entry(seq: number): Result<Entry, ServiceFailure>;
  /** Rules: inFuture, citesUnknown. */
  note(actor: Actor, form: NoteForm): Answer<Entry>;
  /** Rules: onlyNotes. Amending an amendment amends the note itself. */
  amend(actor: Actor, input: Amendment): Answer<Entry>;
  /** The row about the export comes first, and is in it. */
  export(actor: Actor, query: ExportQuery): Answer<AsyncIterable<string>>;
  verify(): Promise<VerifyAnswer>;
}

export interface DayLogDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly exportRows: (query: ExportQuery) => AsyncIterable<string>;
  readonly verify: () => Promise<VerifyAnswer>;
}

/** A clock at the desk may be a little ahead of the post's. */
const aheadMs = 60_000;

/** The day log over the ledger. */
export function createDayLog({ ledger, clock, exportRows, verify }: DayLogDeps): DayLog {
  const entryOf = (row: JournalRow): Result<Entry, ServiceFailure> => {
    const [entry] = entriesOf(ledger.read, [row]);
    return entry === undefined ? fail({ code: 'notFound' }) : ok(entry);
  };
  return {
    page: (query) => entriesOf(ledger.read, ledger.read.page(query)),
    entry(seq) {
      const row = ledger.read.row(seq);
      return row === null ? fail({ code: 'notFound' }) : entryOf(row);
    },
    async note(actor, form) {
      const kept = await keep(ledger, (tx) => writeNote(tx, clock.utcMs(), actor, form));
      return kept.ok ? entryOf(kept.value) : kept;
    },
    async amend(actor, input) {
      const kept = await keep(ledger, (tx) => writeAmendment(tx, actor, input));
      return kept.ok ? entryOf(kept.value) : kept;
    },
    async export(actor, query) {
      const since = query.sinceUtcMs === null ? null : new Date(query.sinceUtcMs).toISOString();
      const payload = { format: query.format, since, kinds: query.kinds === null ? null : [...query.kinds] };
      const kept = await keep(ledger, (tx) => tx.append({ kind: 'log.exported', actor, subject: null, payload }));
      return kept.ok ? ok(exportRows(query)) : kept;
    },
    verify,
  };
}

function writeNote(tx: Tx, nowUtcMs: number, actor: Actor, form: NoteForm): JournalRow {
  const eventAtUtcMs = form.eventAtUtcMs ?? null;
  if (eventAtUtcMs !== null && eventAtUtcMs > nowUtcMs + aheadMs) refuseByRule('inFuture');
  const cites = form.cites ?? [];
  const unknown = cites.find((seq) => tx.read.row(seq) === null);
  if (unknown !== undefined) refuseByRule('citesUnknown', { seq: unknown });
  const first = cites[0];
  const payload = cites.length === 0 ? { text: form.text } : { text: form.text, cites: [...cites] };
  return tx.append({ kind: 'note.written', actor, subject: first === undefined ? null : `row:${first}`, payload, eventAtUtcMs });
}

/** Answers the note's own row, which now has one more amendment. */
function writeAmendment(tx: Tx, actor: Actor, { seq, text, ...why }: Amendment): JournalRow {
  const named = tx.read.row(seq) ?? refuse({ code: 'notFound' });
  const original = named.kind === 'note.amended' ? tx.read.row(amendedSeq(named) ?? 0) : named;
  if (original === null || original.kind !== 'note.written') refuseByRule('onlyNotes');
  tx.append({ kind: 'note.amended', actor, subject: `row:${original.seq}`, payload: { amends: original.seq, text, ...whyPayload(why) } });
  return original;
}
