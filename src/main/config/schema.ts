/** What the configuration file may say, key by key. Only checks; defaults that depend on other keys are filled in by fill.ts. */
import { z } from 'zod';
import { alarmCategories } from '../../shared/model/alarms.ts';
import { wiegandFormats } from '../../shared/model/cards.ts';
import type { RightCode } from './right.ts';
import { id, name, priority, section, text } from './schema-parts.ts';
import { reader, voice } from './schema-readers.ts';

const secret = z.string().min(1).max(200);
const seconds = z.number().min(1).max(90_000);
const topicFilter = z.string().refine(isTopicFilter, { error: 'topicFilter' satisfies RightCode });
/** An alarm that is held back for more than an hour is one that nobody hears of in time. */
const delaySeconds = z.number().min(0).max(3_600);

/** MQTT 3.1.1 clause 4.7: `+` alone in its level, `#` alone in the last. */
function isTopicFilter(filter: string): boolean {
  if (filter.length === 0 || filter.length > 500 || filter.includes('\0')) return false;
  const levels = filter.split('/');
  return levels.every((level, at) => level === '+' || (level === '#' && at === levels.length - 1) || !/[+#]/.test(level));
}

function isMqttUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && ['mqtt:', 'mqtts:'].includes(parsed.protocol) && parsed.hostname !== '' && parsed.password === '';
}

const word = z.union([
  z.enum(['clear', 'ignore', 'alive']),
  section({
    condition: name,
    priority,
    category: z.enum(alarmCategories).optional(),
    latched: z.boolean().optional(),
    onDelaySeconds: delaySeconds.optional(),
    offDelaySeconds: delaySeconds.optional(),
  }),
]);

const panelKeys = { id, name: name.optional(), heartbeatSeconds: seconds.optional(), simulated: z.boolean().optional() };
const panel = z.discriminatedUnion('dialect', [
  section({ ...panelKeys, dialect: z.literal('home-assistant'), discovery: text.optional() }),
  section({
    ...panelKeys,
    dialect: z.literal('mapping'),
    topic: topicFilter,
    jsonPath: text.optional(),
    words: z.record(z.string(), word),
    availabilityTopic: topicFilter.optional(),
  }),
]);

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
  session: section({ idleMinutes: z.number().min(1).max(240).optional(), maxHours: z.number().min(1).max(24).optional() }).nullish(),
  visitors: section({ stayHours: z.number().min(0.5).max(72).optional(), badges: z.int().min(1).max(9_999).optional() }).nullish(),
});
export type ConfigFile = z.infer<typeof configSchema>;
export type PanelEntry = z.infer<typeof panel>;
export type WordEntry = z.infer<typeof word>;
