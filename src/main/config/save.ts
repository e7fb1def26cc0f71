/** Changes the configuration file from the settings screen: comments, order and unknown-to-the-form keys survive. */
import { type Document, isMap, isSeq, parseDocument, YAMLMap } from 'yaml';
import { fail, type Result } from '../../shared/model/result.ts';
import { type LoadedConfig, loadConfig, readText } from './load.ts';
import { parseConfig } from './parse.ts';
import { type ConfigProblem, configProblem } from './problem.ts';
import { writeWhole } from './write-file.ts';

export interface ReaderChange {
  readonly id: string;
  readonly path: string;
  readonly protocol: string;
  readonly baudRate: number;
  readonly direction: 'in' | 'out' | null;
}

export interface ConfigChanges {
  readonly site: string;
  readonly name: string;
  /** All readers on lines of their own that shall be there; one that is not named is taken out. Buses and their readers stay as they are, named or not. */
  readonly readers: readonly ReaderChange[];
  /** null = the embedded broker. */
  readonly mqttUrl: string | null;
}

const newFileText = `# Guardpost: the configuration of this post. Changes take effect at the next start.
# Comments survive a save from the settings screen.
`;

/** Checks the changed file first and writes only if it is good; the old file is never lost. Makes the file if there is none. */
export function saveConfig(file: string, changes: ConfigChanges): Result<LoadedConfig, ConfigProblem[]> {
  const old = readText(file);
  if (!old.ok && old.error[0]?.code !== 'notFound') return old;
  const text = changeText(old.ok ? old.value : newFileText, changes);
  if (!text.ok) return text;
  const checked = parseConfig(text.value);
  if (!checked.ok) return checked;
  try {
    writeWhole(file, text.value);
  } catch (error) {
    return fail([configProblem('notWritten', '', null, null, error instanceof Error ? error.message : null)]);
  }
  return loadConfig(file);
}

function changeText(text: string, changes: ConfigChanges): Result<string, ConfigProblem[]> {
  const document = parseDocument(text);
  if (document.errors.length > 0 || (document.contents !== null && !isMap(document.contents))) {
    return fail([configProblem('yamlSyntax', '', document.errors[0]?.linePos?.[0].line ?? null)]);
  }
  setIfChanged(document, ['post', 'site'], changes.site);
  setIfChanged(document, ['post', 'name'], changes.name);
  changeReaders(document, changes.readers);
  if (changes.mqttUrl === null) document.deleteIn(['mqtt']);
  else setIfChanged(document, ['mqtt', 'url'], changes.mqttUrl);
  return { ok: true, value: document.toString({ lineWidth: 0 }) };
}

function setIfChanged(document: Document, path: readonly (string | number)[], value: unknown): void {
  if (document.getIn(path) !== value) document.setIn(path, value);
}

function changeReaders(document: Document, readers: readonly ReaderChange[]): void {
  if (!isSeq(document.getIn(['readers'], true))) {
    if (readers.length === 0) return;
    document.setIn(['readers'], document.createNode([]));
  }
  const list = document.getIn(['readers'], true);
  if (!isSeq(list)) return;
  const onBuses = new Set(list.items.flatMap(deviceIds));
  const own = readers.filter((reader) => !onBuses.has(reader.id));
  const wanted = new Set(own.map((reader) => reader.id));
  list.items = list.items.filter((item) => isBus(item) || (isMap(item) && wanted.has(String(item.get('id')))));
  for (const reader of own) {
    const known = list.items.find((item) => isMap(item) && !isBus(item) && item.get('id') === reader.id);
    if (isMap(known)) changeReader(known, reader);
    else list.add(newReader(document, reader));
  }
}

/** A bus is more than the form can say. */
const isBus = (item: unknown): boolean => isMap(item) && (item.get('protocol') === 'osdp' || item.has('devices'));

function deviceIds(item: unknown): string[] {
  const devices = isMap(item) && isBus(item) ? item.get('devices') : null;
  return isSeq(devices) ? devices.items.flatMap((device) => (isMap(device) ? [String(device.get('id'))] : [])) : [];
}

function changeReader(map: YAMLMap, reader: ReaderChange): void {
  const set = (key: string, value: unknown, whenAbsent?: unknown): void => {
    if (map.get(key) !== value && !(map.get(key) === undefined && value === whenAbsent)) map.set(key, value);
  };
  if (map.get('simulated') !== true) set('path', reader.path);
  set('baudRate', reader.baudRate, 9600);
  set('protocol', reader.protocol);
  if (reader.direction === null) map.delete('direction');
  else set('direction', reader.direction);
  if (reader.protocol !== 'wiegand-text') map.delete('template');
}

function newReader(document: Document, { direction, ...reader }: ReaderChange): YAMLMap {
  const node = document.createNode(direction === null ? reader : { ...reader, direction });
  if (!(node instanceof YAMLMap)) throw new Error('a reader is written as a map');
  node.flow = true;
  return node;
}
