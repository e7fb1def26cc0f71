/** zod twins of the alarm board's policy, procedures and figures. */
import { z } from 'zod';
import { alarmCategories } from '../model/alarms.ts';
import { userName } from './schemas.ts';

export const done = z.object({ ok: z.literal(true) });
export const secondPerson = z.object({ name: userName, secret: z.string().max(128) });

const seconds = z.number().int().min(5).max(3_600);
const pair = z.tuple([seconds, seconds]).readonly();
export const alarmPolicy = z.object({
  twoPersons: z.object({ disarm: z.boolean(), bypass: z.boolean() }),
  /** The lead is called after the second seat. */
  escalationSeconds: z
    .object({ 1: pair, 2: pair, 3: pair, 4: pair })
    .refine((times) => Object.values(times).every(([second, lead]) => second < lead), { message: 'escalationOrder' }),
  confirmationMinutes: z.number().int().min(0).max(240),
  falseAlarms: z.object({ count: z.number().int().min(2).max(50), days: z.number().int().min(1).max(90) }),
});

const wordsIn = z.object({ en: z.string(), zh: z.string() });
const answer = z.object({ answerId: z.string(), words: wordsIn, next: z.string().nullable() });
const step = z.object({ stepId: z.string(), words: wordsIn, answers: z.array(answer).readonly(), next: z.string().nullable() });
export const procedure = z.object({
  procedureId: z.string(),
  version: z.number().int(),
  title: wordsIn,
  forSources: z.array(z.object({ panelId: z.string(), source: z.string() })).readonly(),
  forConditions: z.array(z.string()).readonly(),
  forCategories: z.array(z.enum(alarmCategories)).readonly(),
  steps: z.array(step).readonly(),
});

const count = z.number().int();
const perPriority = <T extends z.ZodType>(one: T) => z.object({ 1: one, 2: one, 3: one, 4: one });
export const alarmFigures = z.object({
  sinceUtcMs: z.number(),
  untilUtcMs: z.number(),
  raised: count,
  perTenMinutes: z.array(z.object({ atUtcMs: z.number(), count })).readonly(),
  meanPerTenMinutes: z.number(),
  mostInTenMinutes: count,
  floodShare: z.number(),
  floods: count,
  stale: count,
  chattering: z.array(z.object({ panelId: z.string(), source: z.string(), condition: z.string(), bursts: count })).readonly(),
  topSources: z.array(z.object({ panelId: z.string(), source: z.string(), area: z.string().nullable(), count, share: z.number() })).readonly(),
  byPriority: perPriority(count),
  toAcknowledge: perPriority(z.object({ count, medianSeconds: z.number(), p95Seconds: z.number() }).nullable()),
  escalated: z.object({ secondSeat: count, lead: count }),
  findings: z.object({ true: count, false: count, test: count, unknown: count }),
  falseAlarms: z.array(z.object({ panelId: z.string(), source: z.string(), count, minutesWasted: z.number() })).readonly(),
});
