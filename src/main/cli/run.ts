/** Picks the command and speaks to the process; what a command does is in its own file. */
import type { Command, Shell } from './command.ts';
import { defaultDataDir, usageError } from './command.ts';
import { createSay, languageOf } from './words.ts';

/** Loaded only when asked for: `verify` must not load the whole post. */
const commands: { readonly [name: string]: () => Promise<Command> } = {
  start: async () => (await import('./start.ts')).start,
  'user add': async () => (await import('./user-add.ts')).userAdd,
  'cards import': async () => (await import('./cards-import.ts')).cardsImport,
  export: async () => (await import('./export.ts')).exportLog,
  verify: async () => (await import('./verify.ts')).verify,
  backup: async () => (await import('./backup.ts')).backup,
};

const shell: Shell = {
  say: createSay(languageOf(process.env)),
  environment: process.env,
  out: (text) => new Promise((resolve) => process.stdout.write(text, () => resolve())),
  err: (line) => void process.stderr.write(`${line}\n`),
};

/** Runs one command line to its end and answers the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const [first = '', second = ''] = args;
  if (['help', '--help', '-h'].includes(first)) {
    await shell.out(`${shell.say('cli.usage', { folder: defaultDataDir(shell.environment) })}\n`);
    return 0;
  }
  if (first === '--version') {
    await shell.out(`${(await import('../post.ts')).version()}\n`);
    return 0;
  }
  const single = commands[first];
  if (single) return (await single())(args.slice(1), shell);
  const double = commands[`${first} ${second}`];
  if (double) return (await double())(args.slice(2), shell);
  return usageError(shell, first === '' ? '' : shell.say('cli.unknownCommand', { name: [first, second].join(' ').trim() }));
}

// The reader of a pipe may go away (`export | head`): that is its right, not our failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
