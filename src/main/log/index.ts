/**
 * The technical log of the program (not evidence): JSON lines, so that a line break or a control code in foreign text
 * can't forge a line (T15). A disk that is full or read-only must not stop the post: then only stderr is left.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { destination, multistream, type Logger as PinoLogger, pino } from 'pino';
import { censor, redactPaths, withoutPasswords } from './redact.ts';

export interface Logger {
  info(what: string, facts?: object): void;
  warn(what: string, facts?: object): void;
  /** A bug or a failure; the stack is kept. */
  error(what: string, error: unknown, facts?: object): void;
  /** Writes what is waiting and closes the file; resolves when the handle is gone. */
  close(): Promise<void>;
}

export interface LoggerOptions {
  /** Folder of the log file; null = stderr only. */
  readonly dir: string | null;
  /** What also goes to stderr; `warn` unless given. */
  readonly stderrLevel?: string;
}

type FileDestination = ReturnType<typeof destination>;

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
type Level = (typeof levels)[number];
const levelOf = (text: string | undefined): Level => levels.find((level) => level === text) ?? 'warn';

/** Opens the log. */
export function createLogger({ dir, stderrLevel }: LoggerOptions): Logger {
  const file = dir === null ? null : openFile(join(dir, 'guardpost.log'), dir);
  const shown = levelOf(stderrLevel);
  const streams = [
    ...(file === null ? [] : [{ level: 'info' as const, stream: file }]),
    ...(shown === 'silent' ? [] : [{ level: shown, stream: destination({ fd: 2, sync: true }) }]),
  ];
  const log: PinoLogger = pino({ level: 'trace', base: { pid: process.pid }, redact: { paths: redactPaths, censor } }, multistream(streams));
  return {
    info: (what, facts = {}) => log.info(facts, withoutPasswords(what)),
    warn: (what, facts = {}) => log.warn(facts, withoutPasswords(what)),
    error: (what, error, facts = {}) => log.error({ ...facts, error: errorFacts(error) }, withoutPasswords(what)),
    close: () => (file === null ? Promise.resolve() : closeFile(file)),
  };
}

function openFile(path: string, dir: string): FileDestination | null {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const file = destination({ dest: path, sync: true, mode: 0o600 });
    // A log line that can't be written is lost; the journal has its own way to say that the disk is full.
    file.on('error', () => undefined);
    return file;
  } catch (error) {
    process.stderr.write(`log: ${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  }
}

/** A disk that fails at the end must not keep the post from stopping. */
function closeFile(file: FileDestination): Promise<void> {
  return new Promise((resolve) => {
    file.once('close', () => resolve());
    file.once('error', () => resolve());
    file.end();
  });
}

function errorFacts(error: unknown): object {
  if (!(error instanceof Error)) return { message: withoutPasswords(String(error)) };
  const cause = error.cause === undefined ? {} : { cause: errorFacts(error.cause) };
  return { name: error.name, message: withoutPasswords(error.message), stack: withoutPasswords(error.stack ?? ''), ...cause };
}
