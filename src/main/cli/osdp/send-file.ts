/** `guardpost osdp send-file`: hands a file to a reader (firmware, settings; the maker says of which type), through the post that runs. */
import { readFile, stat } from 'node:fs/promises';
import { maxFileBytes } from '../../control/index.ts';
import type { Command, Shell } from '../command.ts';
import { callPost } from '../control-client.ts';
import { tellCallProblem } from './call-words.ts';
import { osdpUsageError, readNumber, readOsdpOptions } from './options.ts';
import { untilAsked } from './until-asked.ts';

const options = { data: { type: 'string' }, reader: { type: 'string' }, type: { type: 'string' } } as const;

export const sendFile: Command = async (args, shell) => {
  const given = readOsdpOptions(args, shell, options, ['data', 'reader', 'type'], 1);
  if (!given.ok) return given.error;
  const type = readNumber(given.value, shell, 'type', [0, 255]);
  if (!type.ok) return type.error;
  const [file] = given.value.rest;
  if (file === undefined) return osdpUsageError(shell, shell.say('cli.missingOption', { name: 'FILE' }));
  const base64 = await readOrSay(file, shell);
  if (base64 === null) return 1;
  const [dataDir = '', readerId = ''] = [given.value.text('data'), given.value.text('reader')];
  return untilAsked(async (signal) => {
    let told = -1;
    const onEvent = ({ sentBytes, totalBytes }: { sentBytes: number; totalBytes: number }): void => {
      const percent = Math.floor((sentBytes / Math.max(1, totalBytes)) * 10) * 10;
      if (percent > told) shell.err(shell.say('cli.osdp.sendFile.progress', { percent }));
      told = Math.max(told, percent);
    };
    const done = await callPost(dataDir, 'sendFile', { readerId, type: type.value, base64 }, { onEvent, signal });
    if (!done.ok) return tellCallProblem(shell, dataDir, done.error);
    await shell.out(`${shell.say('cli.osdp.sendFile.done', { reader: readerId })}\n`);
    return 0;
  });
};

async function readOrSay(file: string, shell: Shell): Promise<string | null> {
  try {
    const { size } = await stat(file);
    if (size > 0 && size <= maxFileBytes) return (await readFile(file)).toString('base64');
    shell.err(shell.say('cli.osdp.sendFile.size', { file, most: maxFileBytes }));
  } catch (error) {
    shell.err(shell.say('cli.osdp.sendFile.unreadable', { file, detail: error instanceof Error ? error.message : String(error) }));
  }
  return null;
}
