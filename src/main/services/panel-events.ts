/**
 * Rows for what panels report that is not an alarm: armed, disarmed, bypassed, tests, the rest.
 * Must not write one event twice: neither when its retained message comes again, nor when it is delivered again under its own identity.
 */
import type { JournalKind, JournalRow, JsonObject } from '../../shared/model/journal.ts';
import type { PanelSignal } from '../core/ports/devices.ts';
import type { Tx } from '../core/ports/ledger.ts';
import type { ReportTimes } from './alarms-delays.ts';

export type EventSignal = Extract<PanelSignal, { type: 'event' }>;

const openClose: readonly JournalKind[] = ['panel.opened', 'panel.closed'];
/** Deliveries again come in the order of the first ones, or a few late: so many of one source are looked at. */
const rowsLookedAt = 20;

/** Writes its row; false where that is there already. */
export function keepEvent(tx: Tx, signal: EventSignal, times: ReportTimes): boolean {
  const kind: JournalKind = `panel.${signal.kind ?? 'event'}`;
  const subject = `${signal.panelId}/${signal.source}`.toWellFormed();
  if (isKept(tx, signal, kind, subject)) return false;
  tx.append({ kind, actor: { name: `device:${signal.panelId}`, role: null, seat: null }, subject, payload: payloadOf(signal), ...times });
  return true;
}

function isKept(tx: Tx, signal: EventSignal, kind: JournalKind, subject: string): boolean {
  if (!signal.retained && signal.identity === undefined) return false;
  const kinds = openClose.includes(kind) ? openClose : [kind];
  const rows = tx.read.page({ subject, kinds, limit: signal.identity === undefined ? 1 : rowsLookedAt });
  if (signal.identity !== undefined) return rows.some(({ payload }) => payload.identity === signal.identity);
  const [last] = rows;
  return last !== undefined && last.kind === kind && saysTheSame(last, signal);
}

/** That it is disarmed is the same state whoever did it; of other events each word counts. */
function saysTheSame({ kind, payload }: JournalRow, signal: EventSignal): boolean {
  if (payload.event !== signal.event || (payload.active ?? null) !== (signal.active ?? null)) return false;
  return openClose.includes(kind) || (payload.text ?? null) === signal.text;
}

function payloadOf(signal: EventSignal): JsonObject {
  const { panelId, source, event, text, retained, simulated, partition = null, user = null, code = null, active, identity } = signal;
  return {
    ...{ panelId, source, partition, user, code, event, standing: retained },
    ...(text === null ? {} : { text }),
    ...(active === undefined ? {} : { active }),
    ...(identity === undefined ? {} : { identity }),
    ...(simulated ? { simulated: true } : {}),
  };
}
