/** Rules over the stream of decisions (GATE3): what at the gate is worth an alarm. Holds no timer; bounded memory. */
import { type CardNumber, type CardRead, cardText, type GateDecision } from '../../shared/model/cards.ts';
import type { ReaderConfig } from '../../shared/model/config.ts';
import { isWithinOpenHours } from '../core/open-hours.ts';
import type { LastPass } from '../core/ports/ledger.ts';

export type AccessCondition = 'blockedCard' | 'lostCard' | 'repeatedDenials' | 'passBack' | 'wrongDirection' | 'outOfHours';

/** A read that was decided and kept. */
export interface JudgedRead {
  readonly read: Pick<CardRead, 'card' | 'arrivedAtUtcMs' | 'arrivedAtMonoMs'>;
  readonly reader: Pick<ReaderConfig, 'area' | 'direction' | 'openHours'>;
  readonly decision: GateDecision;
  /** Where the card was let through before this read. */
  readonly lastPass: LastPass | null;
}

export interface GateRules {
  /** The alarms that this read calls for, most telling first. */
  judge(judged: JudgedRead): readonly AccessCondition[];
}

const denials = 3;
const withinMs = 60_000;
const maxCards = 500;

/** Rules with an empty memory. `readers`: all of the site; a way that no reader watches can't be gone wrongly. */
export function createGateRules(readers: readonly Pick<ReaderConfig, 'id' | 'area' | 'direction'>[]): GateRules {
  const seen = new Map<string, number[]>();
  const areas = new Map(readers.map(({ id, area }) => [id, area]));
  const watched = { in: readers.some(({ direction }) => direction === 'in'), out: readers.some(({ direction }) => direction === 'out') };

  function isRepeatedDenial(card: CardNumber, atMonoMs: number): boolean {
    const key = `${card.format} ${cardText(card)}`;
    const times = [...(seen.get(key) ?? []), atMonoMs].filter((time) => atMonoMs - time <= withinMs);
    seen.delete(key);
    if (times.length >= denials) return true;
    seen.set(key, times);
    const oldest = seen.keys().next();
    if (seen.size > maxCards && oldest.done !== true) seen.delete(oldest.value);
    return false;
  }

  /** Let through where nobody is stopped for it: in twice, out twice, or out without ever having come in. */
  function isWrongWay({ area, direction }: JudgedRead['reader'], lastPass: LastPass | null): boolean {
    if (direction === null || !watched[direction === 'in' ? 'out' : 'in']) return false;
    if (lastPass === null) return direction === 'out';
    // From one area into another: a store within the yard has its own way in.
    const before = areas.get(lastPass.readerId) ?? null;
    const elsewhere = area !== null && before !== null && area !== before;
    return lastPass.direction === direction && !elsewhere;
  }

  function ofDecision({ read, reader, decision, lastPass }: JudgedRead): readonly AccessCondition[] {
    if (decision.granted) return isWrongWay(reader, lastPass) ? ['wrongDirection'] : [];
    if (decision.reason === 'blocked') return ['blockedCard'];
    if (decision.reason === 'lost') return ['lostCard'];
    // A wrong PIN is counted where PINs are (gate-pins.ts).
    const repeated = decision.reason !== 'pinWrong' && isRepeatedDenial(read.card, read.arrivedAtMonoMs);
    return [...(decision.reason === 'wrongDirection' ? ['passBack' as const] : []), ...(repeated ? ['repeatedDenials' as const] : [])];
  }

  return {
    judge(judged) {
      const outOfHours = !isWithinOpenHours(judged.reader.openHours, judged.read.arrivedAtUtcMs);
      return [...ofDecision(judged), ...(outOfHours ? ['outOfHours' as const] : [])];
    },
  };
}
