/** Rules over the stream of decisions (GATE3): what at the gate is worth an alarm. Holds no timer; bounded memory. */
import { type CardNumber, cardText, type GateReason } from '../../shared/model/cards.ts';

export type AccessCondition = 'blockedCard' | 'lostCard' | 'repeatedDenials';

export interface GateRules {
  /** The alarm that this denial calls for; null for none. */
  denied(card: CardNumber, reason: GateReason, atMonoMs: number): AccessCondition | null;
}

const denials = 3;
const withinMs = 60_000;
const maxCards = 500;

/** Rules with an empty memory. */
export function createGateRules(): GateRules {
  const seen = new Map<string, number[]>();
  return {
    denied(card, reason, atMonoMs) {
      if (reason === 'blocked') return 'blockedCard';
      if (reason === 'lost') return 'lostCard';
      const key = `${card.format} ${cardText(card)}`;
      const times = [...(seen.get(key) ?? []), atMonoMs].filter((time) => atMonoMs - time <= withinMs);
      seen.delete(key);
      if (times.length >= denials) return 'repeatedDenials';
      seen.set(key, times);
      const oldest = seen.keys().next();
      if (seen.size > maxCards && oldest.done !== true) seen.delete(oldest.value);
      return null;
    },
  };
}
