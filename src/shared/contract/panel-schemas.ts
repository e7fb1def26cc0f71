/** zod twins of panels' points, commands and words, and of the seats that watch. */
import { z } from 'zod';
import { alarmCategories } from '../model/alarms.ts';
import { armModes, commandFailures, commandStates, panelCommandKinds, pointKinds } from '../model/panels.ts';
import { seatDuties, soundStates } from '../model/seats.ts';
import { line, priority } from './schemas.ts';

const maybeText = z.string().nullable();
const maybeMs = z.number().nullable();

export const panelPoint = z.object({
  panelId: z.string(),
  kind: z.enum(pointKinds),
  pointId: z.string(),
  name: z.string(),
  partition: maybeText,
  state: maybeText,
  bypassed: z.boolean(),
  sinceUtcMs: z.number(),
  lastHeardUtcMs: maybeMs,
  batteryPercent: maybeMs,
  simulated: z.boolean(),
});

export const panelCommand = z.object({
  commandId: z.string(),
  panelId: z.string(),
  kind: z.enum(panelCommandKinds),
  mode: z.enum(armModes).nullable(),
  pointKind: z.enum(pointKinds).nullable(),
  pointId: maybeText,
  by: z.string(),
  secondPerson: maybeText,
  askedAtUtcMs: z.number(),
  deadlineUtcMs: z.number(),
  state: z.enum(commandStates),
  stateAtUtcMs: z.number(),
  failure: z.enum(commandFailures).nullable(),
  detail: maybeText,
});

export const unknownWord = z.object({
  panelId: z.string(),
  word: z.string(),
  problem: z.string(),
  topic: z.string(),
  text: z.string(),
  count: z.number().int(),
  firstAtUtcMs: z.number(),
  lastAtUtcMs: z.number(),
  teachable: z.boolean(),
});

const delaySeconds = z.number().min(0).max(3_600).optional();
export const mappedWord = z.union([
  z.enum(['clear', 'ignore', 'alive']),
  z.object({
    condition: line(60).pipe(z.string().min(1)),
    priority,
    category: z.enum(alarmCategories),
    latched: z.boolean(),
    onDelaySeconds: delaySeconds,
    offDelaySeconds: delaySeconds,
  }),
]);
export const taughtWord = z.object({ panelId: z.string(), word: z.string(), meaning: mappedWord, by: z.string(), atUtcMs: z.number() });

/** A user code, or the AES key (hex) of an account at our receiver; null takes it away. */
export const panelSecretInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('code'), panelId: z.string().max(60), code: line(32).pipe(z.string().min(1)).nullable() }),
  z.object({
    kind: z.literal('receiverKey'),
    panelId: z.string().max(60),
    account: line(16).pipe(z.string().min(1)),
    key: z
      .string()
      .regex(/^(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{48}|[0-9a-fA-F]{64})$/)
      .nullable(),
  }),
]);

export const watchingSeat = z.object({
  seat: z.string(),
  user: maybeText,
  duty: z.enum(seatDuties),
  sound: z.enum(soundStates),
  sinceUtcMs: z.number(),
});
