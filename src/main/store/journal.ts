/** The journal: appends to the chain and reads it back. Must only be written inside a transaction of the group commit. */

import type { JournalRow, JsonObject, NewJournalRow } from '../../shared/model/journal.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Reads } from '../core/ports/ledger.ts';
import { canonicalJson } from './chain/canonical-json.ts';
import { genesisHash, type StoredRow, storedRowHash } from './chain/row-hash.ts';
import type { Connection } from './connection.ts';
import { pageOf } from './journal-page.ts';
import { notOfAlarm } from './journal-subject.ts';
import type { RecentEntries } from './search-index.ts';
import { segment } from './search-text.ts';

const insertRow = `INSERT INTO journal (seq, post, epoch, kind, eventAtUtc, arrivedAtUtc, enteredAtUtc, actor, role, seat, subject, payload, prevHash, hash)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

export interface Identity {
  readonly post: string;
  readonly epoch: string;
}

/** The writing end of the chain. The search index follows by itself (search-index.ts). */
export class JournalWriter {
  readonly #connection: Connection;
  readonly #identity: Identity;
  readonly #clock: Clock;
  readonly recent: RecentEntries;
  #insertRow: ReturnType<Connection['statement']> | null = null;
  readonly #arrived = new LastTime();
  readonly #entered = new LastTime();
  #head: { readonly seq: number; readonly hash: string } | null = null;

  /** @param recent is told of each row, for the search index. */
  constructor(connection: Connection, identity: Identity, clock: Clock, recent: RecentEntries) {
    this.#connection = connection;
    this.#identity = identity;
    this.#clock = clock;
    this.recent = recent;
  }

  /** What was known of the newest row no longer holds: a transaction began (another process may have written), or a work was rolled back. */
  forgetHead(): void {
    this.#head = null;
  }

  append(entry: NewJournalRow): JournalRow {
    const before = this.#head ?? this.#readHead();
    const payload = canonicalJson(entry.payload);
    const unhashed: Omit<StoredRow, 'hash'> = {
      post: this.#identity.post,
      epoch: this.#identity.epoch,
      seq: before.seq + 1,
      kind: entry.kind,
      eventAtUtc: isoOrNull(entry.eventAtUtcMs),
      arrivedAtUtc: this.#arrived.ofOrNull(entry.arrivedAtUtcMs),
      enteredAtUtc: this.#entered.of(this.#clock.utcMs()),
      actor: entry.actor.name.toWellFormed(),
      role: wellFormed(entry.actor.role),
      seat: wellFormed(entry.actor.seat),
      subject: wellFormed(entry.subject),
      payload,
      prevHash: before.hash,
    };
    const hash = storedRowHash(unhashed);
    // What is answered is what was written, not what was passed in.
    const row: JournalRow = { ...unhashed, payload: JSON.parse(payload) as JsonObject, hash };
    this.#insert(row, payload, entry.searchWords ?? []);
    this.#head = { seq: unhashed.seq, hash };
    return row;
  }

  #insert(row: JournalRow, payload: string, searchWords: readonly string[]): void {
    const words = searchWords.length === 0 ? '' : segment(searchWords.join(' ').toWellFormed());
    this.#insertRow ??= this.#connection.statement(insertRow);
    this.#insertRow.run(
      row.seq,
      row.post,
      row.epoch,
      row.kind,
      row.eventAtUtc,
      row.arrivedAtUtc,
      row.enteredAtUtc,
      row.actor,
      row.role,
      row.seat,
      row.subject,
      payload,
      row.prevHash,
      row.hash,
    );
    this.recent.add(row, words);
    if (words !== '') this.#connection.run('INSERT INTO journal_words (seq, words) VALUES (?, ?)', row.seq, words);
  }

  #readHead(): { readonly seq: number; readonly hash: string } {
    return this.#connection.get<{ seq: number; hash: string }>('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1') ?? { seq: 0, hash: genesisHash };
  }
}

type JournalReads = Pick<Reads, 'lastSeq' | 'row' | 'rowsAfter' | 'page' | 'amendmentsOf'>;

export function journalReads(connection: Connection): JournalReads {
  const rowOf = (seq: number): JournalRow | null => {
    const stored = connection.get<StoredRow>('SELECT * FROM journal WHERE seq = ?', seq);
    return stored === undefined ? null : toJournalRow(stored);
  };
  return {
    lastSeq: () => connection.get<{ seq: number }>('SELECT coalesce(max(seq), 0) AS seq FROM journal')?.seq ?? 0,
    row: rowOf,
    rowsAfter: (afterSeq, limit) => connection.all<StoredRow>('SELECT * FROM journal WHERE seq > ? ORDER BY seq LIMIT ?', afterSeq, limit).map(toJournalRow),
    page: (query) => pageOf(connection, query).map(toJournalRow),
    amendmentsOf: (seqs) =>
      connection
        .all<StoredRow>(
          `SELECT j.* FROM journal j WHERE j.kind = 'note.amended' AND j.subject IN (SELECT 'row:' || value FROM json_each(?)) AND ${notOfAlarm} ORDER BY j.seq`,
          JSON.stringify(seqs),
        )
        .map(toJournalRow),
  };
}

export function toJournalRow(stored: StoredRow): JournalRow {
  return { ...stored, payload: JSON.parse(stored.payload) as JsonObject };
}

/** ISO text of a time, remembered: the rows of a batch share their milliseconds. */
class LastTime {
  #atUtcMs = Number.NaN;
  #text = '';

  of(atUtcMs: number): string {
    if (atUtcMs !== this.#atUtcMs) {
      this.#text = new Date(atUtcMs).toISOString();
      this.#atUtcMs = atUtcMs;
    }
    return this.#text;
  }

  ofOrNull(atUtcMs: number | null | undefined): string | null {
    return atUtcMs === null || atUtcMs === undefined ? null : this.of(atUtcMs);
  }
}

const isoOrNull = (atUtcMs: number | null | undefined): string | null => (atUtcMs === null || atUtcMs === undefined ? null : new Date(atUtcMs).toISOString());
const wellFormed = (text: string | null): string | null => (text === null ? null : text.toWellFormed());
