/** `guardpost osdp address`: gives a reader another address and speed, through the post that runs. */
import type { Command } from '../command.ts';
import { callPost } from '../control-client.ts';
import { tellCallProblem } from './call-words.ts';
import { addressLimits, baudRateLimits, readNumber, readOsdpOptions } from './options.ts';

const options = { data: { type: 'string' }, reader: { type: 'string' }, address: { type: 'string' }, baud: { type: 'string' } } as const;

export const changeAddress: Command = async (args, shell) => {
  const given = readOsdpOptions(args, shell, options, ['data', 'reader', 'address', 'baud']);
  if (!given.ok) return given.error;
  const address = readNumber(given.value, shell, 'address', addressLimits);
  if (!address.ok) return address.error;
  const baudRate = readNumber(given.value, shell, 'baud', baudRateLimits);
  if (!baudRate.ok) return baudRate.error;
  const [dataDir = '', readerId = ''] = [given.value.text('data'), given.value.text('reader')];
  const done = await callPost(dataDir, 'changeAddress', { readerId, address: address.value, baudRate: baudRate.value });
  if (!done.ok) return tellCallProblem(shell, dataDir, done.error);
  await shell.out(`${shell.say('cli.osdp.address.done', { reader: readerId, address: done.value.address, baud: done.value.baudRate })}\n`);
  shell.err(shell.say('cli.osdp.address.config'));
  return 0;
};
