/** `guardpost osdp key set`: stores a key that a reader already has, also while a post runs. The key is never shown again. */
import { join } from 'node:path';
import { controlActor } from '../../compose/control.ts';
import { createReaderKeys } from '../../compose/reader-keys.ts';
import { loadConfig } from '../../config/index.ts';
import type { Command, Given, Shell } from '../command.ts';
import { callPost } from '../control-client.ts';
import { withStore } from '../open-data.ts';
import { tellCallProblem } from './call-words.ts';
import { osdpUsageError, parseKey, readOsdpOptions } from './options.ts';

const options = {
  data: { type: 'string' },
  config: { type: 'string' },
  reader: { type: 'string' },
  hex: { type: 'string' },
  stdin: { type: 'boolean' },
} as const;

export const keySet: Command = async (args, shell) => {
  const given = readOsdpOptions(args, shell, options, ['data', 'reader']);
  if (!given.ok) return given.error;
  const [dataDir = '', readerId = ''] = [given.value.text('data'), given.value.text('reader')];
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$/.test(readerId)) {
    return osdpUsageError(shell, shell.say('cli.badOption', { name: '--reader', allowed: shell.say('cli.osdp.key.reader') }));
  }
  const hex = await keyText(given.value, shell);
  if (hex === null) return osdpUsageError(shell, shell.say('cli.missingOption', { name: '--hex | --stdin' }));
  const key = parseKey(hex);
  if (!key.ok && key.error === 'notAKey') return osdpUsageError(shell, shell.say('cli.osdp.key.notAKey'));
  if (!key.ok) {
    shell.err(shell.say('cli.osdp.key.defaultKey'));
    return 1;
  }
  warnIfUnknown(readerId, given.value.text('config') ?? join(dataDir, 'guardpost.yaml'), shell);
  const kept = await keep(shell, dataDir, readerId, key.value);
  return kept === 0 ? tellPost(shell, dataDir, readerId) : kept;
};

/** null = neither or both ways were given. */
async function keyText(given: Given, shell: Shell): Promise<string | null> {
  const hex = given.text('hex');
  if (given.flag('stdin') === (hex !== undefined)) return null;
  return hex ?? shell.input();
}

/** The key first, so that the row tells what is. */
const keep = (shell: Shell, dataDir: string, readerId: string, key: Uint8Array): Promise<number> =>
  withStore(shell, dataDir, false, async (store) => {
    try {
      await createReaderKeys({ dataDir, sealer: null, onProblem: () => undefined }).set(readerId, key);
    } catch (error) {
      shell.err(shell.say('cli.problem.ioError', { folder: dataDir, detail: error instanceof Error ? error.message : String(error) }));
      return 4;
    }
    await store.commit((tx) => void tx.append({ kind: 'reader.keyChanged', actor: controlActor(), subject: readerId, payload: { readerId, how: 'entered' } }));
    await shell.out(`${shell.say('cli.osdp.key.stored', { reader: readerId })}\n`);
    return 0;
  });

/** A reader may be keyed before it is in the configuration; more often its name is mistyped. */
function warnIfUnknown(readerId: string, configFile: string, shell: Shell): void {
  const loaded = loadConfig(configFile);
  if (!loaded.ok || loaded.value.config.readers.some((reader) => reader.id === readerId && reader.osdp !== undefined)) return;
  shell.err(shell.say('cli.osdp.key.unknownReader', { reader: readerId, file: configFile }));
}

async function tellPost(shell: Shell, dataDir: string, readerId: string): Promise<number> {
  const told = await callPost(dataDir, 'keysChanged', { readerId });
  if (told.ok) return 0;
  if (told.error.code !== 'noPost') return tellCallProblem(shell, dataDir, told.error);
  // No post runs: the next one reads the key when it starts.
  return 0;
}
