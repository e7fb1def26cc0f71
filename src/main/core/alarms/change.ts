/** The one place where an alarm's revision grows and its journal row is made. Knows no rule. */
import { type Alarm, type AlarmState, isListed } from '../../../shared/model/alarms.ts';
import type { JournalKind, JsonObject } from '../../../shared/model/journal.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { isChattering } from './chatter.ts';
import type { Person, RuleCode, Transition } from './input.ts';

type Change = Partial<Omit<Alarm, 'alarmId' | 'revision' | 'lastChangeAtUtcMs'>>;
export type Outcome = Result<Transition, RuleCode>;

/** The part of the payload that every alarm row has. */
export function alarmPayload(alarm: Alarm): JsonObject {
  return {
    alarmId: alarm.alarmId,
    panelId: alarm.panelId,
    source: alarm.source,
    condition: alarm.condition,
    category: alarm.category,
    priority: alarm.priority,
    standing: alarm.standing,
    state: alarm.state,
    active: alarm.active,
    count: alarm.count,
    partition: alarm.partition ?? null,
    code: alarm.code ?? null,
    ...(alarm.area === null ? {} : { area: alarm.area }),
    ...(alarm.camera === null || alarm.camera === undefined ? {} : { camera: alarm.camera }),
    ...(alarm.keyPart === true ? { keyPart: true } : {}),
    ...(alarm.partOf === undefined ? {} : { partOf: alarm.partOf }),
    ...(alarm.chattering === true ? { chattering: true } : {}),
    ...(alarm.simulated ? { simulated: true } : {}),
  };
}

/** A new state with its row. A normal alarm stays listed only while a response is open. An alarm that waits for nobody is passed on to nobody. */
export function changed(alarm: Alarm, kind: JournalKind, change: Change, nowUtcMs: number, more: JsonObject = {}): Outcome {
  const chattering = isChattering(change.recentRaisesUtcMs ?? alarm.recentRaisesUtcMs ?? [], nowUtcMs);
  const settled = alarm.escalation !== undefined && !isUnacknowledged(change.state ?? alarm.state) ? { escalation: undefined } : {};
  const next: Alarm = { ...alarm, ...change, ...settled, chattering, lastChangeAtUtcMs: nowUtcMs, revision: alarm.revision + 1 };
  return ok({ alarm: next, onBoard: isListed(next), rows: [{ kind, payload: { ...alarmPayload(next), ...more } }] });
}

export const unchanged = (alarm: Alarm | null): Outcome => ok({ alarm, onBoard: alarm !== null, rows: [] });

export const refused = (code: RuleCode): Outcome => fail(code);

export const isUnacknowledged = (state: AlarmState): boolean => state === 'unacknowledged' || state === 'returnedUnacknowledged';

/** Shelved, suppressed or out of service: out of sight on purpose, on a standing list. */
export const isSetAside = (state: AlarmState): boolean => state === 'shelved' || state === 'suppressed' || state === 'outOfService';

/** Not yet normal: the cause is present, or the panel's memory of it waits for a reset. */
export const needsAttention = (alarm: Alarm): boolean => alarm.active || alarm.latched;

/** What an acknowledgement left behind is void once the alarm needs one again; the waiting time starts anew. */
export const asksAgain = (nowUtcMs: number) =>
  ({
    state: 'unacknowledged',
    raisedAtUtcMs: nowUtcMs,
    acknowledgedBy: null,
    acknowledgedAtUtcMs: null,
    acknowledgeReason: null,
    escalation: undefined,
  }) as const;

/** An alarm that nobody has done anything about yet. */
export const untouched = {
  owner: null,
  acknowledgedBy: null,
  acknowledgedAtUtcMs: null,
  acknowledgeReason: null,
  shelvedUntilUtcMs: null,
  shelvedBy: null,
  shelvedSecondPerson: null,
  shelveReason: null,
  steps: {},
} as const satisfies Partial<Alarm>;

export const noShelf = { shelvedUntilUtcMs: null, shelvedBy: null, shelvedSecondPerson: null, shelveReason: null, shelveReasonText: undefined } as const;

/** Whole seconds; a clock that was set back makes none. */
export const secondsBetween = (fromUtcMs: number, toUtcMs: number): number => Math.max(0, Math.round((toUtcMs - fromUtcMs) / 1000));

/** Whoever does something about an alarm that is nobody's has taken it. */
export const takenBy = (alarm: Alarm, { by, seat = null }: Person) => (alarm.owner === null ? { owner: by, ownerSeat: seat } : {});
