/** What people ask of alarms, as inputs of the machine; with the second pair of eyes where that is needed. Must not write by itself. */
import type { AcknowledgeReason, Alarm, AlarmFinding, AlarmStep, VerificationLevel } from '../../shared/model/alarms.ts';
import type { Actor } from '../../shared/model/journal.ts';
import type { Procedure } from '../../shared/model/procedures.ts';
import type { SetAsideReason, Why } from '../../shared/model/reasons.ts';
import { fail, ok, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import { canShelve, needsSecondPerson } from '../core/alarms/set-aside.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Ledger } from '../core/ports/ledger.ts';
import type { AlarmChanges } from './alarms-changes.ts';
import { type CheckSecret, secondPerson, type Witness } from './alarms-second-person.ts';

type Answer<T> = Promise<Result<T, ServiceFailure>>;
export interface AlarmRef {
  readonly alarmId: string;
  readonly revision: number;
}
type Note = { readonly note?: string | undefined };
type Second = { readonly second?: Witness | undefined };
type Reason = { readonly reason: AcknowledgeReason };

export interface AlarmActs extends AsideActs, ResponseActs {
  acknowledge(actor: Actor, input: AlarmRef & Note & Reason): Answer<Alarm>;
  /** Rule `notTheSameCause`: many at once only for the same source and condition. */
  acknowledgeMany(actor: Actor, input: Note & Reason & { readonly alarms: readonly AlarmRef[] }): Answer<Alarm[]>;
  unacknowledge(actor: Actor, input: AlarmRef): Answer<Alarm>;
  reset(actor: Actor, input: AlarmRef): Answer<Alarm>;
}

interface AsideActs {
  /** Rule `secondPersonNeeded` for priorities 1 and 2. */
  shelve(actor: Actor, input: AlarmRef & Why<SetAsideReason> & Second & { readonly minutes: number }): Answer<Alarm>;
  unshelve(actor: Actor, input: AlarmRef): Answer<Alarm>;
  outOfService(actor: Actor, input: AlarmRef & Why<SetAsideReason>): Answer<Alarm>;
  returnToService(actor: Actor, input: AlarmRef): Answer<Alarm>;
}

interface ResponseActs {
  take(actor: Actor, input: AlarmRef): Answer<Alarm>;
  step(actor: Actor, input: AlarmRef & Note & { readonly step: AlarmStep; readonly finding?: AlarmFinding | undefined }): Answer<Alarm>;
  verify(actor: Actor, input: AlarmRef & Note & { readonly level: VerificationLevel }): Answer<Alarm>;
  /** Rules `noProcedure`, `stepNotNext`, `answerNeeded`, `procedureDone`. */
  procedureStep(actor: Actor, input: AlarmRef & { readonly stepId: string; readonly answerId: string | null; readonly skipped: boolean }): Answer<Alarm>;
  /** Rule `secondPersonNeeded` for a key part. */
  close(
    actor: Actor,
    input: AlarmRef & Note & Reason & Second & { readonly finding: AlarmFinding; readonly verification?: VerificationLevel | undefined },
  ): Answer<{ ok: true }>;
}

export interface ActsDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly checkSecret: CheckSecret;
  readonly changes: AlarmChanges;
  readonly procedureOf: (alarm: Alarm) => Procedure | null;
}

const person = (actor: Actor, revision: number) => ({ by: actor.name, seat: actor.seat, revision });

export function createAlarmActs(deps: ActsDeps): AlarmActs {
  const { one } = deps.changes;
  return {
    ...asideActs(deps),
    ...responseActs(deps),
    acknowledge: (actor, { alarmId, revision, reason, note }) =>
      one(actor, alarmId, { ...person(actor, revision), type: 'acknowledge', reason, note: note ?? null }),
    acknowledgeMany: (actor, input) => acknowledgeMany(deps, actor, input),
    unacknowledge: (actor, { alarmId, revision }) => one(actor, alarmId, { ...person(actor, revision), type: 'unacknowledge' }),
    reset: (actor, { alarmId, revision }) => one(actor, alarmId, { ...person(actor, revision), type: 'reset' }),
  };
}

function asideActs({ ledger, clock, checkSecret, changes: { one } }: ActsDeps): AsideActs {
  return {
    async shelve(actor, { alarmId, revision, minutes, reason, reasonText, second }) {
      const alarm = ledger.read.alarm(alarmId);
      if (alarm === null) return fail({ code: 'notFound' });
      const witness = await secondPerson(checkSecret, actor, canShelve(alarm) && needsSecondPerson(alarm), second);
      if (!witness.ok) return witness;
      const untilUtcMs = clock.utcMs() + minutes * 60_000;
      return one(actor, alarmId, { ...person(actor, revision), type: 'shelve', untilUtcMs, reason, reasonText, secondPerson: witness.value });
    },
    unshelve: (actor, { alarmId, revision }) => one(actor, alarmId, { ...person(actor, revision), type: 'unshelve' }),
    outOfService: (actor, { alarmId, revision, reason, reasonText }) =>
      one(actor, alarmId, { ...person(actor, revision), type: 'outOfService', reason, reasonText }),
    returnToService: (actor, { alarmId, revision }) => one(actor, alarmId, { ...person(actor, revision), type: 'returnToService' }),
  };
}

function responseActs({ ledger, checkSecret, changes: { one }, procedureOf }: ActsDeps): ResponseActs {
  return {
    take: (actor, { alarmId, revision }) => one(actor, alarmId, { ...person(actor, revision), type: 'take' }),
    step: (actor, { alarmId, revision, step, finding, note }) =>
      one(actor, alarmId, { ...person(actor, revision), type: 'step', step, finding: finding ?? null, note: note ?? null }),
    verify: (actor, { alarmId, revision, level, note }) => one(actor, alarmId, { ...person(actor, revision), type: 'verify', level, note: note ?? null }),
    async procedureStep(actor, { alarmId, revision, stepId, answerId, skipped }) {
      const alarm = ledger.read.alarm(alarmId);
      if (alarm === null) return fail({ code: 'notFound' });
      return one(actor, alarmId, { ...person(actor, revision), type: 'procedureStep', procedure: procedureOf(alarm), stepId, answerId, skipped });
    },
    async close(actor, { alarmId, revision, reason, finding, verification, note, second }) {
      const alarm = ledger.read.alarm(alarmId);
      if (alarm === null) return fail({ code: 'notFound' });
      const witness = await secondPerson(checkSecret, actor, alarm.keyPart === true, second);
      if (!witness.ok) return witness;
      const said = { reason, finding, note: note ?? null, verification: verification ?? null, secondPerson: witness.value };
      const outcome = await one(actor, alarmId, { ...person(actor, revision), type: 'close', ...said });
      return outcome.ok ? ok({ ok: true }) : outcome;
    },
  };
}

/** A mixed lot is refused as a whole. */
async function acknowledgeMany({ ledger, changes }: ActsDeps, actor: Actor, input: Parameters<AlarmActs['acknowledgeMany']>[1]): Answer<Alarm[]> {
  const causes = new Set<string>();
  for (const { alarmId } of input.alarms) {
    const alarm = ledger.read.alarm(alarmId);
    if (alarm === null) return fail({ code: 'notFound' });
    causes.add(`${alarm.source}\n${alarm.condition}`);
  }
  if (causes.size > 1) return fail({ code: 'rule', rule: 'notTheSameCause' });
  const { reason, note } = input;
  return changes.all(
    actor,
    input.alarms.map(({ alarmId, revision }) => ({ alarmId, input: { ...person(actor, revision), type: 'acknowledge', reason, note: note ?? null } })),
  );
}
