/** Fields of the `guardpost` contract's JSON, each checked where it is read. Pure. */
import { type AlarmCategory, alarmCategories, type Priority, priorities } from '../../../../shared/model/alarms.ts';
import type { JsonObject } from '../json-message.ts';

const maxWordLength = 120;

/** A text or a number as text, trimmed and cut; null = not there. */
export function textField(object: JsonObject, name: string): string | null {
  const value = object[name];
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') return null;
  const text = value.trim().slice(0, maxWordLength);
  return text === '' ? null : text;
}

export function flagField(object: JsonObject, name: string): boolean | null {
  const value = object[name];
  return typeof value === 'boolean' ? value : null;
}

/** RFC 3339 with its offset, or milliseconds since 1970; null = none, or not readable. */
export function timeField(object: JsonObject, name: string): number | null {
  const value = object[name];
  if (typeof value === 'number') return Number.isFinite(value) && value > 0 ? Math.round(value) : null;
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(value)) return null;
  const atUtcMs = Date.parse(value);
  return Number.isNaN(atUtcMs) ? null : atUtcMs;
}

export function priorityField(object: JsonObject): Priority | null {
  return priorities.find((one) => one === object.priority) ?? null;
}

export function categoryField(object: JsonObject): AlarmCategory | null {
  return alarmCategories.find((one) => one === object.category) ?? null;
}

/** The words of a list of texts. */
export function wordsField(object: JsonObject, name: string): readonly string[] | null {
  const value = object[name];
  if (!Array.isArray(value)) return null;
  return value.filter((word): word is string => typeof word === 'string' && word !== '' && word.length <= maxWordLength);
}
