/** What the configuration file may say, key by key. Only checks; defaults that depend on other keys are filled in by fill.ts. */
import { z } from 'zod';
import { wiegandFormats } from '../../shared/model/cards.ts';
import type { RightCode } from './right.ts';
import { panel, topicFilter } from './schema-panels.ts';
import { name, section, text } from './schema-parts.ts';
import { reader, voice } from './schema-readers.ts';

const secret = z.string().min(1).max(200);
function isMqttUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && ['mqtt:', 'mqtts:'].includes(parsed.protocol) && parsed.hostname !== '' && parsed.password === '';
}

const mqtt = section({
  url: z.string().refine(isMqttUrl, { error: 'mqttUrl' satisfies RightCode }),
  username: text.optional(),
  password: secret.optional(),
  clientId: text.optional(),
  caFile: text.optional(),
});

const broker = section({
  host: text.optional(),
  port: z.int().min(0).max(65_535).optional(),
  users: z.array(section({ username: text, password: secret, topics: z.array(topicFilter) })).optional(),
  tls: section({ certFile: text, keyFile: text }).optional(),
});

export const configSchema = section({
  post: section({ site: name, name }),
  readers: z.array(reader).max(64).nullish(),
  voice: voice.nullish(),
  cardFormats: z.array(z.enum(wiegandFormats)).min(1).nullish(),
  mqtt: mqtt.nullish(),
  broker: broker.nullish(),
  panels: z.array(panel).max(64).nullish(),
  /** The site's own procedures, beside this file. */
  proceduresFile: text.optional(),
  session: section({ idleMinutes: z.number().min(1).max(240).optional(), maxHours: z.number().min(1).max(24).optional() }).nullish(),
  visitors: section({ stayHours: z.number().min(0.5).max(72).optional(), badges: z.int().min(1).max(9_999).optional() }).nullish(),
});
export type ConfigFile = z.infer<typeof configSchema>;
