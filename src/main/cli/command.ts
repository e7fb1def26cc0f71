/** What every command gets and gives: no command touches `process` itself, so that each can be tried in a test. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import type { Say } from './words.ts';

export interface Shell {
  readonly say: Say;
  readonly environment: NodeJS.ProcessEnv;
  /** Resolves when the reader of stdout has taken it. */
  out(text: string): Promise<void>;
  err(line: string): void;
  /** What is handed in on stdin, at most 10,000 characters. With a prompt: from a terminal one line, which is not shown. */
  input(prompt?: string): Promise<string>;
}

/** Answers the exit code: 0 done, 1 not done, 2 bad usage, 3 held by another post, 4 data folder, 5 address, or no post to ask. */
export type Command = (args: readonly string[], shell: Shell) => Promise<number>;

export interface OptionTable {
  readonly [name: string]: { readonly type: 'string' | 'boolean'; readonly multiple?: boolean };
}
export interface Given {
  readonly text: (name: string) => string | undefined;
  readonly texts: (name: string) => readonly string[];
  readonly flag: (name: string) => boolean;
  readonly rest: readonly string[];
}

/** Reads options; the error is the sentence to show. `rest`: how many arguments without a name are allowed. */
export function readOptions(args: readonly string[], table: OptionTable, rest: number, say: Say): Result<Given, string> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { ...table }, allowPositionals: true, strict: true });
    const extra = positionals[rest];
    if (extra !== undefined) return fail(say('cli.tooMany', { name: extra }));
    const list = (name: string): string[] => [values[name] ?? []].flat().filter((value) => typeof value === 'string');
    return ok({ text: (name) => list(name).at(-1), texts: list, flag: (name) => values[name] === true, rest: positionals });
  } catch (error) {
    // parseArgs throws for what a person typed wrong; its message names the option.
    const code = error instanceof Error && 'code' in error ? error.code : null;
    const name = /'([^']+)'/.exec(error instanceof Error ? error.message : '')?.[1] ?? '';
    return fail(code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ? say('cli.unknownOption', { name }) : say('cli.badOption', { name, allowed: '…' }));
  }
}

/** Bad usage: what is wrong, then how it is used. */
export function usageError(shell: Shell, what: string): number {
  shell.err(what);
  shell.err('');
  shell.err(shell.say('cli.usage', { folder: defaultDataDir(shell.environment) }));
  return 2;
}

/** Where a post keeps its data when nobody says. */
export function defaultDataDir(environment: NodeJS.ProcessEnv): string {
  if (environment.GUARDPOST_DATA) return environment.GUARDPOST_DATA;
  const home = homedir();
  if (process.platform === 'win32') return join(environment.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Guardpost');
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'Guardpost');
  return join(environment.XDG_DATA_HOME || join(home, '.local', 'share'), 'guardpost');
}
