/** What to try when looking for readers, and what to write into the configuration afterwards. Pure. */
import type { ReaderAboutView } from '../../../shared/contract/index.ts';
import type { FoundReader } from '../../../shared/model/reader-tools.ts';

export const speeds = [9600, 19_200, 38_400, 57_600, 115_200, 230_400] as const;
export const usualSpeeds: readonly number[] = [9600, 38_400, 115_200];
export const usualAddresses = '0-7';
const maxAddress = 126;

/** `0-7, 12` as numbers in order, each once; null where it is none. */
export function parseAddresses(text: string): number[] | null {
  const found = new Set<number>();
  for (const part of text.split(/[,，\s]+/).filter((piece) => piece !== '')) {
    const range = /^(\d{1,3})(?:[-–](\d{1,3}))?$/.exec(part);
    if (range === null) return null;
    const from = Number(range[1]);
    const to = Number(range[2] ?? range[1]);
    if (from > to || to > maxAddress) return null;
    for (let address = from; address <= to; address++) found.add(address);
  }
  return found.size === 0 ? null : [...found].sort((a, b) => a - b);
}

/** `0-7, 12`: numbers in order, as people write them. */
export function addressesText(addresses: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const address of addresses) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === address - 1) last[1] = address;
    else ranges.push([address, address]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
}

/** A reader that is not there costs a time-out: 200 ms and the wire. */
export function searchSeconds(tries: number): number {
  return Math.max(1, Math.round(tries * 0.25));
}

/** What is known of how a reader can be secured, as a word of the catalogue. */
export function securityWord({ canSecure, defaultKey }: FoundReader): 'clearOnly' | 'defaultKey' | 'ownKey' | 'able' | 'unknown' {
  if (defaultKey === true) return 'defaultKey';
  if (canSecure === false) return 'clearOnly';
  if (defaultKey === false) return 'ownKey';
  return canSecure === true ? 'able' : 'unknown';
}

/** The reader of the configuration that stands there already. */
export const knownReader = (readers: readonly ReaderAboutView[], path: string, { address, baudRate }: FoundReader): ReaderAboutView | undefined =>
  readers.find((reader) => reader.path === path && reader.address === address && reader.baudRate === baudRate);

/** `wanted`, or with the first number behind it that makes it free. */
function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let n = 2; taken.has(name); n++) name = `${wanted}-${n}`;
  return name;
}

const deviceLine = ({ address, canSecure }: FoundReader, taken: ReadonlySet<string>): string =>
  `{ id: ${freeName(`reader-${address}`, taken)}, name: Reader ${address}, address: ${address}, direction: in, secure: ${canSecure === false ? '"off"' : 'required'} }`;

/** Lines for the file: readers to add to a bus that is there, or a bus of its own. Empty when all are known. */
export function configurationFor(readers: readonly ReaderAboutView[], path: string, found: readonly FoundReader[]): string {
  const fresh = found.filter((reader) => knownReader(readers, path, reader) === undefined);
  const [first] = fresh;
  if (first === undefined) return '';
  const taken = new Set(readers.flatMap(({ readerId, busId }) => [readerId, busId]));
  const bus = readers.find((reader) => reader.path === path);
  const lines = fresh.map((reader) => `      - ${deviceLine(reader, taken)}`);
  if (bus !== undefined) return ['readers:', `  - id: ${bus.busId}`, '    devices:', ...lines].join('\n');
  const head = [
    `  - id: ${freeName('bus1', taken)}`,
    `    path: ${JSON.stringify(path)}`,
    `    baudRate: ${first.baudRate}`,
    '    protocol: osdp',
    '    devices:',
  ];
  return ['readers:', ...head, ...lines].join('\n');
}

/** Readers of one line must share a speed. */
export const hasMixedSpeeds = (found: readonly FoundReader[]): boolean => new Set(found.map(({ baudRate }) => baudRate)).size > 1;
