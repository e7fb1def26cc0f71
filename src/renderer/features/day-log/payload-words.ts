/** Words for single values of a journal row's payload. Pure; what is missing or odd becomes "not stated", never an exception. */
import type { Entry } from '../../../shared/contract/schemas.ts';
import { hasText } from '../../../shared/i18n/index.ts';
import type { Json, JsonObject } from '../../../shared/model/journal.ts';
import type { Words } from '../../ui/why-words.ts';

/** Conditions that were called otherwise before: rows of then must stay readable. */
const oldConditions: { readonly [condition: string]: string } = {
  triggered: 'intrusion',
  panelOffline: 'offline',
  panelSilent: 'supervision',
  batteryLow: 'battery',
  mainsLost: 'mains',
  connectivity: 'offline',
};

export const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

export const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** A payload value as text; null, objects and missing ones are "not stated". */
export function plain(value: Json | undefined, t: Words): string {
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return t(value ? 'log.boolean.yes' : 'log.boolean.no');
  return t('log.value.none');
}

export const firstOf = (payload: JsonObject, names: readonly string[]): Json | undefined => {
  for (const name of names) {
    const value = payload[name];
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return undefined;
};

/** The catalogue's word for a code (`gate.reason` + `blocked`), or the code as it came. */
export function coded(area: string, value: Json | undefined, t: Words): string {
  const text = plain(value, t);
  const key = `${area}.${text}`;
  return hasText(key) ? t(key) : text;
}

/** A condition in words, by its name of today. */
export function conditionWords(value: Json | undefined, t: Words): string {
  const name = textOf(value);
  return coded('alarms.condition', Object.hasOwn(oldConditions, name) ? oldConditions[name] : value, t);
}

const two = (n: number): string => String(n).padStart(2, '0');

/** `2026-11-21 14:05` in local time, from ISO text or epoch milliseconds; other text stays as it is. */
export function whenText(value: Json | undefined, t: Words): string {
  if (typeof value !== 'string' && typeof value !== 'number') return t('log.value.none');
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return String(value);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

export function deviceOf({ row }: Entry, t: Words): string {
  return plain(firstOf(row.payload, ['name', 'deviceId', 'panelId', 'readerId', 'linkId']) ?? row.subject ?? undefined, t);
}
