/**
 * On-delay and off-delay of one cause (ISA-18.2): a cause must last before it is raised, and stay away before it is
 * cleared. Pure: knows no alarm, no store and no clock; whoever calls does what the acts say, in their order.
 */
import type { AlarmCategory } from '../../../shared/model/alarms.ts';

/** Milliseconds; 0 = at once. */
export interface EdgeDelays {
  readonly onDelayMs: number;
  readonly offDelayMs: number;
}
export const noDelays: EdgeDelays = { onDelayMs: 0, offDelayMs: 0 };

/** A reported edge that waits, epoch milliseconds. */
export interface HeldEdge {
  readonly edge: 'on' | 'off';
  readonly sinceUtcMs: number;
  readonly dueAtUtcMs: number;
}

export interface DelayState {
  /** What was let through last: the cause counts as present. */
  readonly raised: boolean;
  readonly held: HeldEdge | null;
}

/** `tooShort`: the cause ended within its on-delay. `flicker`: it was away for less than its off-delay. Both are told, neither is an alarm. */
export type DelayAct = 'raise' | 'clear' | 'tooShort' | 'flicker';
export interface DelayStep {
  readonly state: DelayState;
  readonly acts: readonly DelayAct[];
}

/** Danger to life and hold-up never wait, whatever is configured: one such category among those given ends all delay. */
export function delaysFor(categories: readonly AlarmCategory[], delays: EdgeDelays): EdgeDelays {
  return categories.some((category) => category === 'life' || category === 'holdUp') ? noDelays : delays;
}

/** Also due when the clock was set back behind the report: waiting longer than the delay could lose an alarm. */
export const isDue = (held: HeldEdge, nowUtcMs: number): boolean => nowUtcMs >= held.dueAtUtcMs || nowUtcMs < held.sinceUtcMs;

/** Time has passed: lets through what is due. */
export function elapse(state: DelayState, nowUtcMs: number): DelayStep {
  const { held } = state;
  if (held === null || !isDue(held, nowUtcMs)) return { state, acts: [] };
  const raised = held.edge === 'on';
  return { state: { raised, held: null }, acts: [raised ? 'raise' : 'clear'] };
}

/** The cause was reported as present or as gone. What is due by now goes first, so a late timer changes nothing. */
export function report(state: DelayState, active: boolean, delays: EdgeDelays, nowUtcMs: number): DelayStep {
  const before = elapse(state, nowUtcMs);
  const after = active ? present(before.state, delays.onDelayMs, nowUtcMs) : gone(before.state, delays.offDelayMs, nowUtcMs);
  return { state: after.state, acts: [...before.acts, ...after.acts] };
}

/** A raise of what counts as present already is passed on as well: it may be worse than before. */
function present({ raised, held }: DelayState, onDelayMs: number, nowUtcMs: number): DelayStep {
  if (raised) return { state: { raised, held: null }, acts: held === null ? ['raise'] : ['flicker', 'raise'] };
  const since = held?.sinceUtcMs ?? nowUtcMs;
  // A repeated report never waits longer than the first one; with a shorter delay it waits less.
  const due = Math.min(held?.dueAtUtcMs ?? Number.POSITIVE_INFINITY, since + onDelayMs);
  if (due <= nowUtcMs) return { state: { raised: true, held: null }, acts: ['raise'] };
  return { state: { raised, held: { edge: 'on', sinceUtcMs: since, dueAtUtcMs: due } }, acts: [] };
}

function gone({ raised, held }: DelayState, offDelayMs: number, nowUtcMs: number): DelayStep {
  if (!raised) return { state: { raised, held: null }, acts: held === null ? [] : ['tooShort'] };
  const since = held?.sinceUtcMs ?? nowUtcMs;
  const due = Math.min(held?.dueAtUtcMs ?? Number.POSITIVE_INFINITY, since + offDelayMs);
  if (due <= nowUtcMs) return { state: { raised: false, held: null }, acts: ['clear'] };
  return { state: { raised, held: { edge: 'off', sinceUtcMs: since, dueAtUtcMs: due } }, acts: [] };
}
