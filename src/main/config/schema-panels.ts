/** What the configuration file may say about panels: each dialect with its own keys. */
import { z } from 'zod';
import { alarmCategories } from '../../shared/model/alarms.ts';
import { armModes, panelCommandKinds } from '../../shared/model/panels.ts';
import type { RightCode } from './right.ts';
import { id, matching, name, openHours, priority, section, text } from './schema-parts.ts';

const seconds = z.number().min(1).max(90_000);
const hours = z.number().min(0.1).max(10_000);
/** An alarm that is held back for more than an hour is one that nobody hears of in time. */
const delaySeconds = z.number().min(0).max(3_600);

export const topicFilter = z.string().refine(isTopicFilter, { error: 'topicFilter' satisfies RightCode });
const topicPrefix = matching(/^[^+#\0/][^+#\0]{0,198}[^+#\0/]$|^[^+#\0/]$/, 'topicPrefix');

/** MQTT 3.1.1 clause 4.7: `+` alone in its level, `#` alone in the last. */
function isTopicFilter(filter: string): boolean {
  if (filter.length === 0 || filter.length > 500 || filter.includes('\0')) return false;
  const levels = filter.split('/');
  return levels.every((level, at) => level === '+' || (level === '#' && at === levels.length - 1) || !/[+#]/.test(level));
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

/** As it is transmitted: letters and digits. A number that begins with 0 needs quotes, or YAML takes the 0 away. */
const accountText = matching(/^[0-9A-Za-z]{1,16}$/, 'account');
const accountNumber = z.int().min(0).max(9_999_999_999);
const accountFacts = { name: name.optional(), testHours: hours.optional() };
const accounts = z.union([
  z.array(z.union([accountText, accountNumber, section({ account: z.union([accountText, accountNumber]), ...accountFacts })])).max(500),
  z.record(accountText, z.union([name, section(accountFacts), z.null()])),
]);

const common = {
  id,
  name: name.optional(),
  heartbeatSeconds: seconds.optional(),
  zoneHeartbeatSeconds: seconds.max(1_000_000).optional(),
  testHours: hours.optional(),
  openHours: openHours.optional(),
  accounts: accounts.optional(),
  commandSeconds: z.number().min(1).max(600).optional(),
  simulated: z.boolean().optional(),
};

const topicDialects = ['pai', 'dsc', 'alarmo', 'ad2iot', 'zigbee2mqtt', 'texecom', 'frigate', 'sparkplug', 'guardpost'] as const;
const commandWords = [...panelCommandKinds, ...armModes.map((mode) => `arm.${mode}` as const)] as const;

export const panel = z.discriminatedUnion('dialect', [
  /** `discovery`: what `base` was called before. */
  section({ ...common, dialect: z.literal('home-assistant'), base: topicPrefix.optional(), discovery: text.optional() }),
  section({ ...common, dialect: z.enum(topicDialects), base: topicPrefix.optional() }),
  section({
    ...common,
    dialect: z.literal('sia'),
    topic: topicFilter.optional(),
    receiver: section({ host: text.optional(), port: z.int().min(0).max(65_535) }).optional(),
  }),
  section({
    ...common,
    dialect: z.literal('mapping'),
    topic: topicFilter,
    jsonPath: text.optional(),
    words: z.record(z.string(), word),
    availabilityTopic: topicFilter.optional(),
    commands: section({ topic: matching(/^[^+#\0]{1,200}$/, 'commandTopic'), words: z.partialRecord(z.enum(commandWords), text) }).optional(),
  }),
]);

export type PanelEntry = z.infer<typeof panel>;
export type WordEntry = z.infer<typeof word>;
export type AccountsEntry = z.infer<typeof accounts>;
