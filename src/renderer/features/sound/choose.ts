/** What should sound now at a seat: pure, no audio. Hold-up and duress are silent at the post; a low alarm is only seen. */
import type { Alarm } from '../../../shared/model/alarms.ts';
import type { SeatDuty } from '../../../shared/model/seats.ts';
import { concerns } from '../../app/seat-duty.ts';

export type SoundPattern = 'critical' | 'high' | 'medium';
export const soundPatterns = ['critical', 'high', 'medium'] as const;

export interface Sounding {
  readonly pattern: SoundPattern;
  /** 0 to 1. */
  readonly volume: number;
  /** Begin the pattern again after this long. */
  readonly everyMs: number;
}

const silenceMs = 60_000;
/** Full loudness after this long without an answer. */
const risesForMs = 60_000;
const quietest = 0.35;
const patternOf = { 1: 'critical', 2: 'high', 3: 'medium', 4: null } as const;
/** How often, at first and once it has risen. */
const pace: { readonly [pattern in SoundPattern]: readonly [firstMs: number, laterMs: number] } = {
  critical: [3000, 2000],
  high: [6000, 3000],
  medium: [20_000, 10_000],
};
/** "Sound once" (alarms.md): long enough for one pattern. */
const onceMs = 4000;

const waits = (alarm: Alarm): boolean => alarm.state === 'unacknowledged' || alarm.state === 'returnedUnacknowledged';
const silentAtPost = (alarm: Alarm): boolean => alarm.category === 'holdUp' || alarm.condition === 'duress' || alarm.condition === 'holdUp';

/** A silence covers what had come up before it began: a new alarm sounds at once. */
function silenced(alarm: Alarm, silencedUntilUtcMs: number | null, nowUtcMs: number): boolean {
  return silencedUntilUtcMs !== null && nowUtcMs < silencedUntilUtcMs && alarm.raisedAtUtcMs <= silencedUntilUtcMs - silenceMs;
}

const sooner = (a: Alarm, b: Alarm): boolean => a.priority < b.priority || (a.priority === b.priority && a.raisedAtUtcMs < b.raisedAtUtcMs);

/** The most urgent audible alarm, and of several the one that has waited longest. One pass: the board may hold thousands. */
function loudest(alarms: readonly Alarm[], silencedUntilUtcMs: number | null, nowUtcMs: number, duty: SeatDuty): Alarm | null {
  let most: Alarm | null = null;
  for (const alarm of alarms) {
    if (!waits(alarm) || patternOf[alarm.priority] === null || !concerns(alarm, duty)) continue;
    if (most !== null && !sooner(alarm, most)) continue;
    if (silentAtPost(alarm) || silenced(alarm, silencedUntilUtcMs, nowUtcMs)) continue;
    if (alarm.category === 'tamper' && nowUtcMs - alarm.raisedAtUtcMs > onceMs) continue;
    most = alarm;
  }
  return most;
}

/**
 * The most urgent audible alarm decides the pattern, the one that waited longest at that priority how loud. Null = quiet.
 * A second or a lead's seat sounds for what has been passed on to it, the first one for everything.
 */
export function chooseSound(alarms: readonly Alarm[], silencedUntilUtcMs: number | null, nowUtcMs: number, duty: SeatDuty = 'first'): Sounding | null {
  const most = loudest(alarms, silencedUntilUtcMs, nowUtcMs, duty);
  const pattern = most === null ? null : patternOf[most.priority];
  if (most === null || pattern === null) return null;
  const risen = Math.min(1, Math.max(0, nowUtcMs - most.raisedAtUtcMs) / risesForMs);
  const [firstMs, laterMs] = pace[pattern];
  return { pattern, volume: quietest + (1 - quietest) * risen, everyMs: firstMs + (laterMs - firstMs) * risen };
}
