/**
 * Alarms by origin as they stand in the database, so that a chattering source is not read and parsed again with each batch.
 * Only a copy: it is emptied whenever something was rolled back or another process has written.
 */
import type { Alarm, AlarmState } from '../../shared/model/alarms.ts';
import type { Connection } from './connection.ts';

/** Origins remembered; above that it begins anew. */
const most = 4_000;

export class AlarmMemory {
  /** Null: there is none of this origin. */
  readonly #byOrigin = new Map<string, Alarm | null>();
  readonly #originOf = new Map<string, string>();
  #dataVersion = -1;
  /** Ids of those that nobody has acknowledged; null = not known. */
  #waiting: Set<string> | null = null;

  /** undefined: not known. */
  get(panelId: string, source: string, condition: string): Alarm | null | undefined {
    return this.#byOrigin.get(originName(panelId, source, condition));
  }

  /** What the database holds of this origin. */
  remember(panelId: string, source: string, condition: string, alarm: Alarm | null): void {
    if (this.#byOrigin.size >= most) this.#forgetOrigins();
    const origin = originName(panelId, source, condition);
    const before = this.#byOrigin.get(origin);
    if (before !== undefined && before !== null) this.#originOf.delete(before.alarmId);
    if (alarm !== null) this.removed(alarm.alarmId);
    this.#byOrigin.set(origin, alarm);
    if (alarm !== null) this.#originOf.set(alarm.alarmId, origin);
  }

  /** True when the database holds this very alarm under the same origin. */
  holds({ alarmId, panelId, source, condition }: Alarm): boolean {
    return this.#originOf.get(alarmId) === originName(panelId, source, condition);
  }

  removed(alarmId: string): void {
    const origin = this.#originOf.get(alarmId);
    if (origin === undefined) return;
    this.#originOf.delete(alarmId);
    this.#byOrigin.delete(origin);
  }

  clear(): void {
    this.#forgetOrigins();
    this.#waiting = null;
  }

  #forgetOrigins(): void {
    this.#byOrigin.clear();
    this.#originOf.clear();
  }

  /** How many nobody has acknowledged; `all` names them where that is not known. */
  countWaiting(all: () => readonly string[]): number {
    this.#waiting ??= new Set(all());
    return this.#waiting.size;
  }

  /** An alarm was saved in this state, or (null) removed. */
  nowIn(alarmId: string, state: AlarmState | null): void {
    if (state === 'unacknowledged' || state === 'returnedUnacknowledged') this.#waiting?.add(alarmId);
    else this.#waiting?.delete(alarmId);
  }

  /** A transaction begins, or something is asked outside of one: forgets all if another process has written since the last time. */
  begun(connection: Connection): void {
    const version = connection.get<{ data_version: number }>('PRAGMA data_version')?.data_version ?? -1;
    if (version !== this.#dataVersion) this.clear();
    this.#dataVersion = version;
  }
}

const originName = (panelId: string, source: string, condition: string): string => `${panelId}\n${source}\n${condition}`;
