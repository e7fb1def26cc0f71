/**
 * One SQLite connection with the pragmas that make it power-safe, and its prepared statements.
 * Knows no table. Every connection of the post comes from here: a connection without FULL loses acknowledged rows in a power cut.
 */
import { accessSync, constants, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';

export type SqlValue = string | number | bigint | Buffer | Uint8Array | null;

export interface ConnectionOptions {
  readonly readOnly: boolean;
  /** How long a statement may block the thread while another process holds the lock. */
  readonly busyTimeoutMs: number;
}

/** A database handle that prepares each statement once. */
export class Connection {
  readonly db: Database.Database;
  readonly #statements = new Map<string, Database.Statement<SqlValue[], unknown>>();

  readonly #afterClose: () => void;

  constructor(db: Database.Database, afterClose: () => void = () => undefined) {
    this.db = db;
    this.#afterClose = afterClose;
  }

  close(): void {
    this.db.close();
    this.#afterClose();
  }

  get<Row>(sql: string, ...values: SqlValue[]): Row | undefined {
    return this.#prepared(sql).get(...values) as Row | undefined;
  }

  all<Row>(sql: string, ...values: SqlValue[]): Row[] {
    return this.#prepared(sql).all(...values) as Row[];
  }

  run(sql: string, ...values: SqlValue[]): { changes: number } {
    return this.#prepared(sql).run(...values);
  }

  /** The statement itself, for who runs it once per row. */
  statement(sql: string): Database.Statement<SqlValue[], unknown> {
    return this.#prepared(sql);
  }

  #prepared(sql: string): Database.Statement<SqlValue[], unknown> {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const made = this.db.prepare<SqlValue[], unknown>(sql);
    this.#statements.set(sql, made);
    return made;
  }
}

/** Opens a file. Throws what SQLite throws; `failures.ts` turns that into codes. */
export function openConnection(file: string, options: ConnectionOptions): Connection {
  const db = new Database(file, { readonly: options.readOnly, fileMustExist: options.readOnly, timeout: options.busyTimeoutMs });
  try {
    // Reads the header, so that a file that is no database fails here.
    db.pragma('schema_version');
    return new Connection(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Opens a log for reading. In a folder that can't be written SQLite can't make the shared memory file that it needs:
 * then a copy in a folder of our own is read, which goes when the connection is closed.
 */
export function openForReading(file: string, busyTimeoutMs: number): Connection {
  try {
    return openConnection(file, { readOnly: true, busyTimeoutMs });
  } catch (error) {
    if (isWritable(dirname(file))) throw error;
    return openCopy(file, busyTimeoutMs);
  }
}

function openCopy(file: string, busyTimeoutMs: number): Connection {
  const folder = mkdtempSync(join(tmpdir(), 'guardpost-copy-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, 'copy.db');
    copyFileSync(file, copy);
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
    return new Connection(openConnection(copy, { readOnly: true, busyTimeoutMs }).db, remove);
  } catch (error) {
    remove();
    throw error;
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    // The answer is the exception.
    return false;
  }
}

/** Sets what every writing connection needs. To be called again after the first write to a new file (the trap of reliability.md 0.2). */
export function applyPragmas(connection: Connection): void {
  const { db } = connection;
  if (!db.readonly) db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('recursive_triggers = ON');
  db.pragma('trusted_schema = OFF');
  // The journal of a savepoint in memory: as a temporary file it made each row of a group write its pages twice.
  db.pragma('temp_store = MEMORY');
  db.pragma('cell_size_check = ON');
  if (!db.readonly) db.pragma('secure_delete = ON');
  db.pragma('journal_size_limit = 67108864');
  // Room for the pages that every row touches, and a write-ahead log of up to 16 MB: each page goes to the file once for many commits.
  db.pragma('cache_size = -16000');
  db.pragma('wal_autocheckpoint = 4000');
}
