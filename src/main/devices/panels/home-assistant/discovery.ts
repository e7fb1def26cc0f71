/**
 * Discovery messages of Home Assistant's MQTT integration (alarms.md 1): long and short key names, `~` as base topic.
 * Pure: bytes from outside to an entity, or a problem code. Only alarm panels and binary sensors are of interest.
 */
import * as z from 'zod';
import { fail, ok, type Result } from '../../../../shared/model/result.ts';
import { parseJson } from '../mapping/json-path.ts';
import { parseTemplate, type ValueTemplate } from './template.ts';

export interface AvailabilitySource {
  readonly topic: string;
  readonly online: string;
  readonly offline: string;
  readonly template: ValueTemplate | null;
}

export interface Entity {
  readonly kind: 'alarm_control_panel' | 'binary_sensor';
  /** Name for people. */
  readonly name: string;
  readonly objectId: string;
  readonly area: string | null;
  readonly stateTopic: string;
  /** null: a template that we do not support. */
  readonly template: ValueTemplate | null;
  readonly deviceClass: string | null;
  readonly payloadOn: string;
  readonly payloadOff: string;
  readonly offDelayMs: number | null;
  readonly expireAfterMs: number | null;
  readonly availability: readonly AvailabilitySource[];
}

export type DiscoveryProblem = { readonly code: 'notJson' | 'badDiscovery'; readonly detail: string };

/** The short names that concern us; all other keys are left alone. */
const longNames: ReadonlyMap<string, string> = new Map([
  ['stat_t', 'state_topic'],
  ['val_tpl', 'value_template'],
  ['dev_cla', 'device_class'],
  ['pl_on', 'payload_on'],
  ['pl_off', 'payload_off'],
  ['off_dly', 'off_delay'],
  ['exp_aft', 'expire_after'],
  ['avty', 'availability'],
  ['avty_t', 'availability_topic'],
  ['avty_tpl', 'availability_template'],
  ['pl_avail', 'payload_available'],
  ['pl_not_avail', 'payload_not_available'],
  ['uniq_id', 'unique_id'],
  ['obj_id', 'object_id'],
  ['dev', 'device'],
  ['sa', 'suggested_area'],
  ['t', 'topic'],
]);

const word = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const topic = z
  .string()
  .min(1)
  .max(65_535)
  .regex(/^[^+#\0]+$/);
const availabilityShape = z.object({
  topic,
  payload_available: word.default('online'),
  payload_not_available: word.default('offline'),
  value_template: z.string().nullish(),
});
const configShape = z.object({
  name: z.string().max(400).nullish(),
  state_topic: topic,
  value_template: z.string().nullish(),
  device_class: z.string().nullish(),
  payload_on: word.default('ON'),
  payload_off: word.default('OFF'),
  off_delay: z.coerce.number().positive().max(86_400).nullish(),
  expire_after: z.coerce.number().nonnegative().max(31_536_000).nullish(),
  availability_topic: topic.nullish(),
  availability_template: z.string().nullish(),
  payload_available: word.default('online'),
  payload_not_available: word.default('offline'),
  availability: z.union([availabilityShape.transform((one) => [one]), z.array(availabilityShape).max(64)]).nullish(),
  device: z.object({ name: z.string().max(400).nullish(), suggested_area: z.string().max(400).nullish() }).nullish(),
});

/** The entity that a (not empty) discovery payload describes. `objectId` names it where it has no name of its own. */
export function parseDiscovery(kind: Entity['kind'], objectId: string, payload: string): Result<Entity, DiscoveryProblem> {
  const json = parseJson(payload);
  if (!json.ok) return fail({ code: 'notJson', detail: '' });
  const parsed = configShape.safeParse(withBaseTopic(withLongNames(json.value)));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return fail({ code: 'badDiscovery', detail: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim() });
  }
  return ok(entityOf(kind, objectId, parsed.data));
}

function entityOf(kind: Entity['kind'], objectId: string, config: z.output<typeof configShape>): Entity {
  const device = config.device?.name ?? null;
  return {
    kind,
    name: config.name ?? device ?? objectId,
    objectId,
    area: config.device?.suggested_area ?? device,
    stateTopic: config.state_topic,
    template: parseTemplate(config.value_template ?? null),
    deviceClass: config.device_class ?? null,
    payloadOn: config.payload_on,
    payloadOff: config.payload_off,
    offDelayMs: config.off_delay ? config.off_delay * 1000 : null,
    expireAfterMs: config.expire_after ? config.expire_after * 1000 : null,
    availability: availabilityOf(config),
  };
}

function availabilityOf(config: z.output<typeof configShape>): readonly AvailabilitySource[] {
  if (config.availability) {
    return config.availability.map((one) => ({
      topic: one.topic,
      online: one.payload_available,
      offline: one.payload_not_available,
      template: parseTemplate(one.value_template ?? null),
    }));
  }
  if (!config.availability_topic) return [];
  const template = parseTemplate(config.availability_template ?? null);
  return [{ topic: config.availability_topic, online: config.payload_available, offline: config.payload_not_available, template }];
}

/** Short key names to long ones, two levels deep (device, availability); deeper levels do not concern us. */
function withLongNames(value: unknown, depth = 0): unknown {
  if (Array.isArray(value)) return depth < 3 ? value.map((item) => withLongNames(item, depth + 1)) : value;
  if (typeof value !== 'object' || value === null || depth > 2) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [longName(key, depth), withLongNames(item, depth + 1)]));
}

/** In an availability entry `val_tpl` and `t` are short too; at the top `t` is not, so it is left there. */
function longName(key: string, depth: number): string {
  return key === 't' && depth === 0 ? key : (longNames.get(key) ?? key);
}

/** `~` at the beginning or the end of a topic stands for the base topic. */
function withBaseTopic(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const base: unknown = Reflect.get(value, '~');
  return typeof base === 'string' ? expandTopics(value, base) : value;
}

function expandTopics(value: object, base: string): object {
  const expanded = Object.entries(value).map(([key, item]): [string, unknown] => {
    if (typeof item === 'string' && key.endsWith('topic')) return [key, expand(item, base)];
    if (key === 'availability' && typeof item === 'object' && item !== null) {
      const entries = Array.isArray(item) ? item : [item];
      return [key, entries.map((entry: unknown) => (typeof entry === 'object' && entry !== null ? expandTopics(entry, base) : entry))];
    }
    return [key, item];
  });
  return Object.fromEntries(expanded);
}

function expand(text: string, base: string): string {
  if (text.startsWith('~')) return base + text.slice(1);
  return text.endsWith('~') ? text.slice(0, -1) + base : text;
}
