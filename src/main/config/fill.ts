/** Fills in what the file leaves out: the defaults of a post. */
import type { MappedWord, PanelConfig, PostConfig } from '../../shared/model/config.ts';
import { defaultCardFormats } from '../../shared/model/site-defaults.ts';
import { categoryOf, latchesByDefault } from './categories.ts';
import { fillReaders, fillVoice } from './fill-readers.ts';
import type { ConfigFile, PanelEntry, WordEntry } from './schema.ts';

/** A checked file with every default in place. */
export function fillDefaults(file: ConfigFile): PostConfig {
  const cardFormats = file.cardFormats ?? defaultCardFormats;
  return {
    post: file.post,
    readers: fillReaders(file.readers ?? [], cardFormats),
    voice: fillVoice(file.voice ?? {}),
    cardFormats,
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
