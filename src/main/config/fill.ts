/** Fills in what the file leaves out: the defaults of a post. */
import type { PostConfig } from '../../shared/model/config.ts';
import { defaultCardFormats } from '../../shared/model/site-defaults.ts';
import { fillPanel } from './fill-panels.ts';
import { fillReaders, fillVoice } from './fill-readers.ts';
import type { ConfigFile } from './schema.ts';

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
    ...(file.proceduresFile === undefined ? {} : { proceduresFile: file.proceduresFile }),
    session: { idleMinutes: file.session?.idleMinutes ?? 5, maxHours: file.session?.maxHours ?? 12 },
    visitors: { stayHours: file.visitors?.stayHours ?? 10, badges: file.visitors?.badges ?? 200 },
  };
}
