/** `guardpost osdp discover`: which readers answer on a line, at which speed and address. On a post that runs, or on a port that nobody holds. */
import type { FoundReader } from '../../../shared/model/reader-tools.ts';
import type { Command, Given, Shell } from '../command.ts';
import { callPost } from '../control-client.ts';
import { tellCallProblem } from './call-words.ts';
import { discoverAlone } from './discover-alone.ts';
import { addressLimits, baudRateLimits, osdpUsageError, parseNumberList, readOsdpOptions } from './options.ts';
import { untilAsked } from './until-asked.ts';

const options = { path: { type: 'string' }, baud: { type: 'string' }, addresses: { type: 'string' }, data: { type: 'string' } } as const;

const usualBaudRates = '9600,19200,38400,57600,115200,230400';
/** Readers leave the factory with 0; installers rarely go beyond 7. All of them take minutes. */
const usualAddresses = '0-7';

interface Search {
  readonly path: string;
  readonly baudRates: number[];
  readonly addresses: number[];
}

export const discover: Command = async (args, shell) => {
  const given = readOsdpOptions(args, shell, options, ['path']);
  if (!given.ok) return given.error;
  const search = searchOf(given.value, shell);
  if (typeof search === 'number') return search;
  const dataDir = given.value.text('data');
  return untilAsked(async (signal) => {
    let told = -1;
    const onEvent = ({ done, total, baudRate }: { done: number; total: number; baudRate: number }): void => {
      if (baudRate !== told) shell.err(shell.say('cli.osdp.discover.progress', { done, total, baud: baudRate }));
      told = baudRate;
    };
    const found = dataDir === undefined ? await discoverAlone(search, onEvent, signal) : await callPost(dataDir, 'discover', search, { onEvent, signal });
    return found.ok ? tellFound(found.value, shell) : tellCallProblem(shell, dataDir ?? search.path, found.error);
  });
};

/** A number is the exit code of bad usage, already told. */
function searchOf(given: Given, shell: Shell): Search | number {
  const bad = (name: string, allowed: string): number => osdpUsageError(shell, shell.say('cli.badOption', { name, allowed }));
  const baudRates = parseNumberList(given.text('baud') ?? usualBaudRates, baudRateLimits);
  if (baudRates === null || baudRates.length > 12) return bad('--baud', usualBaudRates);
  const addresses = parseNumberList(given.text('addresses') ?? usualAddresses, addressLimits);
  if (addresses === null) return bad('--addresses', '0-126');
  return { path: given.text('path') ?? '', baudRates, addresses };
}

async function tellFound(found: readonly FoundReader[], shell: Shell): Promise<number> {
  for (const reader of found) await shell.out(`${foundWords(reader, shell)}\n`);
  if (found.length === 0) shell.err(shell.say('cli.osdp.discover.none'));
  return found.length === 0 ? 1 : 0;
}

function foundWords({ address, baudRate, identity, canSecure, defaultKey }: FoundReader, { say }: Shell): string {
  const who =
    identity === null
      ? say('cli.osdp.discover.unnamed')
      : say('cli.osdp.discover.identity', { ...identity, serial: identity.serial.toString(16).padStart(8, '0') });
  const key = defaultKey === true ? 'defaultKey' : defaultKey === false ? 'ownKey' : canSecure === false ? 'insecure' : 'unknownKey';
  return say('cli.osdp.discover.found', { address, baud: baudRate, who, key: say(`cli.osdp.discover.${key}`) });
}
