/**
 * What Home Assistant's discovery says of one entity (alarms.md 1). Pure: data from outside to an entity, or a problem
 * code. Only alarm panels and binary sensors are of interest. Must not know topics of announcements: that is announcement.ts.
 */
import * as z from 'zod';
import { fail, ok, type Result } from '../../../../shared/model/result.ts';
import { type Control, controlOf, controlShape } from './control.ts';
import { fieldsOf, withBaseTopic, withLongNames } from './key-names.ts';
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
  /** The bridge's own name for it, the same however it is announced; null where it gives none. */
  readonly uniqueId: string | null;
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
  /** How it takes commands; null = it takes none. */
  readonly control: Control | null;
  /** With several sources: which of them decide. */
  readonly availabilityMode: 'all' | 'any' | 'latest';
}

export type DiscoveryProblem = { readonly code: 'notJson' | 'badDiscovery'; readonly detail: string };

/** Words may come as numbers or flags. */
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
  unique_id: z.string().max(400).nullish(),
  state_topic: topic,
  value_template: z.string().nullish(),
  device_class: z.string().nullish(),
  payload_on: word.default('ON'),
  payload_off: word.default('OFF'),
  off_delay: z.coerce.number().positive().max(86_400).nullish(),
  expire_after: z.coerce.number().nonnegative().max(31_536_000).nullish(),
  availability_topic: topic.nullish(),
  availability_template: z.string().nullish(),
  availability_mode: z.enum(['all', 'any', 'latest']).default('latest'),
  payload_available: word.default('online'),
  payload_not_available: word.default('offline'),
  availability: z.union([availabilityShape.transform((one) => [one]), z.array(availabilityShape).max(64)]).nullish(),
  ...controlShape,
  device: z.object({ name: z.string().max(400).nullish(), suggested_area: z.string().max(400).nullish() }).nullish(),
});

export function isOurs(platform: unknown): platform is Entity['kind'] {
  return platform === 'alarm_control_panel' || platform === 'binary_sensor';
}

/** The entity that an announcement describes. `objectId` names it where it has no name of its own. */
export function parseEntity(kind: Entity['kind'], objectId: string, announced: unknown): Result<Entity, DiscoveryProblem> {
  const fields = fieldsOf(announced);
  if (fields === null) return fail({ code: 'badDiscovery', detail: 'not an object' });
  const parsed = configShape.safeParse(withBaseTopic(withLongNames(fields)));
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
    uniqueId: config.unique_id ?? null,
    area: config.device?.suggested_area ?? device,
    stateTopic: config.state_topic,
    template: parseTemplate(config.value_template ?? null),
    deviceClass: config.device_class ?? null,
    payloadOn: config.payload_on,
    payloadOff: config.payload_off,
    offDelayMs: config.off_delay ? config.off_delay * 1000 : null,
    expireAfterMs: config.expire_after ? config.expire_after * 1000 : null,
    availability: availabilityOf(config),
    control: kind === 'alarm_control_panel' ? controlOf(config) : null,
    availabilityMode: config.availability_mode,
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
