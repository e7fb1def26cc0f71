/**
 * One frame in words for a trace (SIA OSDP v2.2, clauses 5.7, 6 and 7): codes and numbers, no sentences.
 * Keys, PINs, card bits and what else is nobody's business are masked unless asked for. It opens no secure channel.
 */
import { decodeCommand } from '../commands.ts';
import type { Frame } from '../frame.ts';
import { type Command, capabilityFunctions, nakCodes, type Reply } from '../messages.ts';
import { decodeReply } from '../replies.ts';
import { messageName } from './names.ts';

export interface DescribedFrame {
  readonly address: number;
  readonly fromReader: boolean;
  readonly sequence: number;
  /** As in Annex A: `POLL`, `RAW` … */
  readonly name: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly security: 'none' | 'handshake' | 'mac' | 'encrypted';
  /** SOM to check, two characters a byte; `··` for a masked byte. */
  readonly hex: string;
}

/** What a frame says in clear, once its secure channel was opened. */
export interface ClearMessage {
  readonly code: number;
  readonly data: Uint8Array;
}

export interface DescribeOptions {
  /** Shows keys, PINs and card bits as they are. */
  readonly unmasked?: boolean;
}

const mask = '··';

/** Messages whose data is secret or personal as a whole, or of which nobody knows what is in it. */
const secretMessages = new Set([
  ...['RAW', 'FMT', 'KEYPAD', 'KEYSET', 'MFG', 'MFGREP', 'BIOREAD', 'BIOMATCH', 'XWR', 'PIVDATA', 'GENAUTH', 'CRAUTH', 'BIOREADR', 'BIOMATCHR'],
  ...['PIVDATAR', 'GENAUTHR', 'CRAUTHR', 'MFGSTATR', 'MFGERRR', 'XRD'],
]);
/** What is secret of a message that could be understood; the rest of it (reader, number of bits) may be seen. */
const secretFields = new Set(['bits', 'keys', 'key', 'raw', 'data']);

/**
 * A frame in words. Never throws; data that makes no sense becomes the field `problem`.
 * @param message what the frame says in clear, where someone opened it; null: only a frame in clear tells what is in it.
 */
export function describeFrame(frame: Frame, message: ClearMessage | null, { unmasked = false }: DescribeOptions = {}): DescribedFrame {
  const security = securityOf(frame);
  const clear = message ?? (security === 'encrypted' ? null : frame);
  const name = messageName(clear?.code ?? frame.code, frame.fromReader);
  const masked = !unmasked && (secretMessages.has(name) || name.startsWith('0x'));
  return {
    address: frame.address,
    fromReader: frame.fromReader,
    sequence: frame.sequence,
    name,
    fields: clear === null ? [] : fieldsOf(clear, frame.fromReader, masked),
    security,
    // Encrypted bytes give nothing away, but for a key that is sent under the key that everyone knows.
    hex: masked && (security !== 'encrypted' || name === 'KEYSET') ? maskedHex(frame) : hexOf(frame.bytes),
  };
}

function securityOf({ security }: Frame): DescribedFrame['security'] {
  const type = security?.type ?? 0;
  if (type >= 0x11 && type <= 0x14) return 'handshake';
  if (type === 0x17 || type === 0x18) return 'encrypted';
  return type === 0x15 || type === 0x16 ? 'mac' : 'none';
}

function fieldsOf({ code, data }: ClearMessage, fromReader: boolean, masked: boolean): DescribedFrame['fields'] {
  const decoded = fromReader ? decodeReply(code, data) : decodeCommand(code, data);
  if (!decoded.ok) return [{ name: 'problem', value: decoded.error }];
  return Object.entries(decoded.value).flatMap(([name, value]) => {
    if (name === 'name' || (name === 'code' && decoded.value.name === 'other')) return [];
    if (masked && secretFields.has(name)) return [{ name, value: mask }];
    return fieldOf(name, value, decoded.value);
  });
}

function fieldOf(name: string, value: unknown, message: Command | Reply): { name: string; value: string }[] {
  if (message.name === 'nak' && name === 'code') return [{ name, value: named(nakCodes, message.code) }];
  if (message.name === 'pdcap') {
    return message.capabilities.map(({ fn, compliance, count }) => ({ name: named(capabilityFunctions, fn), value: `${compliance}/${count}` }));
  }
  if (message.name === 'fileTransfer' && name === 'fragment') return [{ name, value: `${message.fragment.length} B` }];
  if (Array.isArray(value)) return value.map((item, at) => ({ name: `${name}[${at}]`, value: textOf(item) }));
  return [{ name, value: textOf(value) }];
}

/** `6 securityNotMet`; the number alone where it has no name. */
function named(names: { readonly [name: string]: number }, value: number): string {
  const name = Object.keys(names).find((key) => names[key] === value);
  return name === undefined ? String(value) : `${value} ${name}`;
}

function textOf(value: unknown): string {
  if (value instanceof Uint8Array) return hexOf(value);
  if (typeof value !== 'object' || value === null) return String(value);
  return flat(value).join(' ');
}

/** `{ output: 0, timer: { on: 2 } }` as `output=0 timer.on=2`. */
function flat(value: object): string[] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === 'object' && inner !== null ? flat(inner).map((text) => `${key}.${text}`) : [`${key}=${String(inner)}`],
  );
}

/** Data and check masked: a check over a short secret gives most of it away. */
function maskedHex(frame: Frame): string {
  const end = frame.bytes.length - (frame.check === 'crc' ? 2 : 1);
  const dataEnd = end - (frame.mac?.length ?? 0);
  const open = frame.bytes.subarray(0, dataEnd - frame.data.length);
  const mac = frame.bytes.subarray(dataEnd, end);
  return hexOf(open) + mask.repeat(frame.data.length) + hexOf(mac) + mask.repeat(frame.bytes.length - end);
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
