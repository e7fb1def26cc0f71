/** What a figure comes to: good, keep an eye on it, act, or too few to judge. The limits are those of alarms.md 4. Pure. */
import type { AlarmFigures } from '../../../shared/model/alarm-figures.ts';
import type { AlarmPolicy } from '../../../shared/model/alarm-policy.ts';
import type { Priority } from '../../../shared/model/alarms.ts';

export const grades = ['good', 'watch', 'bad', 'few'] as const;
export type Grade = (typeof grades)[number];

/** Alarms below which shares say nothing. */
const fewestForShares = 20;

/** Good up to here, bad above there, an eye on it between. */
const between = (value: number, goodTo: number, badAbove: number): Grade => (value <= goodTo ? 'good' : value <= badAbove ? 'watch' : 'bad');

/** One alarm in ten minutes is fine, two are the most that one can manage. */
export const rateGrade = ({ meanPerTenMinutes }: Pick<AlarmFigures, 'meanPerTenMinutes'>): Grade => between(meanPerTenMinutes, 1, 2);

/** Under 1 % of the time. */
export const floodGrade = ({ floodShare }: Pick<AlarmFigures, 'floodShare'>): Grade => (floodShare < 0.01 ? 'good' : between(floodShare, 0, 0.05));

/** Under 5 on the board. */
export const staleGrade = ({ stale }: Pick<AlarmFigures, 'stale'>): Grade => (stale < 5 ? 'good' : between(stale, 0, 10));

export const chatteringGrade = ({ chattering }: Pick<AlarmFigures, 'chattering'>): Grade => between(chattering.length, 0, 3);

export const topShare = ({ topSources }: Pick<AlarmFigures, 'topSources'>): number => topSources.reduce((sum, { share }) => sum + share, 0);

/** Where there are no more than ten sources at all, ten of them always make up the whole. */
export function topGrade(figures: Pick<AlarmFigures, 'topSources' | 'raised'>): Grade {
  if (figures.raised < fewestForShares || figures.topSources.length < 10 || topShare(figures) > 0.999) return 'few';
  return between(topShare(figures), 0.05, 0.2);
}

/** Shares of critical, high, and medium with low, 0 to 1. */
export function priorityShares({ byPriority }: Pick<AlarmFigures, 'byPriority'>): { readonly critical: number; readonly high: number; readonly lower: number } {
  const all = byPriority[1] + byPriority[2] + byPriority[3] + byPriority[4];
  const share = (count: number) => (all === 0 ? 0 : count / all);
  return { critical: share(byPriority[1]), high: share(byPriority[2]), lower: share(byPriority[3] + byPriority[4]) };
}

/** Too many urgent ones are the harm: then nothing is urgent any more. */
export function priorityGrade(figures: Pick<AlarmFigures, 'byPriority' | 'raised'>): Grade {
  if (figures.raised < fewestForShares) return 'few';
  const { critical, high } = priorityShares(figures);
  if (critical > 0.2 || critical + high > 0.5) return 'bad';
  return critical > 0.1 || critical + high > 0.3 ? 'watch' : 'good';
}

/** Of one priority: 95 of 100 before the second seat is called. */
export function acknowledgeGrade(
  times: AlarmFigures['toAcknowledge'][Priority],
  priority: Priority,
  { escalationSeconds }: Pick<AlarmPolicy, 'escalationSeconds'>,
): Grade {
  if (times === null) return 'few';
  const [secondSeat] = escalationSeconds[priority];
  if (times.p95Seconds <= secondSeat) return 'good';
  return times.medianSeconds <= secondSeat ? 'watch' : 'bad';
}

/** The worst of several; those that can't be judged don't count. */
export function worstGrade(all: readonly Grade[]): Grade {
  return (['bad', 'watch', 'good'] as const).find((grade) => all.includes(grade)) ?? 'few';
}

export const escalatedGrade = ({ escalated }: Pick<AlarmFigures, 'escalated'>): Grade =>
  escalated.lead > 0 ? 'bad' : escalated.secondSeat > 0 ? 'watch' : 'good';
