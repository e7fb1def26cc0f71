/** `guardpost osdp install`: opens the install window on the post that runs, and tells each step as it is done. */
import type { InstallStep } from '../../../shared/model/reader-tools.ts';
import type { Command } from '../command.ts';
import { callPost } from '../control-client.ts';
import { tellCallProblem } from './call-words.ts';
import { readNumber, readOsdpOptions } from './options.ts';
import { untilAsked } from './until-asked.ts';

const options = { data: { type: 'string' }, reader: { type: 'string' }, seconds: { type: 'string' } } as const;

export const install: Command = async (args, shell) => {
  const given = readOsdpOptions(args, shell, options, ['data', 'reader']);
  if (!given.ok) return given.error;
  const seconds = readNumber(given.value, shell, 'seconds', [10, 600], 60);
  if (!seconds.ok) return seconds.error;
  const [dataDir = '', readerId = ''] = [given.value.text('data'), given.value.text('reader')];
  return untilAsked(async (signal) => {
    const told: Promise<void>[] = [];
    const onEvent = (step: InstallStep): void => {
      if (step !== 'failed') told.push(shell.out(`${shell.say(`cli.osdp.install.${step}`, { seconds: seconds.value, reader: readerId })}\n`));
    };
    const done = await callPost(dataDir, 'install', { readerId, seconds: seconds.value }, { onEvent, signal });
    await Promise.all(told);
    return done.ok ? 0 : tellCallProblem(shell, dataDir, done.error);
  });
};
