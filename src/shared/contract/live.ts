/** Procedures of `live`: what a seat is told as it happens. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { mrzFields, mrzProblemCodes } from '../model/mrz/mrz-problem.ts';
import { lockedToo } from './base.ts';
import { alarm, cardNumber, deviceHealth, entry, visit } from './schemas.ts';

const storeHealth = z.object({
  state: z.enum(['ok', 'failed']),
  cause: z.string().nullable(),
  sinceUtcMs: z.number().nullable(),
  /** Reads at the gate that could not be written since the failure began. */
  unwritten: z.number().int(),
});

const clockHealth = z.object({ jumpedAtUtcMs: z.number().nullable(), jumpMs: z.number() });

export const glance = z.object({
  inside: z.number().int(),
  overdue: z.number().int(),
  unacknowledged: z.number().int(),
  store: storeHealth,
  clock: clockHealth,
  nowUtcMs: z.number(),
});
export type Glance = z.infer<typeof glance>;

const liveEvent = z.discriminatedUnion('type', [
  /** First event of a stream, and again whenever this seat fell too far behind: forget what you have. */
  z.object({
    type: z.literal('snapshot'),
    seq: z.number().int(),
    masked: z.boolean(),
    gate: z.array(entry),
    log: z.array(entry),
    alarms: z.array(alarm),
    inside: z.array(visit),
    devices: z.array(deviceHealth),
    glance,
    silencedUntilUtcMs: z.number().nullable(),
  }),
  /** One new journal row; `seq` counts up by one, a gap means: ask log.page for what is missing. */
  z.object({ type: z.literal('entry'), entry }),
  z.object({ type: z.literal('repeat'), seq: z.number().int(), repeats: z.number().int() }),
  z.object({ type: z.literal('alarm'), alarm }),
  z.object({ type: z.literal('alarmGone'), alarmId: z.string() }),
  z.object({ type: z.literal('visit'), visit }),
  z.object({ type: z.literal('device'), device: deviceHealth }),
  z.object({ type: z.literal('glance'), glance }),
  z.object({ type: z.literal('silenced'), untilUtcMs: z.number().nullable(), by: z.string() }),
  /** A read that could not be written: shown in red, not evidence. */
  z.object({ type: z.literal('unwritten'), readerId: z.string(), card: cardNumber, atUtcMs: z.number(), cause: z.string() }),
  /**
   * A scanner read an identity document; `visitors.takeDocument` gives it to the first who asks. Only to seats that may register visitors.
   * `alone`: no other seat was told.
   */
  z.object({ type: z.literal('documentOffered'), offerId: z.string(), readerId: z.string(), atUtcMs: z.number(), simulated: z.boolean(), alone: z.boolean() }),
  z.object({ type: z.literal('documentGone'), offerId: z.string() }),
  /** A document could not be read: nothing of it, only what was wrong. */
  z.object({
    type: z.literal('documentUnread'),
    readerId: z.string(),
    problem: z.object({ code: z.enum(mrzProblemCodes), field: z.enum(mrzFields).nullable() }),
  }),
  /** The session changed (locked, signed out, role changed): ask session.state. */
  z.object({ type: z.literal('session') }),
]);
export type LiveEvent = z.infer<typeof liveEvent>;

export const live = { watch: lockedToo.output(eventIterator(liveEvent)) };
