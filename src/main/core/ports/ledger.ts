/**
 * The ledger is the one way to change anything: a piece of work runs inside a transaction together with
 * whatever else has arrived, and its promise resolves only when the rows are on disk (group commit).
 */
import type { Alarm } from '../../../shared/model/alarms.ts';
import type { CardNumber, CardStatus, Credential, Direction, Holder } from '../../../shared/model/cards.ts';
import type { JournalKind, JournalRow, NewJournalRow } from '../../../shared/model/journal.ts';
import type { Language, Role, User } from '../../../shared/model/users.ts';
import type { Ban, DocumentKind, Person, SignOutProof, Visit, VisitKind, VisitPurpose } from '../../../shared/model/visits.ts';
import type { KeptReads, KeptWrites } from './kept.ts';

/** Why the store could not keep a fact. */
export const storeErrorCodes = ['diskFull', 'readOnly', 'busy', 'corrupt', 'ioError', 'closed', 'unknown'] as const;
export type StoreErrorCode = (typeof storeErrorCodes)[number];

export interface Ledger {
  /**
   * Runs `work` in a transaction and resolves with its value once durable.
   * If `work` throws, its own changes alone are rolled back and the promise rejects with what it threw.
   * If the disk fails, the promise rejects with a StoreFailure and nothing of the group is kept.
   */
  commit<T>(work: (tx: Tx) => T): Promise<T>;
  /** Reads see the newest committed state. */
  readonly read: Reads;
}

export class StoreFailure extends Error {
  readonly code: StoreErrorCode;
  constructor(code: StoreErrorCode, message: string) {
    super(message);
    this.name = 'StoreFailure';
    this.code = code;
  }
}

export interface Tx extends KeptWrites {
  /** Adds a row to the chain. */
  append(row: NewJournalRow): JournalRow;
  readonly read: Reads;

  /** Inserts or replaces a card. */
  saveCredential(credential: Credential): void;
  setCardStatus(card: CardNumber, status: CardStatus, why: { readonly reason: string | null; readonly note: string | null }, by: string, atUtcMs: number): void;
  /** The PIN of a card as a slow hash; null takes it away. A card that goes to another holder loses it by itself. */
  setCardPin(card: CardNumber, hash: string | null): void;
  /** Inserts or renames a holder in the vault. */
  saveHolder(holder: { holderId: string; name: string; department: string }): void;
  savePhoto(holderId: string, photo: { mime: string; bytes: Uint8Array } | null): void;
  /** Where a card was last let through (for pass-back), and which journal row it was. */
  savePass(card: CardNumber, pass: LastPass): void;

  saveAlarm(alarm: Alarm): void;
  /** Takes an alarm off the board (its rows stay in the journal). */
  removeAlarm(alarmId: string): void;

  /** New or changed person; answers the commitment (hex SHA-256 over salt and canonical JSON) for the journal. */
  savePerson(person: PersonInput): { readonly commitment: string };
  saveVisit(visit: NewVisit): void;
  signOutVisit(visitId: string, atUtcMs: number, by: string, proof: SignOutProof): void;
  saveBan(ban: NewBan): void;
  liftBan(banId: string, atUtcMs: number): void;

  saveUser(user: UserRecord): void;

  /** Remembers a broker's messages as kept, so that their redelivery is known (identity never comes from DUP). A key is one line of text. */
  rememberMessages(keys: readonly string[]): void;
}

export interface Reads extends KeptReads {
  lastSeq(): number;
  row(seq: number): JournalRow | null;
  /** Rows with seq > afterSeq, oldest first. */
  rowsAfter(afterSeq: number, limit: number): JournalRow[];
  /** Newest first, seq < beforeSeq. Filters are ANDed; `text` is full-text search (words and word beginnings). */
  page(query: LogQuery): JournalRow[];
  /** Amendments of the given rows, oldest first. */
  amendmentsOf(seqs: readonly number[]): JournalRow[];

