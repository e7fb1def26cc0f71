/** Does an alarm chatter: "N in a minute" (alarms.md 4). Pure; it marks, it never hides. */

const windowMs = 60_000;
/** This many raises within a minute are chatter. */
const chatterRaises = 3;

/** The raise times with a new one, oldest first; only as many as the rule needs (epoch milliseconds). */
export function withRaise(recent: readonly number[], atUtcMs: number, needed = chatterRaises): readonly number[] {
  return [...recent, atUtcMs].slice(-needed);
}

/** True when the last `needed` raises all lie within the minute before now. A clock that was set back counts as "now". */
export function isChattering(recent: readonly number[], nowUtcMs: number, needed = chatterRaises): boolean {
  const first = recent.at(-needed);
  return first !== undefined && nowUtcMs - first < windowMs;
}
