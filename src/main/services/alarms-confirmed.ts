/**
 * Finds alarms of different zones that confirm each other, and keeps what belongs to a confirmed alarm together. What is
 * remembered are hints: an alarm counts only as the store has it, so a transaction that was undone does no harm, and a
 * raise costs the same however much stands on the board. Must not decide what a confirmed alarm is (core/alarms/confirmed.ts).
 */
import type { Alarm } from '../../shared/model/alarms.ts';
import { isUnacknowledged } from '../core/alarms/change.ts';
import { cameUpAtUtcMs, canConfirm, mostParts } from '../core/alarms/confirmed.ts';
import { keptKey } from '../core/ports/kept.ts';
import type { Reads } from '../core/ports/ledger.ts';

/** Where to look for an alarm that may count. */
export type AlarmHint = Pick<Alarm, 'alarmId' | 'panelId' | 'source' | 'condition'>;

export interface ConfirmedGroup {
  readonly first: Alarm;
  /** Others that stand by themselves so far and go under it as well. */
  readonly others: readonly Alarm[];
}

export interface Confirmations {
  /** At the start, from what stands. */
  rebuild(board: readonly Alarm[]): void;
  /** What the alarm that just came up confirms; null = nothing. `find` answers an alarm as it stands in this transaction. */
  groupOf(alarm: Alarm, read: Pick<Reads, 'kept'>, find: (hint: AlarmHint) => Alarm | null): ConfirmedGroup | null;
  /** It stands by itself again: it may be confirmed anew. */
  remember(alarm: Alarm): void;
}

interface Hint extends AlarmHint {
  readonly atUtcMs: number;
}
interface Side {
  /** The newest confirmed alarm, and when a zone of it came up last. */
  first: Hint | null;
  alone: readonly Hint[];
}

/** Alarms of one zone each; two zones would have confirmed each other. */
const mostAlone = 32;

/** Simulated alarms and real ones never mix. */
export function createConfirmations(windowMs: () => number): Confirmations {
  const real: Side = { first: null, alone: [] };
  const simulated: Side = { first: null, alone: [] };
  const sideOf = (alarm: Alarm): Side => (alarm.simulated ? simulated : real);

  function remember(alarm: Alarm): void {
    const side = sideOf(alarm);
    side.alone = [...side.alone.filter(({ alarmId }) => alarmId !== alarm.alarmId), hintOf(alarm)].slice(-mostAlone);
  }

  function underFirst(side: Side, first: Alarm, alarm: Alarm, read: Pick<Reads, 'kept'>): ConfirmedGroup | null {
    const isPart = alarm.partOf === first.alarmId;
    const isFull = (first.confirmedBy?.length ?? 0) >= mostParts;
    if (!isPart && (isFull || isSameZone(first, alarm) || isOfPartition(alarm, read))) return null;
    side.first = { ...hintOf(first), atUtcMs: cameUpAtUtcMs(alarm) };
    return isPart && isUnacknowledged(first.state) ? null : { first, others: [] };
  }

  return {
    rebuild(board) {
      const counting = board.filter(canConfirm).sort((a, b) => cameUpAtUtcMs(a) - cameUpAtUtcMs(b));
      for (const side of [real, simulated]) Object.assign(side, { first: null, alone: [] });
      for (const alarm of counting) {
        const side = sideOf(alarm);
        if (alarm.confirmedBy !== undefined) side.first = hintOf(alarm);
        else if (alarm.partOf === undefined) remember(alarm);
        else if (alarm.partOf === side.first?.alarmId) side.first = { ...side.first, atUtcMs: cameUpAtUtcMs(alarm) };
      }
    },
    remember,
    groupOf(alarm, read, find) {
      const within = windowMs();
      if (within === 0 || !canConfirm(alarm) || alarm.confirmedBy !== undefined) return null;
      const side = sideOf(alarm);
      const atUtcMs = cameUpAtUtcMs(alarm);
      const known = (hint: Hint): Alarm[] => {
        const found = Math.abs(atUtcMs - hint.atUtcMs) <= within ? find(hint) : null;
        return found !== null && canConfirm(found) ? [found] : [];
      };
      const [first] = side.first === null ? [] : known(side.first);
      if (first?.confirmedBy !== undefined) return underFirst(side, first, alarm, read);
      const earlier = side.alone.flatMap(known).filter((one) => one.partOf === undefined && !isSameZone(one, alarm) && !isOfPartition(one, read));
      remember(alarm);
      const [oldest, ...others] = earlier;
      if (oldest === undefined || isOfPartition(alarm, read)) return null;
      side.first = { ...hintOf(oldest), atUtcMs };
      return { first: oldest, others: others.filter((one) => !isSameZone(one, oldest)).slice(0, mostParts - 1) };
    },
  };
}

function hintOf(alarm: Alarm): Hint {
  const { alarmId, panelId, source, condition } = alarm;
  return { alarmId, panelId, source, condition, atUtcMs: cameUpAtUtcMs(alarm) };
}

const isSameZone = (a: Alarm, b: Alarm): boolean => a.panelId === b.panelId && a.source === b.source;

const plain = (text: string): string => text.replaceAll('_', ' ').toLowerCase();

/** A partition says the same as its zone: it is no second zone. */
function isOfPartition({ panelId, source, partition = null }: Alarm, read: Pick<Reads, 'kept'>): boolean {
  if (partition === null) return isPoint(panelId, source, read);
  if (plain(partition) === plain(source)) return true;
  return isPoint(panelId, source, read) || read.kept('point', keptKey(panelId, 'partition', partition))?.name === source;
}

const isPoint = (panelId: string, source: string, read: Pick<Reads, 'kept'>): boolean =>
  [source, source.replaceAll(' ', '_')].some((pointId) => read.kept('point', keptKey(panelId, 'partition', pointId)) !== null);
