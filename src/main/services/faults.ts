/** Reports of faulty equipment (PAT5): from a draft (ALM6) or by hand, to repaired and verified by somebody else. */
import { type Fault, type FaultState, nextStates } from '../../shared/model/faults.ts';
import type { Actor, JsonObject } from '../../shared/model/journal.ts';
import type { Result, ServiceFailure } from '../../shared/model/result.ts';
import { sameUser } from '../../shared/model/users.ts';
import type { Clock, NewId } from '../core/ports/clock.ts';
import { keptKey } from '../core/ports/kept.ts';
import type { Ledger } from '../core/ports/ledger.ts';
import { keep, refuse, refuseByRule } from './keep.ts';

type Answer<T> = Promise<Result<T, ServiceFailure>>;
type Fields = Pick<Fault, 'description' | 'interimMeasure' | 'reportedTo' | 'ticket' | 'promisedForUtcMs'>;

export interface Faults {
  /** Open ones first (drafts before the others), then the newest that have ended. */
  list(): Fault[];
  open(actor: Actor, input: Fields & Pick<Fault, 'panelId' | 'source'>): Answer<Fault>;
  /** Rules: `faultStateOrder`, `otherPersonVerifies`. */
  change(actor: Actor, input: Fields & { readonly faultId: string; readonly revision: number; readonly state: FaultState }): Answer<Fault>;
}

const endedShown = 100;
const order: { readonly [state in FaultState]: number } = { draft: 0, reported: 1, promised: 1, repaired: 2, verified: 3, dropped: 3 };
const fieldNames = ['description', 'interimMeasure', 'reportedTo', 'ticket', 'promisedForUtcMs'] as const;

export function createFaults({ ledger, clock, newId }: { readonly ledger: Ledger; readonly clock: Clock; readonly newId: NewId }): Faults {
  return {
    list() {
      const faults = ledger.read.allKept('fault').sort((a, b) => order[a.state] - order[b.state] || b.changedAtUtcMs - a.changedAtUtcMs);
      const ended = faults.filter(({ state }) => order[state] === 3).slice(0, endedShown);
      return [...faults.filter(({ state }) => order[state] < 3), ...ended];
    },
    open: (actor, { panelId, source, ...fields }) =>
      keep(ledger, (tx) => {
        const nowUtcMs = clock.utcMs();
        const area = tx.read.kept('place', keptKey(panelId, source))?.area ?? null;
        const fault: Fault = {
          ...{ faultId: newId('fault'), state: 'draft', panelId, source, area, ...only(fields) },
          ...{ openedAtUtcMs: nowUtcMs, changedAtUtcMs: nowUtcMs, changedBy: actor.name, evidenceSeqs: [], minutesWasted: 0, revision: 1 },
        };
        tx.keep('fault', fault.faultId, fault);
        tx.append({ kind: 'fault.changed', actor, subject: fault.faultId, payload: payloadOf(fault, { opened: true }) });
        return fault;
      }),
    change: (actor, { faultId, revision, state, ...fields }) =>
      keep(ledger, (tx) => {
        const before = tx.read.kept('fault', faultId);
        if (before === null) refuse({ code: 'notFound' });
        if (before.revision !== revision) refuse({ code: 'conflict' });
        if (state !== before.state && !nextStates(before.state).includes(state)) refuseByRule('faultStateOrder');
        const repairedBy = state === 'repaired' && before.state !== 'repaired' ? actor.name : before.repairedBy;
        if (state === 'verified' && before.state !== 'verified' && repairedBy !== undefined && sameUser(repairedBy, actor.name))
          refuseByRule('otherPersonVerifies');
        const fault: Fault = {
          ...{ ...before, ...only(fields), state, changedAtUtcMs: clock.utcMs(), changedBy: actor.name, revision: revision + 1 },
          ...(repairedBy === undefined ? {} : { repairedBy }),
        };
        tx.keep('fault', faultId, fault);
        tx.append({ kind: 'fault.changed', actor, subject: faultId, payload: payloadOf(fault, { from: before.state }) });
        return fault;
      }),
  };
}

const only = (fields: Fields): Fields => ({
  description: fields.description,
  interimMeasure: fields.interimMeasure,
  reportedTo: fields.reportedTo,
  ticket: fields.ticket,
  promisedForUtcMs: fields.promisedForUtcMs,
});

function payloadOf(fault: Fault, more: JsonObject): JsonObject {
  const { faultId, state, panelId, source } = fault;
  const said = Object.fromEntries(fieldNames.flatMap((name) => (fault[name] === '' || fault[name] === null ? [] : [[name, fault[name]]])));
  return { faultId, state, panelId, source, ...said, ...more };
}
