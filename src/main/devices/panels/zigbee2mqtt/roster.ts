/**
 * The bridge's list of its devices: which sensors there are before they have said anything, and which are gone.
 * Must not read what devices say of themselves.
 */
import { isObject } from '../json-message.ts';
import { sensorKeys } from './keys.ts';

export interface RosterChange {
  /** Sensors by their names. */
  readonly sensors: readonly string[];
  /** Devices that were in the list before. */
  readonly gone: readonly string[];
  /** `deepNames()` answers differently now. */
  readonly deepNamesChanged: boolean;
}

export class Roster {
  #names: ReadonlySet<string> = new Set();

  /** Takes in a list as it is published; null when it is none. */
  take(list: unknown): RosterChange | null {
    if (!Array.isArray(list)) return null;
    const devices = list.filter(isObject).flatMap((device) => (typeof device.friendly_name === 'string' ? [{ name: device.friendly_name, device }] : []));
    const names = new Set(devices.map(({ name }) => name));
    const gone = [...this.#names].filter((name) => !names.has(name));
    const before = this.deepNames().join('\n');
    this.#names = names;
    const sensors = devices.filter(({ device }) => isSensor(device.definition)).map(({ name }) => name);
    return { sensors, gone, deepNamesChanged: this.deepNames().join('\n') !== before };
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  /** Names with levels of their own that can be subscribed to. */
  deepNames(): readonly string[] {
    return [...this.#names].filter((name) => name.includes('/') && !/[+#\0]/.test(name)).sort();
  }
}

function isSensor(definition: unknown): boolean {
  if (!isObject(definition) || !Array.isArray(definition.exposes)) return false;
  return definition.exposes.some((exposed: unknown) => isObject(exposed) && typeof exposed.property === 'string' && sensorKeys.includes(exposed.property));
}
