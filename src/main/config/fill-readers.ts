/** Fills in what the file leaves out about readers, and flattens a bus: one reader for each of its devices. */
import { type CardFormat, type WiegandFormat, wiegandFormats } from '../../shared/model/cards.ts';
import type { OsdpReaderConfig, ReaderConfig, ReaderInputMeaning, ReaderVoice, VoiceSign, WiegandTextTemplate } from '../../shared/model/config.ts';
import { defaultVoice } from '../../shared/model/site-defaults.ts';
import { wiegandFields } from '../../shared/model/wiegand-fields.ts';
import { defaultWiegandPreset, isWiegandPreset, wiegandPresets } from '../../shared/model/wiegand-presets.ts';
import { parseWiegandTemplate } from '../../shared/model/wiegand-template.ts';
import { categoryOf } from './categories.ts';
import { fillOpenHours } from './fill-panels.ts';
import type { ConfigFile } from './schema.ts';
import type { BusDeviceEntry, BusEntry, InputEntry, ReaderEntry, VoiceEntry, VoiceSignEntry } from './schema-readers.ts';

/** All readers of the file, one by one. */
export function fillReaders(entries: NonNullable<ConfigFile['readers']>, siteFormats: readonly WiegandFormat[]): ReaderConfig[] {
  const directions = entries.flatMap((entry) => (entry.protocol === 'osdp' ? entry.devices.map((device) => device.direction) : [entry.direction]));
  // Pass-back only makes sense where a person can also leave by a reader.
  const passBack = directions.includes('in') && directions.includes('out');
  return entries.flatMap((entry) =>
    entry.protocol === 'osdp' ? entry.devices.map((device) => fillBusDevice(entry, device, passBack)) : [fillReader(entry, passBack, siteFormats)],
  );
}

/** What every reader has, on whatever line. */
function common(entry: ReaderEntry | BusDeviceEntry, line: ReaderEntry | BusEntry, passBack: boolean) {
  return {
    id: entry.id,
    name: entry.name ?? entry.id,
    path: line.path ?? `simulated:${line.id}`,
    baudRate: line.baudRate ?? 9600,
    direction: entry.direction ?? null,
    area: entry.area ?? null,
    repeatSeconds: entry.repeatSeconds ?? 5,
    passBack: entry.passBack ?? (passBack && entry.direction !== undefined),
    simulated: line.simulated ?? false,
    ...(entry.openHours === undefined ? {} : { openHours: fillOpenHours(entry.openHours) }),
  };
}

function fillBusDevice(bus: BusEntry, device: BusDeviceEntry, passBack: boolean): ReaderConfig {
  const osdp: OsdpReaderConfig = {
    busId: bus.id,
    address: device.address,
    secure: device.secure ?? 'required',
    pollMs: bus.pollMs ?? 50,
    pin: device.pin ?? 'off',
    inputs: (device.inputs ?? []).map(fillInput),
  };
  return { ...common(device, bus, passBack), protocol: 'osdp', template: null, osdp };
}

function fillInput(entry: InputEntry): ReaderInputMeaning {
  const condition = entry.condition ?? 'readerInput';
  return {
    input: entry.input,
    name: entry.name ?? null,
    condition,
    category: entry.category ?? categoryOf(condition),
    priority: entry.priority ?? 3,
    normallyActive: entry.normallyActive ?? false,
  };
}

function fillReader(entry: ReaderEntry, passBack: boolean, siteFormats: readonly WiegandFormat[]): ReaderConfig {
  const { protocol, framing, trigger, parity, dataBits } = entry;
  return {
    ...common(entry, entry, passBack),
    protocol,
    template: protocol === 'wiegand-text' ? fillTemplate(entry, siteFormats) : null,
    ...(framing === undefined ? {} : { framing }),
    ...(trigger === undefined ? {} : { trigger }),
    ...(parity === undefined ? {} : { parity }),
    ...(dataBits === undefined ? {} : { dataBits }),
  };
}

function fillTemplate({ template, format }: ReaderEntry, siteFormats: readonly WiegandFormat[]): WiegandTextTemplate {
  const given = template ?? defaultWiegandPreset;
  if (typeof given === 'object') return withFormat(fillTemplateParts(given), format);
  if (isWiegandPreset(given)) return withFormat(wiegandPresets[given], format);
  const parsed = parseWiegandTemplate(given, { siteFormats, ...(format === undefined ? {} : { format }) });
  if (!parsed.ok) throw new Error('a template that the cross-checks have not seen');
  return parsed.value;
}

function withFormat(template: WiegandTextTemplate, format: CardFormat | undefined): WiegandTextTemplate {
  if (format === undefined) return template;
  const wiegand = wiegandFormats.find((known) => known === format);
  return { ...template, format, numberBits: wiegand === undefined ? template.numberBits : wiegandFields[wiegand].numberBits };
}

function fillTemplateParts(entry: Exclude<NonNullable<ReaderEntry['template']>, string>): WiegandTextTemplate {
  return {
    radix: entry.radix,
    facilityDigits: entry.facilityDigits,
    numberDigits: entry.numberDigits,
    prefix: entry.prefix ?? '',
    suffix: entry.suffix ?? '\r',
    format: entry.format,
    layout: entry.layout ?? 'separate',
    numberBits: entry.numberBits ?? 16,
    idleGapMs: entry.idleGapMs ?? 0,
  };
}

/** Each key of each sign may be left out. */
export function fillVoice(entry: VoiceEntry): ReaderVoice {
  return {
    granted: fillSign(entry.granted, defaultVoice.granted),
    denied: fillSign(entry.denied, defaultVoice.denied),
    wait: fillSign(entry.wait, defaultVoice.wait),
    install: fillSign(entry.install, defaultVoice.install),
  };
}

function fillSign(entry: VoiceSignEntry | undefined, usual: VoiceSign): VoiceSign {
  return {
    lamp: entry?.lamp ?? usual.lamp,
    blinks: entry?.blinks ?? usual.blinks,
    seconds: entry?.seconds ?? usual.seconds,
    beeps: entry?.beeps ?? usual.beeps,
    relay: entry?.relay === undefined ? usual.relay : entry.relay,
    text: entry?.text === undefined ? usual.text : entry.text,
  };
}
