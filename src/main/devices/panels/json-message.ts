/** A payload that should be one JSON object. Pure; what it is not is a reading with the problem. */
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import { decodeText, maxPayloadBytes, misunderstood, type Reading } from './dialect.ts';
import { parseJson } from './mapping/json-path.ts';

export type JsonObject = { readonly [key: string]: unknown };

/** True for a JSON object, not for an array or null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The payload as text that can be looked at. */
export function readText(payload: Uint8Array): Result<string, Reading> {
  if (payload.length > maxPayloadBytes) return fail(misunderstood('tooLarge', `${payload.length} bytes`));
  const text = decodeText(payload);
  return text === null ? fail(misunderstood('notUtf8')) : ok(text);
}

/** The payload as one JSON object. */
export function readObject(payload: Uint8Array): Result<JsonObject, Reading> {
  const text = readText(payload);
  if (!text.ok) return text;
  const json = parseJson(text.value);
  if (!json.ok) return fail(misunderstood('notJson'));
  return isObject(json.value) ? ok(json.value) : fail(misunderstood('notJson', 'no object'));
}
