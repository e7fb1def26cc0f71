/**
 * Alarms: what panels, the post itself and people do to them. One transaction each (state and row), the revision is
 * checked inside it. Must not know panels' dialects, seats or roles (the API checks roles).
 */
import {
  type AcknowledgeReason,
  type Alarm,
  type AlarmCategory,
  type AlarmFinding,
  type AlarmStep,
  isListed,
  type Priority,
} from '../../shared/model/alarms.ts';
import type { Actor } from '../../shared/model/journal.ts';
import type { SetAsideReason, Why } from '../../shared/model/reasons.ts';
import { fail, ok, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import type { Role } from '../../shared/model/users.ts';
import { defaultEscalationTimes, type EscalationTimes } from '../core/alarms/escalation.ts';
import type { AlarmInput, Transition } from '../core/alarms/input.ts';
import { canShelve, needsSecondPerson } from '../core/alarms/set-aside.ts';
import { worthOf } from '../core/alarms/system-conditions.ts';
import { transition } from '../core/alarms/transition.ts';
import type { Clock, NewId } from '../core/ports/clock.ts';
import type { Ledger, Tx } from '../core/ports/ledger.ts';
import { createSilence, type SilenceListener } from './alarms-silence.ts';
import { createAlarmTimers } from './alarms-timers.ts';
import { type AlarmWriter, committed, createAlarmWriter, done, failureOf, saveTransition, systemActor } from './alarms-writer.ts';

type Answer<T> = Promise<Result<T, ServiceFailure>>;
export interface AlarmRef {
  readonly alarmId: string;
  readonly revision: number;
}
type Note = { readonly note?: string | undefined };

/** An alarm of the post's own. `panelId` is `post` unless it is about a panel. */
export interface SystemAlarm {
  readonly panelId?: string;
  readonly source: string;
  readonly condition: string;
  readonly category?: AlarmCategory;
  readonly priority?: Priority;
  readonly area?: string | null;
  readonly text?: string | null;
  readonly simulated?: boolean;
  /** It happened, it doesn't last: needs an acknowledgement, then is gone. */
  readonly momentary?: boolean;
}

export interface AlarmsDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly newId: NewId;
  /** Name and role of an active user whose secret this is. */
  readonly checkSecret: (name: string, secret: string) => Answer<{ readonly name: string; readonly role: Role }>;
  readonly escalation?: EscalationTimes;
}

export interface Alarms {
  /** Begins shelf ends, escalations and what delays hold back. */
  start(): void;
  stop(): Promise<void>;
  /** Does what is due now (shelf ends, escalations, delays); runs by itself each second. */
  tick(): Promise<void>;
  board(): Alarm[];
  /** For device reports inside the caller's own commit; call `noteChanged` with what `finish()` answered once it is on disk. */
  writer(tx: Tx): AlarmWriter;
  noteChanged(alarms: readonly Alarm[]): void;
  raiseSystem(alarm: SystemAlarm): Answer<Alarm>;
  clearSystem(key: { readonly panelId?: string; readonly source: string; readonly condition: string }): Answer<null>;

  acknowledge(actor: Actor, input: AlarmRef & Note & { readonly reason: AcknowledgeReason }): Answer<Alarm>;
  acknowledgeMany(actor: Actor, input: Note & { readonly alarms: readonly AlarmRef[]; readonly reason: AcknowledgeReason }): Answer<Alarm[]>;
  unacknowledge(actor: Actor, input: AlarmRef): Answer<Alarm>;
  take(actor: Actor, input: AlarmRef): Answer<Alarm>;
  step(actor: Actor, input: AlarmRef & Note & { readonly step: AlarmStep; readonly finding?: AlarmFinding | undefined }): Answer<Alarm>;
  shelve(
    actor: Actor,
    input: AlarmRef &
      Why<SetAsideReason> & {
        readonly minutes: number;
        readonly second?: { readonly name: string; readonly secret: string } | undefined;
      },
  ): Answer<Alarm>;
  unshelve(actor: Actor, input: AlarmRef): Answer<Alarm>;
  reset(actor: Actor, input: AlarmRef): Answer<Alarm>;
  outOfService(actor: Actor, input: AlarmRef & Why<SetAsideReason>): Answer<Alarm>;
  returnToService(actor: Actor, input: AlarmRef): Answer<Alarm>;
  close(actor: Actor, input: AlarmRef & Note & { readonly reason: AcknowledgeReason; readonly finding: AlarmFinding }): Answer<{ ok: true }>;
  /** Sound off for 60 s; a row, and told to every seat. */
  silence(actor: Actor): Answer<{ untilUtcMs: number }>;
  silencedUntilUtcMs(): number | null;
  onSilenced(listener: SilenceListener): () => void;
}

