/** What the configuration file may say, key by key. Only checks; defaults that depend on other keys are filled in by fill.ts. */
import { z } from 'zod';
import { alarmCategories, priorities } from '../../shared/model/alarms.ts';
import { cardFormats, directions } from '../../shared/model/cards.ts';
import { readerProtocols } from '../../shared/model/devices.ts';
import { wiegandPresets } from '../../shared/model/wiegand-presets.ts';

/** An object that refuses unknown keys; the message says which are allowed. */
function section<S extends z.core.$ZodLooseShape>(shape: S) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, { error: ({ code }) => (code === 'unrecognized_keys' ? keys : code === 'invalid_type' ? `{ ${keys} }` : undefined) });
}

/** The message of a custom check is what is allowed. */
const matching = (pattern: RegExp, allowed: string) => z.string().regex(pattern, { error: allowed });
const id = matching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$/, 'letters, digits, "-", "_", ".", at most 40');
const name = matching(/^[^\p{Cc}]{1,60}$/u, 'text of 1 to 60 characters');
const text = matching(/^[^\p{Cc}]{1,200}$/u, 'text of 1 to 200 characters');
const secret = z.string().min(1).max(200);
const seconds = z.number().min(1).max(90_000);
const topicFilter = z.string().refine(isTopicFilter, { error: 'an MQTT topic filter, such as yard/+/state' });
const priority = z.literal(priorities);
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

const template = z.union([
  z.enum(Object.keys(wiegandPresets)),
  section({
    radix: z.enum(['hex', 'decimal']),
    facilityDigits: z.int().min(0).max(20),
    numberDigits: z.int().min(1).max(20),
    prefix: z.string().max(16).optional(),
    suffix: z.string().max(16).optional(),
    format: z.enum(cardFormats),
    layout: z.enum(['separate', 'joined']).optional(),
    numberBits: z.int().min(1).max(64).optional(),
    idleGapMs: z.int().min(0).max(5_000).optional(),
  }),
]);

const reader = section({
  id,
  name: name.optional(),
  path: text.optional(),
  baudRate: z.int().min(300).max(921_600).optional(),
  protocol: z.enum(readerProtocols),
  direction: z.enum(directions).optional(),
  area: name.optional(),
  repeatSeconds: z.number().min(0).max(600).optional(),
  passBack: z.boolean().optional(),
  template: template.optional(),
  simulated: z.boolean().optional(),
});

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
  url: z.string().refine(isMqttUrl, { error: 'mqtt://host:port or mqtts://host:port, without a password in it' }),
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
  mqtt: mqtt.nullish(),
  broker: broker.nullish(),
  panels: z.array(panel).max(64).nullish(),
  session: section({ idleMinutes: z.number().min(1).max(240).optional(), maxHours: z.number().min(1).max(24).optional() }).nullish(),
  visitors: section({ stayHours: z.number().min(0.5).max(72).optional(), badges: z.int().min(1).max(9_999).optional() }).nullish(),
});
export type ConfigFile = z.infer<typeof configSchema>;
export type ReaderEntry = z.infer<typeof reader>;
export type PanelEntry = z.infer<typeof panel>;
export type WordEntry = z.infer<typeof word>;
