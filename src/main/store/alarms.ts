/** The alarm board as it stands. The alarm's own rules live in core/alarms. */

import { type Alarm, isListed } from '../../shared/model/alarms.ts';
import type { Reads, Tx } from '../core/ports/ledger.ts';
import type { AlarmMemory } from './alarm-memory.ts';
import type { Connection } from './connection.ts';

type AlarmReads = Pick<Reads, 'alarm' | 'alarmBy' | 'board' | 'boardTop' | 'boardPage' | 'countBoard' | 'countUnacknowledged' | 'delayedAlarms'>;
type AlarmWrites = Pick<Tx, 'saveAlarm' | 'removeAlarm'>;
const waitingIds = "SELECT alarmId FROM alarm WHERE json_extract(body, '$.state') IN ('unacknowledged', 'returnedUnacknowledged')";
const mostUrgent = `
  SELECT body FROM alarm WHERE json_extract(body, '$.state') IN ('unacknowledged', 'returnedUnacknowledged')
  ORDER BY json_extract(body, '$.priority'), json_extract(body, '$.raisedAtUtcMs') * iif(json_extract(body, '$.priority') = 1, 1, -1) LIMIT ?`;

interface Body {
  readonly body: string;
}

// The body was written by saveAlarm from an Alarm; the table is ours alone.
const toAlarm = (row: Body): Alarm => JSON.parse(row.body) as Alarm;
const orNull = (row: Body | undefined): Alarm | null => (row === undefined ? null : toAlarm(row));

/** @param memory is asked and filled inside a transaction only: outside of one another process may have written meanwhile. */
export function alarmReads(connection: Connection, memory: AlarmMemory): AlarmReads {
  const stored = (panelId: string, source: string, condition: string): Alarm | null =>
    orNull(connection.get<Body>('SELECT body FROM alarm WHERE panelId = ? AND source = ? AND condition = ?', panelId, source, condition));
  return {
    alarm: (alarmId) => orNull(connection.get<Body>('SELECT body FROM alarm WHERE alarmId = ?', alarmId)),
    alarmBy(panelId, source, condition) {
      if (!connection.db.inTransaction) return stored(panelId, source, condition);
      const known = memory.get(panelId, source, condition);
      if (known !== undefined) return known;
      const alarm = stored(panelId, source, condition);
      memory.remember(panelId, source, condition, alarm);
      return alarm;
    },
    // What only waits for its on-delay is kept in the same table, and is not on the board.
    board: () => connection.all<Body>('SELECT body FROM alarm').map(toAlarm).filter(isListed),
    boardTop: (limit) => connection.all<Body>(mostUrgent, limit).map(toAlarm),
    boardPage(afterId, limit) {
      const read = connection.all<Body & { alarmId: string }>('SELECT alarmId, body FROM alarm WHERE alarmId > ? ORDER BY alarmId LIMIT ?', afterId, limit);
      return { alarms: read.map(toAlarm).filter(isListed), nextId: read.length < limit ? null : (read.at(-1)?.alarmId ?? null) };
    },
    countBoard: () => connection.get<{ count: number }>('SELECT count(*) AS count FROM alarm')?.count ?? 0,
    countUnacknowledged() {
      memory.begun(connection);
      return memory.countWaiting(() => connection.all<{ alarmId: string }>(waitingIds).map(({ alarmId }) => alarmId));
    },
    delayedAlarms: () =>
      connection
        .all<Body>('SELECT body FROM alarm')
        .map(toAlarm)
        .filter((alarm) => alarm.delay !== undefined),
  };
}

export function alarmWrites(connection: Connection, memory: AlarmMemory): AlarmWrites {
  return {
    saveAlarm(alarm) {
      const body = JSON.stringify(alarm);
      // Its keys stand: no index need be touched.
      if (memory.holds(alarm)) connection.run('UPDATE alarm SET body = ? WHERE alarmId = ?', body, alarm.alarmId);
      else insert(connection, alarm, body);
      memory.remember(alarm.panelId, alarm.source, alarm.condition, alarm);
      memory.nowIn(alarm.alarmId, alarm.state);
    },
    removeAlarm(alarmId) {
      connection.run('DELETE FROM alarm WHERE alarmId = ?', alarmId);
      memory.removed(alarmId);
      memory.nowIn(alarmId, null);
    },
  };
}

function insert(connection: Connection, alarm: Alarm, body: string): void {
  connection.run(
    `INSERT INTO alarm (alarmId, panelId, source, condition, body) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (alarmId) DO UPDATE SET panelId = excluded.panelId, source = excluded.source, condition = excluded.condition, body = excluded.body`,
    alarm.alarmId,
    alarm.panelId,
    alarm.source,
    alarm.condition,
    body,
  );
}
