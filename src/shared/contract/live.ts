/**
 * Procedures of `live`: what a seat is told as it happens. Events come many to a message, as JSON text that was written once for all seats:
 * live-events.ts reads it. Each was held against `liveEvent` before it was written.
 */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { mrzFields, mrzProblemCodes } from '../model/mrz/mrz-problem.ts';
import { pointKinds } from '../model/panels.ts';
import { lockedToo } from './base.ts';
import { panelCommand, panelPoint, unknownWord, watchingSeat } from './panel-schemas.ts';
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
  /** Panels that can't reach us: `deaf` of `all`; `brokerDown`: none can. `sinceUtcMs`: since when the first of them. */
  panels: z.object({ all: z.number().int(), deaf: z.number().int(), brokerDown: z.boolean(), sinceUtcMs: z.number().nullable() }),
  nowUtcMs: z.number(),
});
export type Glance = z.infer<typeof glance>;

export const liveEvent = z.discriminatedUnion('type', [
  /** First event of a stream, and again whenever this seat fell too far behind: forget what you have. */
  z.object({
    type: z.literal('snapshot'),
    seq: z.number().int(),
    masked: z.boolean(),
    gate: z.array(entry),
    log: z.array(entry),
    alarms: z.array(alarm),
    /** These are the most urgent ones; the others follow as `alarms`, the last of them with `complete`. */
    alarmsFollow: z.boolean().optional(),
    inside: z.array(visit),
    devices: z.array(deviceHealth),
    /** Parts of panels; commands under way or ended lately; words that nobody has taught us; seats that watch. */
    points: z.array(panelPoint),
    commands: z.array(panelCommand),
    unknownWords: z.array(unknownWord),
    seats: z.array(watchingSeat),
    glance,
    silencedUntilUtcMs: z.number().nullable(),
  }),
  /** One new journal row; `seq` counts up by one, a gap means: ask log.page for what is missing. */
  z.object({ type: z.literal('entry'), entry }),
  /** Rows came faster than they can be told one by one: these are the newest (newest first), up to `seq`. What lies between stands in the log. */
  z.object({ type: z.literal('skipped'), seq: z.number().int(), gate: z.array(entry), log: z.array(entry) }),
  z.object({ type: z.literal('repeat'), seq: z.number().int(), repeats: z.number().int() }),
  z.object({ type: z.literal('alarm'), alarm }),
  /** More of a board that was too long for the snapshot. `complete`: that was all. */
  z.object({ type: z.literal('alarms'), alarms: z.array(alarm), complete: z.boolean() }),
  z.object({ type: z.literal('alarmGone'), alarmId: z.string() }),
  z.object({ type: z.literal('visit'), visit }),
  z.object({ type: z.literal('device'), device: deviceHealth }),
  z.object({ type: z.literal('point'), point: panelPoint }),
  z.object({ type: z.literal('pointGone'), panelId: z.string(), kind: z.enum(pointKinds), pointId: z.string() }),
  z.object({ type: z.literal('command'), command: panelCommand }),
  /** All of them, when one came, was counted or was taught. */
  z.object({ type: z.literal('unknownWords'), unknownWords: z.array(unknownWord) }),
  /** All seats that watch, when one came, went, or changed its duty or sound. */
  z.object({ type: z.literal('seats'), seats: z.array(watchingSeat) }),
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

/** One message: events in their order, a JSON array as text. */
export const liveMessage = z.object({ events: z.string() });
export type LiveMessage = z.infer<typeof liveMessage>;

export const live = { watch: lockedToo.output(eventIterator(liveMessage)) };
