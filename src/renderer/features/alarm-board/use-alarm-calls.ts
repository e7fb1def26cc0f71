/** What a person can do to an alarm from this seat: the call, the toast, and the words when it fails. */
import { useMemo } from 'react';
import type { AcknowledgeReason, Alarm, AlarmFinding, AlarmStep, VerificationLevel } from '../../../shared/model/alarms.ts';
import type { SetAsideReason, Why } from '../../../shared/model/reasons.ts';
import { api, callError } from '../../app/api.ts';
import { type Text, useText } from '../../app/text.ts';
import { live } from '../../live/index.ts';
import { toast } from '../../ui/index.ts';
import { alarmText, revisionToSend, type Words } from './words.ts';

export interface Shelving {
  readonly minutes: number;
  readonly why: Why<SetAsideReason>;
  readonly second: { readonly name: string; readonly secret: string } | null;
}

export interface Closing {
  readonly finding: AlarmFinding;
  readonly reason: AcknowledgeReason;
  readonly verification: VerificationLevel | null;
  readonly second: { readonly name: string; readonly secret: string } | null;
}

/** The next step of a procedure as it was done; skipped ones have no answer. */
export interface Tick {
  readonly stepId: string;
  readonly answerId: string | null;
  readonly skipped: boolean;
}

/** Every call answers whether it worked; failures are said in a toast. An empty note is none. */
export interface AlarmCalls {
  acknowledge(alarm: Alarm, reason: AcknowledgeReason, note: string): Promise<boolean>;
  acknowledgeMany(alarms: readonly Alarm[], reason: AcknowledgeReason, note: string): Promise<boolean>;
  unacknowledge(alarm: Alarm): Promise<boolean>;
  take(alarm: Alarm): Promise<boolean>;
  step(alarm: Alarm, step: AlarmStep, finding: AlarmFinding | null, note: string): Promise<boolean>;
  close(alarm: Alarm, closing: Closing, note: string): Promise<boolean>;
  verify(alarm: Alarm, level: VerificationLevel, note: string): Promise<boolean>;
  tick(alarm: Alarm, tick: Tick): Promise<boolean>;
  shelve(alarm: Alarm, shelving: Shelving): Promise<boolean>;
  unshelve(alarm: Alarm): Promise<boolean>;
  reset(alarm: Alarm): Promise<boolean>;
  outOfService(alarm: Alarm, why: Why<SetAsideReason>): Promise<boolean>;
  returnToService(alarm: Alarm): Promise<boolean>;
  silence(): Promise<boolean>;
}

/** The alarm as this seat knows it now, with the revision that fits what the person saw. */
function refOf(alarm: Alarm): { alarmId: string; revision: number } {
  const current = live.state().alarmsById.get(alarm.alarmId);
  return { alarmId: alarm.alarmId, revision: revisionToSend(alarm, current) };
}

async function attempt(call: Promise<unknown>, done: string | null): Promise<boolean> {
  try {
    await call;
    if (done !== null) toast('done', done);
    return true;
  } catch (error) {
    toast('problem', callError(error));
    return false;
  }
}

const staysListed = (alarm: Alarm): boolean => alarm.active || alarm.latched;

const noted = (note: string): { note?: string } => (note.trim() === '' ? {} : { note: note.trim() });

function createCalls(words: Words & Pick<Text, 't'>): AlarmCalls {
  const { t } = words;
  const named = (alarm: Alarm) => ({ alarm: alarmText(alarm, words) });
  return {
    acknowledge: (alarm, reason, note) =>
      attempt(api.alarms.acknowledge({ ...refOf(alarm), reason, ...noted(note) }), t('alarms.done.acknowledged', named(alarm))),
    acknowledgeMany: (alarms, reason, note) =>
      attempt(api.alarms.acknowledgeMany({ alarms: alarms.map(refOf), reason, ...noted(note) }), t('alarms.done.acknowledgedMany', { count: alarms.length })),
    unacknowledge: (alarm) => attempt(api.alarms.unacknowledge(refOf(alarm)), null),
    take: (alarm) => attempt(api.alarms.take(refOf(alarm)), t('alarms.done.taken', named(alarm))),
    step: (alarm, step, finding, note) => attempt(api.alarms.step({ ...refOf(alarm), step, ...(finding === null ? {} : { finding }), ...noted(note) }), null),
    verify: (alarm, level, note) => attempt(api.alarms.verify({ ...refOf(alarm), level, ...noted(note) }), null),
    tick: (alarm, tick) => attempt(api.alarms.procedureStep({ ...refOf(alarm), ...tick }), null),
    close: (alarm, { finding, reason, verification, second }, note) =>
      attempt(
        api.alarms.close({
          ...refOf(alarm),
          reason,
          finding,
          ...(verification === null ? {} : { verification }),
          ...(second === null ? {} : { second }),
          ...noted(note),
        }),
        t(staysListed(alarm) ? 'alarms.done.closedStays' : 'alarms.done.closed', named(alarm)),
      ),
    shelve: (alarm, { minutes, why, second }) =>
      attempt(api.alarms.shelve({ ...refOf(alarm), minutes, ...why, ...(second === null ? {} : { second }) }), t('alarms.done.shelved', named(alarm))),
    unshelve: (alarm) => attempt(api.alarms.unshelve(refOf(alarm)), null),
    reset: (alarm) => attempt(api.alarms.reset(refOf(alarm)), null),
    outOfService: (alarm, why) => attempt(api.alarms.outOfService({ ...refOf(alarm), ...why }), null),
    returnToService: (alarm) => attempt(api.alarms.returnToService(refOf(alarm)), null),
    silence: () => attempt(api.alarms.silence(), t('alarms.done.silenced')),
  };
}

export function useAlarmCalls(): AlarmCalls {
  const { t, tOr } = useText();
  return useMemo(() => createCalls({ t, tOr }), [t, tOr]);
}
