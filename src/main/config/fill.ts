/** Fills in what the file leaves out: the defaults of a post. */
import type { MappedWord, PanelConfig, PostConfig, ReaderConfig, WiegandTextTemplate } from '../../shared/model/config.ts';
import { defaultWiegandPreset, isWiegandPreset, wiegandPresets } from '../../shared/model/wiegand-presets.ts';
import { categoryOf, latchesByDefault } from './categories.ts';
import type { ConfigFile, PanelEntry, ReaderEntry, WordEntry } from './schema.ts';

/** A checked file with every default in place. */
export function fillDefaults(file: ConfigFile): PostConfig {
  const readers = file.readers ?? [];
  // Pass-back only makes sense where a person can also leave by a reader.
  const passBack = readers.some((r) => r.direction === 'in') && readers.some((r) => r.direction === 'out');
  return {
    post: file.post,
    readers: readers.map((entry) => fillReader(entry, passBack)),
    mqtt: file.mqtt
      ? {
          url: file.mqtt.url,
          username: file.mqtt.username ?? null,
          password: file.mqtt.password ?? null,
          clientId: file.mqtt.clientId ?? null,
          caFile: file.mqtt.caFile ?? null,
        }
      : null,
    broker: { host: file.broker?.host ?? '127.0.0.1', port: file.broker?.port ?? 1883, users: file.broker?.users ?? [], tls: file.broker?.tls ?? null },
    panels: (file.panels ?? []).map(fillPanel),
    session: { idleMinutes: file.session?.idleMinutes ?? 5, maxHours: file.session?.maxHours ?? 12 },
    visitors: { stayHours: file.visitors?.stayHours ?? 10, badges: file.visitors?.badges ?? 200 },
  };
}

function fillReader(entry: ReaderEntry, passBack: boolean): ReaderConfig {
  return {
    id: entry.id,
    name: entry.name ?? entry.id,
    path: entry.path ?? `simulated:${entry.id}`,
    baudRate: entry.baudRate ?? 9600,
    protocol: entry.protocol,
    direction: entry.direction ?? null,
    area: entry.area ?? null,
    repeatSeconds: entry.repeatSeconds ?? 5,
    passBack: entry.passBack ?? (passBack && entry.direction !== undefined),
    template: entry.protocol === 'wiegand-text' ? fillTemplate(entry.template ?? defaultWiegandPreset) : null,
    simulated: entry.simulated ?? false,
  };
}

function fillTemplate(entry: NonNullable<ReaderEntry['template']>): WiegandTextTemplate | null {
  if (typeof entry === 'string') return isWiegandPreset(entry) ? wiegandPresets[entry] : null;
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

function fillPanel(entry: PanelEntry): PanelConfig {
  const base = { id: entry.id, name: entry.name ?? entry.id, heartbeatSeconds: entry.heartbeatSeconds ?? null, simulated: entry.simulated ?? false };
  if (entry.dialect === 'home-assistant') return { ...base, dialect: entry.dialect, discovery: entry.discovery ?? 'homeassistant' };
  return {
    ...base,
    dialect: entry.dialect,
    topic: entry.topic,
    jsonPath: entry.jsonPath ?? null,
    words: Object.fromEntries(Object.entries(entry.words).map(([word, meaning]) => [word, fillWord(meaning)])),
    availabilityTopic: entry.availabilityTopic ?? null,
  };
}

function fillWord(entry: WordEntry): MappedWord {
  if (typeof entry === 'string') return entry;
  const category = entry.category ?? categoryOf(entry.condition);
  const { condition, priority, latched, onDelaySeconds, offDelaySeconds } = entry;
  return {
    condition,
    priority,
    category,
    latched: latched ?? latchesByDefault(category),
    ...(onDelaySeconds === undefined ? {} : { onDelaySeconds }),
    ...(offDelaySeconds === undefined ? {} : { offDelaySeconds }),
  };
}