type Decided = Transition & { readonly alarm: Alarm };

export function createAlarms(deps: AlarmsDeps): Alarms {
  const { ledger, clock, newId } = deps;
  const timers = createAlarmTimers({ ledger, clock, newId, times: deps.escalation ?? defaultEscalationTimes });
  const silence = createSilence({ ledger, clock });
  const writer = (tx: Tx): AlarmWriter => createAlarmWriter(tx, clock, newId);

  const decide = (tx: Tx, alarmId: string, input: AlarmInput): Result<Decided, ServiceFailure> => {
    const known = tx.read.alarm(alarmId);
    const decided = transition(known !== null && isListed(known) ? known : null, input, clock.utcMs());
    if (!decided.ok) return fail(failureOf(decided.error));
    const { alarm } = decided.value;
    return alarm === null ? fail({ code: 'notFound' }) : ok({ ...decided.value, alarm });
  };

  /** Decides for all, then writes all: nothing is written when one of them is refused. */
  const changeAll = async (actor: Actor, changes: readonly { alarmId: string; input: AlarmInput }[]): Answer<Alarm[]> => {
    let touched: readonly Alarm[] = [];
    const outcome = await committed(ledger, (tx) => {
      const decided: Decided[] = [];
      for (const change of changes) {
        const one = decide(tx, change.alarmId, change.input);
        if (!one.ok) return one;
        decided.push(one.value);
      }
      touched = decided.flatMap((one) => saveTransition(tx, one.alarm, one, actor));
      return ok(decided.map((one) => one.alarm));
    });
    if (outcome.ok) timers.note(touched);
    return outcome;
  };

  const change = async (actor: Actor, alarmId: string, input: AlarmInput): Answer<Alarm> => {
    const outcome = await changeAll(actor, [{ alarmId, input }]);
    if (!outcome.ok) return outcome;
    const [alarm] = outcome.value;
    return alarm === undefined ? fail({ code: 'notFound' }) : ok(alarm);
  };

  const bySystem = async <T>(work: (open: AlarmWriter) => T): Answer<T> => {
    let touched: readonly Alarm[] = [];
    const outcome = await committed(ledger, (tx) => {
      const open = writer(tx);
      const value = work(open);
      touched = open.finish();
      return ok(value);
    });
    if (outcome.ok) timers.note(touched);
    return outcome;
  };

  return {
    start: timers.start,
    stop: timers.stop,
    tick: timers.tick,
    board: () => ledger.read.board(),
    writer,
    noteChanged: timers.note,
    raiseSystem: (alarm) => bySystem((open) => raiseOwn(open, alarm)),
    clearSystem: async (key) => {
      const outcome = await bySystem((open) =>
        open.clear({ panelId: key.panelId ?? 'post', source: key.source, condition: key.condition }, noTimes, systemActor),
      );
      return outcome.ok ? done : outcome;
    },
    acknowledge: (actor, { alarmId, revision, reason, note }) =>
      change(actor, alarmId, { type: 'acknowledge', by: actor.name, revision, reason, note: note ?? null }),
    acknowledgeMany: (actor, input) => acknowledgeMany(ledger, changeAll, actor, input),
    unacknowledge: (actor, { alarmId, revision }) => change(actor, alarmId, { type: 'unacknowledge', by: actor.name, revision }),
    take: (actor, { alarmId, revision }) => change(actor, alarmId, { type: 'take', by: actor.name, revision }),
    step: (actor, { alarmId, revision, step, finding, note }) =>
      change(actor, alarmId, { type: 'step', by: actor.name, revision, step, finding: finding ?? null, note: note ?? null }),
    async shelve(actor, { alarmId, revision, minutes, reason, reasonText, second }) {
      const witness = await secondPerson(deps, actor, alarmId, second);
      if (!witness.ok) return witness;
      const untilUtcMs = clock.utcMs() + minutes * 60_000;
      return change(actor, alarmId, { type: 'shelve', by: actor.name, revision, untilUtcMs, reason, reasonText, secondPerson: witness.value });
    },
    unshelve: (actor, { alarmId, revision }) => change(actor, alarmId, { type: 'unshelve', by: actor.name, revision }),
    reset: (actor, { alarmId, revision }) => change(actor, alarmId, { type: 'reset', by: actor.name, revision }),
    outOfService: (actor, { alarmId, revision, reason, reasonText }) =>
      change(actor, alarmId, { type: 'outOfService', by: actor.name, revision, reason, reasonText }),
    returnToService: (actor, { alarmId, revision }) => change(actor, alarmId, { type: 'returnToService', by: actor.name, revision }),
    async close(actor, { alarmId, revision, reason, finding, note }) {
      const outcome = await change(actor, alarmId, { type: 'close', by: actor.name, revision, reason, finding, note: note ?? null });
      return outcome.ok ? ok({ ok: true }) : outcome;
    },
    silence: silence.silence,
    silencedUntilUtcMs: silence.untilUtcMs,
    onSilenced: silence.onSilenced,
  };
}

