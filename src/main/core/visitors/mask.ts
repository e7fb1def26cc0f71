/** What a locked seat may see: that something happens, not to whom (ASVS 8.2.3). Pure. */
import type { JournalRow, Json, JsonObject } from '../../../shared/model/journal.ts';
import type { Visit } from '../../../shared/model/visits.ts';

/** Stands where a name would stand. */
export const maskedName = '•••••';

/** A visit without what identifies the visitor; badge, kind and times stay. */
export function maskVisit(visit: Visit): Visit {
  return { ...visit, name: maskedName, organisation: '', hostName: maskedName, plate: '', documentMasked: null };
}

/** Reasons are codes today; in old rows they are words. */
const freeText = ['text', 'note', 'reason', 'reasonText'];
/** Areas whose rows can have a person's own words about people. */
const wordy = ['note', 'visit', 'ban', 'person', 'card'];

const maskWords = (payload: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, freeText.includes(key) ? maskedName : isObject(value) ? maskWords(value) : value]));
const isObject = (value: Json): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A row without the words that people wrote: a note can name anyone. Hash and number stay, so the row can be found again. */
export function maskRow(row: JournalRow): JournalRow {
  const area = row.kind.split('.')[0] ?? '';
  if (wordy.includes(area)) return { ...row, payload: maskWords(row.payload) };
  return row.payload.reasonText === undefined ? row : { ...row, payload: { ...row.payload, reasonText: maskedName } };
}