  credential(card: CardNumber): Credential | null;
  credentialsOf(holderId: string): Credential[];
  /** PHC string of the card's PIN; null = it has none. Never leaves the services. */
  cardPin(card: CardNumber): string | null;
  holder(holderId: string): Holder | null;
  findHolders(text: string, limit: number): Holder[];
  photo(holderId: string): { readonly mime: string; readonly bytes: Uint8Array } | null;
  lastPass(card: CardNumber): LastPass | null;
  countCards(): number;

  alarm(alarmId: string): Alarm | null;
  alarmBy(panelId: string, source: string, condition: string): Alarm | null;
  /** Everything that is on the board or on a standing list. */
  board(): Alarm[];
  /** The most urgent of those that nobody has acknowledged, most urgent first, then the newest; of critical ones the oldest. */
  boardTop(limit: number): Alarm[];
  /** The board piece by piece, by id: what stands beyond `afterId` ('' = from the beginning). Fewer than `limit` read = the end. */
  boardPage(afterId: string, limit: number): { readonly alarms: Alarm[]; readonly nextId: string | null };
  /** How many stand on the board, about. Cheap. */
  countBoard(): number;
  /** How many on the board nobody has acknowledged. Cheap: asked once a second, also with 10,000 standing. */
  countUnacknowledged(): number;
  /** Everything with a change that a delay holds back, also what is not on the board (yet). */
  delayedAlarms(): Alarm[];

  person(personId: string): Person | null;
  /** Full document number, only for the logged unmask. */
  documentNumber(personId: string): string | null;
  /** By beginning of any word of the name, initials, organisation, plate, last digits of the phone, or whole document number. */
  findPersons(text: string, limit: number): Person[];
  personByDocument(documentNumber: string): Person | null;
  visit(visitId: string): Visit | null;
  visitByBadge(badgeNumber: number): Visit | null;
  inside(): Visit[];
  visits(query: { beforeUtcMs?: number; limit: number }): Visit[];
  freeBadge(stock: number): number | null;
  bans(): Ban[];
  /** Bans in force at `atUtcMs` that match any given trace. */
  matchBans(
    trace: { name?: string; documentNumber?: string; plate?: string; phone?: string },
    atUtcMs: number,
  ): { ban: Ban; by: 'document' | 'name' | 'plate' | 'phone' }[];

  user(name: string): UserRecord | null;
  users(): User[];

  /** Keys of the messages that were kept last, some thousands. */
  keptMessages(): ReadonlySet<string>;
}

export interface LogQuery {
  readonly beforeSeq?: number;
  readonly afterSeq?: number;
  readonly limit: number;
  readonly kinds?: readonly JournalKind[];
  readonly text?: string;
  readonly subject?: string;
  readonly sinceUtcMs?: number;
  readonly untilUtcMs?: number;
}

export interface LastPass {
  readonly readerId: string;
  readonly direction: Direction | null;
  readonly atUtcMs: number;
  readonly seq: number;
}

export interface PersonInput {
  readonly personId: string;
  readonly name: string;
  readonly organisation: string;
  readonly phone: string;
  readonly plate: string;
  /** undefined = leave the stored document as it is. */
  readonly document?: { readonly kind: DocumentKind; readonly number: string } | null;
}

export interface NewVisit {
  readonly visitId: string;
  readonly personId: string;
  readonly kind: VisitKind;
  readonly purpose: VisitPurpose;
  readonly hostName: string;
  readonly badgeNumber: number;
  readonly registeredAtUtcMs: number;
  readonly registeredBy: string;
  readonly dueOutAtUtcMs: number;
}

export interface NewBan extends Omit<Ban, 'hasDocument' | 'liftedAtUtcMs'> {
  readonly documentNumber: string | null;
}

/** A user with the secret's hash (PHC string) and the brute-force counters. */
export interface UserRecord {
  readonly name: string;
  readonly role: Role;
  readonly secretHash: string;
  readonly active: boolean;
  readonly language: Language | null;
  readonly failedTries: number;
  readonly blockedUntilUtcMs: number | null;
  /** Since when nobody may sign in with this account until someone unlocks it; null = not locked. */
  readonly lockedAtUtcMs: number | null;
}