const noTimes = { eventAtUtcMs: null, arrivedAtUtcMs: null };

function raiseOwn(open: AlarmWriter, own: SystemAlarm): Alarm {
  const key = { panelId: own.panelId ?? 'post', source: own.source, condition: own.condition };
  const worth = worthOf(own.condition);
  const alarm = open.raise(
    {
      ...key,
      area: own.area ?? null,
      category: own.category ?? worth.category,
      priority: own.priority ?? worth.priority,
      latched: false,
      standing: false,
      simulated: own.simulated ?? false,
      text: own.text ?? null,
    },
    noTimes,
    systemActor,
  );
  if (own.momentary !== true) return alarm;
  open.clear(key, noTimes, systemActor);
  return open.find(key) ?? alarm;
}

/** Many at once only for the same source and condition; a mixed lot is refused as a whole. */
async function acknowledgeMany(
  ledger: Ledger,
  changeAll: (actor: Actor, changes: readonly { alarmId: string; input: AlarmInput }[]) => Answer<Alarm[]>,
  actor: Actor,
  input: Note & { readonly alarms: readonly AlarmRef[]; readonly reason: AcknowledgeReason },
): Answer<Alarm[]> {
  const causes = new Set<string>();
  for (const { alarmId } of input.alarms) {
    const alarm = ledger.read.alarm(alarmId);
    if (alarm === null) return fail({ code: 'notFound' });
    causes.add(`${alarm.source}\n${alarm.condition}`);
  }
  if (causes.size > 1) return fail({ code: 'rule', rule: 'notTheSameCause' });
  const { reason, note } = input;
  return changeAll(
    actor,
    input.alarms.map(({ alarmId, revision }) => ({
      alarmId,
      input: { type: 'acknowledge', by: actor.name, revision, reason, note: note ?? null },
    })),
  );
}

/** The second pair of eyes where it is needed: another active operator or lead, by their own secret. Null where none is needed or given. */
async function secondPerson(
  deps: AlarmsDeps,
  actor: Actor,
  alarmId: string,
  second: { readonly name: string; readonly secret: string } | undefined,
): Answer<string | null> {
  const alarm = deps.ledger.read.alarm(alarmId);
  if (alarm === null) return fail({ code: 'notFound' });
  // The machine has the word on this; asked first so that no secret is checked for nothing.
  if (second === undefined || !canShelve(alarm) || !needsSecondPerson(alarm)) return ok(null);
  if (second.name.toLowerCase() === actor.name.toLowerCase()) return fail({ code: 'rule', rule: 'secondPersonUnfit' });
  const checked = await deps.checkSecret(second.name, second.secret);
  if (!checked.ok) return checked;
  const { name, role } = checked.value;
  const fit = role === 'operator' || role === 'lead';
  return fit ? ok(name) : fail({ code: 'rule', rule: 'secondPersonUnfit' });
}
