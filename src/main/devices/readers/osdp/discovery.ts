/**
 * Finds readers over speeds and addresses on a line that nobody else uses (SIA OSDP v2.2, clauses 5.6 and 6).
 * It changes nothing on a reader: it polls, asks who it is and what it has, and whether the public default key would be let in; the handshake is left unfinished.
 */
import { Asking, type AskingOptions } from './asking.ts';
import type { CheckKind, Frame } from './frame.ts';
import { type Address, broadcastAddress, type Capability, capabilityFunctions, nakCodes, type ReaderIdentity, type Reply } from './messages.ts';
import { decodeReply } from './replies.ts';
import { fail, ok, type Result } from './result.ts';
import { beginHandshake } from './secure/handshake.ts';
import { defaultKey, randomBytesLength } from './secure/keys.ts';

export interface DiscoveryOptions extends AskingOptions {
  /** In bit/s. More than one needs `line.setBaudRate`. */
  readonly baudRates: readonly number[];
  /** 0 to 0x7E. */
  readonly addresses: readonly Address[];
  /** Bytes from a cryptographically strong source. */
  readonly randomBytes: (count: number) => Uint8Array;
  /** Before each address. */
  readonly onProgress: (progress: { readonly done: number; readonly total: number; readonly baudRate: number; readonly address: Address }) => void;
  /** As soon as a reader is known: a search that is called off answers none. */
  readonly onFound?: (reader: DiscoveredReader) => void;
  readonly signal: AbortSignal;
}

export interface DiscoveredReader {
  readonly address: Address;
  readonly baudRate: number;
  readonly identity: ReaderIdentity | null;
  readonly capabilities: readonly Capability[];
  /** AES-128 by PDCAP function 9; null where it does not say. */
  readonly canSecure: boolean | null;
  /** It proved itself with SCBK-D: it waits for its first key. Null = no answer. */
  readonly defaultKey: boolean | null;
}

/** After a change of speed. */
const settleMs = 100;

/**
 * Asks every address at every speed; speeds at which somebody answers the broadcast address are looked at first.
 * An address where nobody is takes about a quarter of a second.
 * @returns the readers, in the order in which they were found; `cancelled` after an abort, `speedRefused` if the line can't change its speed.
 */
export async function discover(options: DiscoveryOptions): Promise<Result<DiscoveredReader[], 'cancelled' | 'speedRefused'>> {
  const { baudRates, addresses, signal, line } = options;
  if (baudRates.length > 1 && line.setBaudRate === undefined) return fail('speedRefused');
  const asking = new Asking(options, baudRates[0] ?? 9600);
  const found: DiscoveredReader[] = [];
  const total = baudRates.length * addresses.length;
  let done = 0;
  try {
    for (const baudRate of await likeliestFirst(asking, options)) {
      if (signal.aborted) break;
      await changeSpeed(asking, options, baudRate);
      for (const address of addresses) {
        if (signal.aborted) break;
        options.onProgress({ done, total, baudRate, address });
        const reader = await lookAt(asking, address, options);
        if (reader !== null) {
          found.push(reader);
          options.onFound?.(reader);
        }
        done += 1;
      }
    }
    return signal.aborted ? fail('cancelled') : ok(found);
  } catch (error) {
    // Only the port refuses: a speed that it does not know.
    if (error instanceof SpeedRefused) return fail('speedRefused');
    throw error;
  } finally {
    asking.end();
  }
}

class SpeedRefused extends Error {}

async function changeSpeed(asking: Asking, { line }: DiscoveryOptions, baudRate: number): Promise<void> {
  asking.baudRate = baudRate;
  if (line.setBaudRate === undefined) return;
  await line.setBaudRate(baudRate).catch((cause: unknown) => {
    throw new SpeedRefused('the line refuses this speed', { cause });
  });
  await asking.pause(settleMs);
}

/** A single reader answers the broadcast address at its own speed; several answer at once, and then nothing can be made of it. */
async function likeliestFirst(asking: Asking, options: DiscoveryOptions): Promise<readonly number[]> {
  const { baudRates, signal } = options;
  if (baudRates.length < 2) return baudRates;
  const answering: number[] = [];
  for (const baudRate of baudRates) {
    if (signal.aborted) break;
    await changeSpeed(asking, options, baudRate);
    if ((await asking.command(broadcastAddress, 0, 'crc', { name: 'poll' })) !== null) answering.push(baudRate);
  }
  return [...answering, ...baudRates.filter((baudRate) => !answering.includes(baudRate))];
}

/** POLL first: some readers answer nothing else before it. */
async function lookAt(asking: Asking, address: Address, options: DiscoveryOptions): Promise<DiscoveredReader | null> {
  let check: CheckKind = 'crc';
  let answer = await asking.command(address, 0, check, { name: 'poll' });
  if (answer !== null && isNak(answer, nakCodes.badCheck)) {
    check = 'checksum';
    answer = await asking.command(address, 0, check, { name: 'poll' });
  }
  if (answer === null) return null;
  const said = await describedBy(asking, address, check);
  const security = said.capabilities.find((capability) => capability.fn === capabilityFunctions.security);
  const canSecure = security === undefined ? null : (security.compliance & 1) === 1;
  return { address, baudRate: asking.baudRate, ...said, canSecure, defaultKey: await takesDefaultKey(asking, address, check, options) };
}

async function describedBy(asking: Asking, address: Address, check: CheckKind): Promise<Pick<DiscoveredReader, 'identity' | 'capabilities'>> {
  const id = replyOf(await asking.command(address, 1, check, { name: 'id' }));
  const cap = replyOf(await asking.command(address, 2, check, { name: 'cap' }));
  const capabilities = cap?.name === 'pdcap' ? cap.capabilities : [];
  if (id?.name !== 'pdid') return { identity: null, capabilities };
  const { vendor, model, version, serial, firmware } = id;
  return { identity: { vendor, model, version, serial, firmware }, capabilities };
}

async function takesDefaultKey(asking: Asking, address: Address, check: CheckKind, { randomBytes }: DiscoveryOptions): Promise<boolean | null> {
  const handshake = beginHandshake({ address, check, key: defaultKey, keyKind: 'default', randomA: randomBytes(randomBytesLength) });
  const answer = await asking.frame(address, 0, handshake.challenge);
  return answer === null ? null : handshake.acceptCcrypt(answer).ok;
}

function replyOf(frame: Frame | null): Reply | null {
  if (frame === null) return null;
  const reply = decodeReply(frame.code, frame.data);
  return reply.ok ? reply.value : null;
}

function isNak(frame: Frame, code: number): boolean {
  const reply = replyOf(frame);
  return reply?.name === 'nak' && reply.code === code;
}
