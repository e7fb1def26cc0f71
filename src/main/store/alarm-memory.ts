/**
 * Alarms by origin as they stand in the database, so that a chattering source is not read and parsed again with each batch.
 * Only a copy: it is emptied whenever something was rolled back or another process has written.
 */
import type { Alarm } from '../../shared/model/alarms.ts';
import type { Connection } from './connection.ts';

/** Origins remembered; above that it begins anew. */
const most = 4_000;

export class AlarmMemory {
  /** Null: there is none of this origin. */
  readonly #byOrigin = new Map<string, Alarm | null>();
  readonly #originOf = new Map<string, string>();
  #dataVersion = -1;

  /** undefined: not known. */
  get(panelId: string, source: string, condition: string): Alarm | null | undefined {
    return this.#byOrigin.get(originName(panelId, source, condition));
  }

  /** What the database holds of this origin. */
  remember(panelId: string, source: string, condition: string, alarm: Alarm | null): void {
    if (this.#byOrigin.size >= most) this.clear();
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
    this.#byOrigin.clear();
    this.#originOf.clear();
  }

  /** A transaction began: forgets all if another process has written since the last one. */
  begun(connection: Connection): void {
    const version = connection.get<{ data_version: number }>('PRAGMA data_version')?.data_version ?? -1;
    if (version !== this.#dataVersion) this.clear();
    this.#dataVersion = version;
  }
}

const originName = (panelId: string, source: string, condition: string): string => `${panelId}\n${source}\n${condition}`;
