/** What the lead has decided about alarms at this site. Kept; each change is a row with what it was before. Read often, so held in memory. */
import { type AlarmPolicy, defaultAlarmPolicy } from '../../shared/model/alarm-policy.ts';
import type { Actor, JsonObject } from '../../shared/model/journal.ts';
import type { Result, ServiceFailure } from '../../shared/model/result.ts';
import type { Ledger } from '../core/ports/ledger.ts';
import { keep } from './keep.ts';
import { createListeners } from './listeners.ts';

const key = 'alarms';

export interface AlarmPolicies {
  now(): AlarmPolicy;
  set(actor: Actor, policy: AlarmPolicy): Promise<Result<AlarmPolicy, ServiceFailure>>;
  /** Once it is on disk. */
  onChange(listener: (policy: AlarmPolicy) => void): () => void;
}

export function createAlarmPolicies({ ledger }: { readonly ledger: Ledger }): AlarmPolicies {
  const changes = createListeners<AlarmPolicy>();
  let known: AlarmPolicy | null = null;
  const now = (): AlarmPolicy => {
    known ??= ledger.read.kept('alarmPolicy', key) ?? defaultAlarmPolicy;
    return known;
  };
  return {
    now,
    async set(actor, policy) {
      const after = payloadOf(policy);
      const kept = await keep(ledger, (tx) => {
        const before = payloadOf(tx.read.kept('alarmPolicy', key) ?? defaultAlarmPolicy);
        if (JSON.stringify(before) === JSON.stringify(after)) return policy;
        tx.keep('alarmPolicy', key, policy);
        tx.append({ kind: 'alarm.policyChanged', actor, subject: null, payload: { before, after } });
        return policy;
      });
      if (!kept.ok) return kept;
      known = policy;
      changes.tell(policy);
      return kept;
    },
    onChange: (listener) => changes.add(listener),
  };
}

/** In one order, so that equal policies are equal as text. */
function payloadOf({ twoPersons, escalationSeconds, confirmationMinutes, falseAlarms }: AlarmPolicy): JsonObject {
  const times = Object.fromEntries(([1, 2, 3, 4] as const).map((priority) => [priority, [...escalationSeconds[priority]]]));
  return {
    twoPersons: { disarm: twoPersons.disarm, bypass: twoPersons.bypass },
    escalationSeconds: times,
    confirmationMinutes,
    falseAlarms: { count: falseAlarms.count, days: falseAlarms.days },
  };
}
