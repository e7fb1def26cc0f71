/**
 * Nuisance alarms become fault reports (ALM6): so many false closings of one source within so many days draft one, and
 * further ones are added to it as evidence. Runs in the transaction that closes the alarm. What people do with the report
 * is services/faults.ts.
 */
import type { AlarmPolicy } from '../../shared/model/alarm-policy.ts';
import type { Alarm } from '../../shared/model/alarms.ts';
import type { Fault, FaultState } from '../../shared/model/faults.ts';
import type { JournalRow } from '../../shared/model/journal.ts';
import type { NewId } from '../core/ports/clock.ts';
import type { Tx } from '../core/ports/ledger.ts';
import { systemActor } from './store-health.ts';

/** The fault is known and not mended yet. */
const openStates: readonly FaultState[] = ['draft', 'reported', 'promised'];
const dayMs = 86_400_000;
/** More false alarms than this in the time don't make the case any clearer. */
const mostEvidence = 200;

export interface DraftRules {
  readonly falseAlarms: AlarmPolicy['falseAlarms'];
  readonly newId: NewId;
}

/** Call after the row that closed this alarm as false. */
export function noteFalseAlarm(tx: Tx, alarm: Alarm, { falseAlarms, newId }: DraftRules, nowUtcMs: number): void {
  const faults = tx.read.allKept('fault').filter((fault) => fault.panelId === alarm.panelId && fault.source === alarm.source);
  const open = faults.find(({ state }) => openStates.includes(state)) ?? null;
  const used = new Set(faults.flatMap(({ evidenceSeqs }) => evidenceSeqs));
  const fresh = falseClosings(tx, alarm, nowUtcMs - falseAlarms.days * dayMs).filter(({ seq }) => !used.has(seq));
  if (fresh.length === 0 || (open === null && fresh.length < falseAlarms.count)) return;
  const evidenceSeqs = [...(open?.evidenceSeqs ?? []), ...fresh.map(({ seq }) => seq)].slice(-mostEvidence);
  const minutesWasted = (open?.minutesWasted ?? 0) + fresh.reduce((sum, row) => sum + minutesOf(row), 0);
  const change = { evidenceSeqs, minutesWasted, changedAtUtcMs: nowUtcMs, changedBy: systemActor.name, revision: (open?.revision ?? 0) + 1 };
  const fault: Fault = { ...(open ?? newDraft(alarm, newId('fault'), nowUtcMs)), ...change };
  tx.keep('fault', fault.faultId, fault);
  const { faultId, state, panelId, source } = fault;
  tx.append({
    kind: open === null ? 'fault.drafted' : 'fault.changed',
    actor: systemActor,
    subject: faultId,
    payload: { faultId, state, panelId, source, count: evidenceSeqs.length, evidence: fresh.map(({ seq }) => seq), minutesWasted },
  });
}

/** Rows that closed an alarm of this source as false, oldest first. */
function falseClosings(tx: Tx, { panelId, source }: Alarm, sinceUtcMs: number): JournalRow[] {
  const rows = tx.read.page({ kinds: ['alarm.closed'], sinceUtcMs, limit: 1_000 });
  return rows.filter(({ payload }) => payload.panelId === panelId && payload.source === source && payload.finding === 'false').reverse();
}

/** From the raise to the closing. */
function minutesOf({ payload, enteredAtUtc }: JournalRow): number {
  const raisedAtUtcMs = typeof payload.raisedAt === 'string' ? Date.parse(payload.raisedAt) : Number.NaN;
  const minutes = Math.round((Date.parse(enteredAtUtc) - raisedAtUtcMs) / 60_000);
  return Number.isFinite(minutes) ? Math.max(0, minutes) : 0;
}

function newDraft({ panelId, source, area }: Alarm, faultId: string, nowUtcMs: number): Omit<Fault, 'evidenceSeqs' | 'minutesWasted'> {
  return {
    faultId,
    state: 'draft',
    panelId,
    source,
    area,
    description: '',
    interimMeasure: '',
    reportedTo: '',
    ticket: '',
    promisedForUtcMs: null,
    openedAtUtcMs: nowUtcMs,
    changedAtUtcMs: nowUtcMs,
    changedBy: systemActor.name,
    revision: 0,
  };
}
