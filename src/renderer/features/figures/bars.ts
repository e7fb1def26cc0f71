/** Alarms in ten minutes as bars that fit the width: each bar is the busiest ten minutes of its time. Pure. */
import type { AlarmFigures } from '../../../shared/model/alarm-figures.ts';

export const spans = ['shift', 'day', 'week', 'month'] as const;
export type Span = (typeof spans)[number];

const hourMs = 3_600_000;
const tenMinutesMs = 600_000;
export const spanMs: { readonly [span in Span]: number } = { shift: 12 * hourMs, day: 24 * hourMs, week: 7 * 24 * hourMs, month: 30 * 24 * hourMs };
/** So many hours stand in one bar; 0 = ten minutes. */
export const barHours: { readonly [span in Span]: number } = { shift: 0, day: 0, week: 1, month: 6 };

export interface Bar {
  readonly atUtcMs: number;
  /** Of the busiest ten minutes in it. */
  readonly count: number;
}

/** One bar after the other without gaps, oldest first. */
export function barsOf(
  { sinceUtcMs, untilUtcMs, perTenMinutes }: Pick<AlarmFigures, 'sinceUtcMs' | 'untilUtcMs' | 'perTenMinutes'>,
  span: Span,
): readonly Bar[] {
  const stepMs = barHours[span] === 0 ? tenMinutesMs : barHours[span] * hourMs;
  const first = Math.floor(sinceUtcMs / stepMs);
  const bars = new Map<number, number>();
  for (const { atUtcMs, count } of perTenMinutes) {
    const at = Math.floor(atUtcMs / stepMs);
    bars.set(at, Math.max(bars.get(at) ?? 0, count));
  }
  const length = Math.max(1, Math.ceil(untilUtcMs / stepMs) - first);
  return Array.from({ length }, (_, i) => ({ atUtcMs: (first + i) * stepMs, count: bars.get(first + i) ?? 0 }));
}

/** The ten minutes with alarms, newest first, for the table. */
export const busyTimes = ({ perTenMinutes }: Pick<AlarmFigures, 'perTenMinutes'>) => perTenMinutes.toReversed();
