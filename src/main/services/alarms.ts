/**
 * Alarms: what panels, the post itself and people do to them. One transaction each (state and row), the revision is
 * checked inside it. Must not know panels' dialects, seats or roles (the API checks roles).
 */
import type { AlarmPolicy } from '../../shared/model/alarm-policy.ts';
import type { Alarm, AlarmCategory, Priority } from '../../shared/model/alarms.ts';
import type { Actor } from '../../shared/model/journal.ts';
import type { Procedure } from '../../shared/model/procedures.ts';
import { ok, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import type { SeatDuty } from '../../shared/model/seats.ts';
import { escalationTimes } from '../core/alarms/escalation.ts';
import { worthOf } from '../core/alarms/system-conditions.ts';
import type { Clock, NewId } from '../core/ports/clock.ts';
import type { Ledger, Tx } from '../core/ports/ledger.ts';
import { createAlarmPolicies } from './alarm-policy.ts';
import { type AlarmActs, createAlarmActs } from './alarms-acts.ts';
import { createAlarmChanges } from './alarms-changes.ts';
import { createConfirmations } from './alarms-confirmed.ts';
import type { CheckSecret } from './alarms-second-person.ts';
import { createSilence, type SilenceListener } from './alarms-silence.ts';
import { createAlarmTimers } from './alarms-timers.ts';
import { type AlarmWriter, committed, createAlarmWriter, done, systemActor } from './alarms-writer.ts';
import { createProcedures } from './procedures.ts';

type Answer<T> = Promise<Result<T, ServiceFailure>>;
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
  /** How often it happened since it was told last; absent = once. */
  readonly occurrences?: number;
}

export interface AlarmsDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly checkSecret: CheckSecret;
  /** How many seats of this duty watch now. Absent: nobody can say, so no step is passed over. */
  readonly seatsWatching?: (duty: SeatDuty) => number;
  readonly procedures?: { readonly own: readonly Procedure[]; readonly shipped: readonly Procedure[] };
}

export interface Alarms extends AlarmActs {
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
  procedures(): readonly Procedure[];
  policy(): AlarmPolicy;
  /** What is running already is timed by the new policy at once. */
  setPolicy(actor: Actor, policy: AlarmPolicy): Answer<AlarmPolicy>;
  /** Sound off for 60 s; a row, and told to every seat. */
  silence(actor: Actor): Answer<{ untilUtcMs: number }>;
  silencedUntilUtcMs(): number | null;
  onSilenced(listener: SilenceListener): () => void;
}

export function createAlarms(deps: AlarmsDeps): Alarms {
  const { ledger, clock, newId } = deps;
  const policies = createAlarmPolicies({ ledger });
  const confirmations = createConfirmations(() => policies.now().confirmationMinutes * 60_000);
  const procedures = createProcedures(deps.procedures ?? { own: [], shipped: [] });
  const writer = (tx: Tx): AlarmWriter => createAlarmWriter(tx, { clock, newId, confirmations });
  let times = escalationTimes(policies.now());
  const timers = createAlarmTimers({ ledger, clock, writer, times: () => times, seatsWatching: deps.seatsWatching ?? (() => 1) });
  policies.onChange((policy) => {
    times = escalationTimes(policy);
    timers.replan();
  });
  const silence = createSilence({ ledger, clock });
  const changes = createAlarmChanges({ ledger, clock, newId, confirmations, policy: policies.now, noteChanged: timers.note });

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
    start() {
      confirmations.rebuild(ledger.read.board());
      timers.start();
    },
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
    ...createAlarmActs({ ...deps, changes, procedureOf: procedures.of }),
    procedures: procedures.all,
    policy: policies.now,
    setPolicy: policies.set,
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
    own.occurrences,
  );
  if (own.momentary !== true) return alarm;
  open.clear(key, noTimes, systemActor);
  return open.find(key) ?? alarm;
}
