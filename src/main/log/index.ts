/**
 * The technical log of the program (not evidence): JSON lines, so that a line break or a control code in foreign text
 * can't forge a line (T15). A disk that is full or read-only must not stop the post: then only stderr is left.
 */
import { join } from 'node:path';
import { destination, multistream, type Logger as PinoLogger, pino } from 'pino';
import { type LogFile, openLogFile } from './log-file.ts';
import { censor, redactPaths, withoutPasswords } from './redact.ts';

export interface Logger {
  info(what: string, facts?: object): void;
  warn(what: string, facts?: object): void;
  /** A bug or a failure; the stack is kept. */
  error(what: string, error: unknown, facts?: object): void;
  /** The same for what ends the program; it is written when the call returns, as every line is. */
  fatal(what: string, error: unknown, facts?: object): void;
  /** Closes the file; resolves when the handle is gone. */
  close(): Promise<void>;
}

export interface LoggerOptions {
  /** Folder of the log file; null = stderr only. */
  readonly dir: string | null;
  /** What also goes to stderr; `warn` unless given. */
  readonly stderrLevel?: string;
}

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
type Level = (typeof levels)[number];
const levelOf = (text: string | undefined): Level => levels.find((level) => level === text) ?? 'warn';

/** Opens the log. */
export function createLogger({ dir, stderrLevel }: LoggerOptions): Logger {
  const file = dir === null ? null : openFile(join(dir, 'guardpost.log'));
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
    fatal: (what, error, facts = {}) => log.fatal({ ...facts, error: errorFacts(error) }, withoutPasswords(what)),
    close: async () => file?.close(),
  };
}

function openFile(path: string): LogFile | null {
  try {
    return openLogFile(path);
  } catch (error) {
    process.stderr.write(`log: ${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  }
}

function errorFacts(error: unknown): object {
  if (!(error instanceof Error)) return { message: withoutPasswords(String(error)) };
  const cause = error.cause === undefined ? {} : { cause: errorFacts(error.cause) };
  return { name: error.name, message: withoutPasswords(error.message), stack: withoutPasswords(error.stack ?? ''), ...cause };
}
