/**
 * What people do to alarms: decided by the machine for the revision they saw, and written with all that follows from it
 * (parts of a confirmed alarm, drafts of fault reports) in one transaction. Must not know roles or secrets.
 */
import type { AlarmPolicy } from '../../shared/model/alarm-policy.ts';
import { type Alarm, isListed } from '../../shared/model/alarms.ts';
import type { Actor } from '../../shared/model/journal.ts';
import { fail, ok, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import { alarmPayload, isUnacknowledged } from '../core/alarms/change.ts';
import type { AlarmInput, Transition } from '../core/alarms/input.ts';
import { transition } from '../core/alarms/transition.ts';
import type { Clock, NewId } from '../core/ports/clock.ts';
import type { Ledger, Tx } from '../core/ports/ledger.ts';
import type { Confirmations } from './alarms-confirmed.ts';
import { failureOf, partsOf, saveTransition, systemActor } from './alarms-writer.ts';
import { noteFalseAlarm } from './fault-drafts.ts';
import { keep, refuse } from './keep.ts';

type Answer<T> = Promise<Result<T, ServiceFailure>>;
type Decided = Transition & { readonly alarm: Alarm; readonly before: Alarm; readonly input: AlarmInput };
export interface AlarmChange {
  readonly alarmId: string;
  readonly input: AlarmInput;
}

export interface ChangesDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly confirmations: Confirmations;
  readonly policy: () => AlarmPolicy;
  /** After the commit, for the timers. */
  readonly noteChanged: (alarms: readonly Alarm[]) => void;
}

export interface AlarmChanges {
  one(actor: Actor, alarmId: string, input: AlarmInput): Answer<Alarm>;
  /** All or none: nothing is written when one of them is refused. */
  all(actor: Actor, changes: readonly AlarmChange[]): Answer<Alarm[]>;
}

/** Two seats, one alarm (F18): the first one has it, and the log says that the other one answered too. */
async function noteTooLate(ledger: Ledger, actor: Actor, changes: readonly AlarmChange[]): Promise<void> {
  await keep(ledger, (tx) => {
    for (const { alarmId, input } of changes) {
      const alarm = tx.read.alarm(alarmId);
      if (input.type !== 'acknowledge' || alarm === null || alarm.revision === input.revision || alarm.acknowledgedBy === null) continue;
      const payload = { ...alarmPayload(alarm), reason: input.reason, acknowledgedBy: alarm.acknowledgedBy };
      tx.append({ kind: 'alarm.tooLate', actor, subject: alarmId, payload });
    }
  });
}

export function createAlarmChanges(deps: ChangesDeps): AlarmChanges {
  const { ledger, clock, confirmations } = deps;

  /** Ends the transaction when the machine says no. */
  const decide = (tx: Tx, { alarmId, input }: AlarmChange): Decided => {
    const known = tx.read.alarm(alarmId);
    const before = known !== null && isListed(known) ? known : null;
    const decided = transition(before, input, clock.utcMs());
    if (!decided.ok) refuse(failureOf(decided.error));
    const { alarm } = decided.value;
    if (alarm === null || before === null) refuse({ code: 'notFound' });
    return { ...decided.value, alarm, before, input };
  };

  /** An alarm that follows another one; in the order of the rows. */
  const follow = (tx: Tx, alarm: Alarm, input: AlarmInput, actor: Actor): readonly Alarm[] => {
    const decided = transition(alarm, input, clock.utcMs());
    if (!decided.ok || decided.value.alarm === null) return [];
    return saveTransition(tx, decided.value.alarm, decided.value, actor);
  };

  /** Whoever acknowledges a confirmed alarm has seen its parts; they stand by themselves once it is out of sight. */
  const followParts = (tx: Tx, { alarm, before, input, onBoard }: Decided, actor: Actor): readonly Alarm[] => {
    const parts = () => partsOf(before, (id) => tx.read.alarm(id));
    const touched: Alarm[] = [];
    if (input.type === 'acknowledge') {
      for (const part of parts()) {
        if (isUnacknowledged(part.state)) touched.push(...follow(tx, part, { ...input, revision: part.revision }, actor));
      }
    }
    if (onBoard && alarm.confirmedBy !== undefined) return touched;
    for (const part of parts()) {
      touched.push(...follow(tx, part, { type: 'join', confirmedId: null }, systemActor));
      confirmations.remember(part);
    }
    return touched;
  };

  const write = (tx: Tx, decided: Decided, actor: Actor): readonly Alarm[] => {
    const touched = [...saveTransition(tx, decided.alarm, decided, actor)];
    if (decided.before.confirmedBy !== undefined) touched.push(...followParts(tx, decided, actor));
    const { input, alarm } = decided;
    if (input.type === 'close' && input.finding === 'false') {
      noteFalseAlarm(tx, alarm, { falseAlarms: deps.policy().falseAlarms, newId: deps.newId }, clock.utcMs());
    }
    return touched;
  };

  async function all(actor: Actor, changes: readonly AlarmChange[]): Answer<Alarm[]> {
    let touched: Alarm[] = [];
    const outcome = await keep(ledger, (tx) => {
      touched = [];
      return changes.map((change) => {
        // Acknowledged just now, as a part of one before it.
        const known = touched.findLast(({ alarmId }) => alarmId === change.alarmId);
        if (known !== undefined) return known;
        const decided = decide(tx, change);
        touched.push(...write(tx, decided, actor));
        return decided.alarm;
      });
    });
    if (outcome.ok) deps.noteChanged(touched);
    else if (outcome.error.code === 'conflict') await noteTooLate(ledger, actor, changes);
    return outcome;
  }

  return {
    all,
    async one(actor, alarmId, input) {
      const outcome = await all(actor, [{ alarmId, input }]);
      if (!outcome.ok) return outcome;
      const [alarm] = outcome.value;
      return alarm === undefined ? fail({ code: 'notFound' }) : ok(alarm);
    },
  };
}
