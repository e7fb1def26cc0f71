/** Rows, alarms and visits with only what a test cares about spelled out. */
import type { LiveEvent } from '../../../../src/shared/contract/index.ts';
import type { Entry } from '../../../../src/shared/contract/schemas.ts';
import type { Alarm } from '../../../../src/shared/model/alarms.ts';
import type { JournalKind } from '../../../../src/shared/model/journal.ts';
import type { Visit } from '../../../../src/shared/model/visits.ts';
import { freshAlarm } from '../../../fixtures/alarm.ts';

export function entry(seq: number, kind: JournalKind = 'gate.granted', subject: string | null = 'north-in'): Entry {
  const at = '2026-11-21T02:14:05.000Z';
  return {
    row: {
      post: 'gate',
      epoch: 'e',
      seq,
      kind,
      eventAtUtc: null,
      arrivedAtUtc: at,
      enteredAtUtc: at,
      actor: 'device:north-in',
      role: null,
      seat: null,
      subject,
      payload: {},
      prevHash: '0'.repeat(64),
      hash: '1'.repeat(64),
    },
    holder: null,
    credential: null,
    visitorName: null,
    amendments: [],
    simulated: false,
    repeats: 0,
  };
}

export function alarm(alarmId: string, changes: Partial<Alarm> = {}): Alarm & Extract<LiveEvent, { type: 'alarm' }>['alarm'] {
  return { ...freshAlarm({ alarmId, source: alarmId, ...changes }), steps: {} };
}

export function visit(visitId: string, changes: Partial<Visit> = {}): Visit {
  return {
    visitId,
    personId: visitId,
    name: 'Zhao Min',
    organisation: '',
    kind: 'visitor',
    purpose: 'meeting',
    hostName: 'Li Na',
    badgeNumber: 1,
    documentMasked: null,
    plate: '',
    registeredAtUtcMs: 1000,
    registeredBy: 'Wang',
    dueOutAtUtcMs: 9000,
    signedOutAtUtcMs: null,
    signedOutBy: null,
    signOutProof: null,
    ...changes,
  };
}

export const glance = {
  inside: 0,
  overdue: 0,
  unacknowledged: 0,
  store: { state: 'ok' as const, cause: null, sinceUtcMs: null, unwritten: 0 },
  clock: { jumpedAtUtcMs: null, jumpMs: 0 },
  panels: { all: 0, deaf: 0, brokerDown: false, sinceUtcMs: null },
  nowUtcMs: 5000,
};

export function snapshot(changes: Partial<Extract<LiveEvent, { type: 'snapshot' }>> = {}): LiveEvent {
  return {
    type: 'snapshot',
    seq: 0,
    masked: false,
    gate: [],
    log: [],
    alarms: [],
    inside: [],
    devices: [],
    points: [],
    commands: [],
    unknownWords: [],
    seats: [],
    glance,
    silencedUntilUtcMs: null,
    ...changes,
  };
}
