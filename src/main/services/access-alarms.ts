/**
 * What the rules at the gate found, as alarms of the post: each needs an acknowledgement, then is gone. The same card
 * again at the same reader within a minute is counted and told once, at the end of that minute. Must not judge reads.
 */
import { type CardRead, cardText } from '../../shared/model/cards.ts';
import type { ReaderConfig } from '../../shared/model/config.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Alarms, SystemAlarm } from './alarms.ts';
import type { AccessCondition } from './gate-rules.ts';

export interface AccessAlarms {
  raise(condition: AccessCondition, read: CardRead): void;
  /** Tells what was counted; once a second. */
  tick(): Promise<void>;
  /** Waits for what is on its way. */
  drain(): Promise<void>;
}

interface Folded {
  readonly alarm: SystemAlarm;
  toldMonoMs: number;
  /** Not told yet. */
  more: number;
}

const foldMs = 60_000;
const mostFolded = 500;

export interface AccessAlarmsDeps {
  readonly alarms: Pick<Alarms, 'raiseSystem'>;
  readonly clock: Clock;
  readonly readers: readonly ReaderConfig[];
  readonly logBug: (where: string, error: unknown) => void;
}

export function createAccessAlarms({ alarms, clock, readers, logBug }: AccessAlarmsDeps): AccessAlarms {
  const areas = new Map(readers.map(({ id, area, name }) => [id, area ?? name]));
  const folded = new Map<string, Folded>();
  let sent: Promise<unknown> = Promise.resolve();

  /** One after the other; a store that fails has its own alarm. */
  function send(entry: Folded, occurrences: number): void {
    entry.toldMonoMs = clock.monoMs();
    entry.more = 0;
    sent = sent.then(() => alarms.raiseSystem({ ...entry.alarm, occurrences })).catch((error: unknown) => logBug('access alarm', error));
  }

  return {
    raise(condition, read) {
      const text = cardText(read.card);
      const key = `${condition}\n${read.readerId}\n${read.card.format}\n${text}`;
      const known = folded.get(key);
      if (known !== undefined && clock.monoMs() - known.toldMonoMs < foldMs) {
        known.more += 1;
        return;
      }
      const area = areas.get(read.readerId) ?? null;
      const alarm: SystemAlarm = { source: read.readerId, condition, area, text, simulated: read.simulated, momentary: true };
      const entry = known ?? { alarm, toldMonoMs: 0, more: 0 };
      folded.delete(key);
      folded.set(key, entry);
      send(entry, entry.more + 1);
      const [oldest] = folded;
      if (folded.size <= mostFolded || oldest === undefined) return;
      folded.delete(oldest[0]);
      if (oldest[1].more > 0) send(oldest[1], oldest[1].more);
    },
    async tick() {
      for (const [key, entry] of folded) {
        if (clock.monoMs() - entry.toldMonoMs < foldMs) continue;
        folded.delete(key);
        if (entry.more === 0) continue;
        folded.set(key, entry);
        send(entry, entry.more);
      }
      await sent;
    },
    async drain() {
      for (const entry of folded.values()) if (entry.more > 0) send(entry, entry.more);
      await sent;
    },
  };
}
