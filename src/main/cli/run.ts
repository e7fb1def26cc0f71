/** Picks the command and speaks to the process; what a command does is in its own file. */
import type { Command, Shell } from './command.ts';
import { defaultDataDir, usageError } from './command.ts';
import { readInput } from './read-secret.ts';
import { createSay, languageOf } from './words.ts';

/** Loaded only when asked for: `verify` must not load the whole post. */
const commands: { readonly [name: string]: () => Promise<Command> } = {
  start: async () => (await import('./start.ts')).start,
  'user add': async () => (await import('./user-add.ts')).userAdd,
  'cards import': async () => (await import('./cards-import.ts')).cardsImport,
  export: async () => (await import('./export.ts')).exportLog,
  verify: async () => (await import('./verify.ts')).verify,
  backup: async () => (await import('./backup.ts')).backup,
  'panel code': async () => (await import('./panel-secret.ts')).panelCode,
  'panel key': async () => (await import('./panel-secret.ts')).panelKey,
  'simulate panel': async () => (await import('./simulate-panel.ts')).simulatePanel,
  'osdp key set': async () => (await import('./osdp/key-set.ts')).keySet,
  'osdp install': async () => (await import('./osdp/install.ts')).install,
  'osdp discover': async () => (await import('./osdp/discover.ts')).discover,
  'osdp trace': async () => (await import('./osdp/trace.ts')).trace,
  'osdp replay': async () => (await import('./osdp/replay.ts')).replay,
  'osdp address': async () => (await import('./osdp/address.ts')).changeAddress,
  'osdp send-file': async () => (await import('./osdp/send-file.ts')).sendFile,
};

const shell: Shell = {
  say: createSay(languageOf(process.env)),
  environment: process.env,
  out: (text) => new Promise((resolve) => process.stdout.write(text, () => resolve())),
  err: (line) => void process.stderr.write(`${line}\n`),
  input: readInput,
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
  for (const words of [1, 2, 3]) {
    const command = commands[args.slice(0, words).join(' ')];
    if (command) return (await command())(args.slice(words), shell);
  }
  if (first === 'osdp') return runOsdpHelp(second);
  return usageError(shell, first === '' ? '' : shell.say('cli.unknownCommand', { name: [first, second].join(' ').trim() }));
}

/** `guardpost osdp`, with nothing or with a tool that there is none of. */
async function runOsdpHelp(second: string): Promise<number> {
  if (['help', '--help', '-h'].includes(second)) {
    await shell.out(`${shell.say('cli.osdp.usage')}\n`);
    return 0;
  }
  const { osdpUsageError } = await import('./osdp/options.ts');
  return osdpUsageError(shell, second === '' ? '' : shell.say('cli.unknownCommand', { name: `osdp ${second}` }));
}

// The reader of a pipe may go away (`export | head`): that is its right, not our failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
