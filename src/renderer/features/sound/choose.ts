/** What should sound now: pure, no audio. Hold-up and duress are silent at the post; a low alarm is only seen. */
import type { Alarm } from '../../../shared/model/alarms.ts';

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

/** The most urgent audible alarm decides the pattern, the one that waited longest at that priority how loud. Null = quiet. */
export function chooseSound(alarms: readonly Alarm[], silencedUntilUtcMs: number | null, nowUtcMs: number): Sounding | null {
  const audible = alarms.filter(
    (alarm) =>
      waits(alarm) &&
      patternOf[alarm.priority] !== null &&
      !silentAtPost(alarm) &&
      !silenced(alarm, silencedUntilUtcMs, nowUtcMs) &&
      !(alarm.category === 'tamper' && nowUtcMs - alarm.raisedAtUtcMs > onceMs),
  );
  const [most] = audible.toSorted((a, b) => a.priority - b.priority || a.raisedAtUtcMs - b.raisedAtUtcMs);
  const pattern = most === undefined ? null : patternOf[most.priority];
  if (most === undefined || pattern === null) return null;
  const risen = Math.min(1, Math.max(0, nowUtcMs - most.raisedAtUtcMs) / risesForMs);
  const [firstMs, laterMs] = pace[pattern];
  return { pattern, volume: quietest + (1 - quietest) * risen, everyMs: firstMs + (laterMs - firstMs) * risen };
}
