/** The alarm board as it stands. The alarm's own rules live in core/alarms. */

import { type Alarm, isListed } from '../../shared/model/alarms.ts';
import type { Reads, Tx } from '../core/ports/ledger.ts';
import type { Connection } from './connection.ts';

type AlarmReads = Pick<Reads, 'alarm' | 'alarmBy' | 'board' | 'delayedAlarms'>;
type AlarmWrites = Pick<Tx, 'saveAlarm' | 'removeAlarm'>;
interface Body {
  readonly body: string;
}

// The body was written by saveAlarm from an Alarm; the table is ours alone.
const toAlarm = (row: Body): Alarm => JSON.parse(row.body) as Alarm;
const orNull = (row: Body | undefined): Alarm | null => (row === undefined ? null : toAlarm(row));

export function alarmReads(connection: Connection): AlarmReads {
  return {
    alarm: (alarmId) => orNull(connection.get<Body>('SELECT body FROM alarm WHERE alarmId = ?', alarmId)),
    alarmBy: (panelId, source, condition) =>
      orNull(connection.get<Body>('SELECT body FROM alarm WHERE panelId = ? AND source = ? AND condition = ?', panelId, source, condition)),
    // What only waits for its on-delay is kept in the same table, and is not on the board.
    board: () => connection.all<Body>('SELECT body FROM alarm').map(toAlarm).filter(isListed),
    delayedAlarms: () =>
      connection
        .all<Body>('SELECT body FROM alarm')
        .map(toAlarm)
        .filter((alarm) => alarm.delay !== undefined),
  };
}

export function alarmWrites(connection: Connection): AlarmWrites {
  return {
    saveAlarm(alarm) {
      connection.run(
        `INSERT INTO alarm (alarmId, panelId, source, condition, body) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (alarmId) DO UPDATE SET panelId = excluded.panelId, source = excluded.source, condition = excluded.condition, body = excluded.body`,
        alarm.alarmId,
        alarm.panelId,
        alarm.source,
        alarm.condition,
        JSON.stringify(alarm),
      );
    },
    removeAlarm: (alarmId) => void connection.run('DELETE FROM alarm WHERE alarmId = ?', alarmId),
  };
}
