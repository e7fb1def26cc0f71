/** What a locked seat may see: that something happens, not to whom (ASVS 8.2.3). Pure. */
import type { JournalRow } from '../../../shared/model/journal.ts';
import type { Visit } from '../../../shared/model/visits.ts';

/** Stands where a name would stand. */
export const maskedName = '•••••';

/** A visit without what identifies the visitor; badge, kind and times stay. */
export function maskVisit(visit: Visit): Visit {
  return { ...visit, name: maskedName, organisation: '', hostName: maskedName, plate: '', documentMasked: null };
}

const freeText = ['text', 'note', 'reason'];

/** A row without the words that people wrote: a note can name anyone. Hash and number stay, so the row can be found again. */
export function maskRow(row: JournalRow): JournalRow {
  if (!row.kind.startsWith('note.') && !row.kind.startsWith('visit.') && !row.kind.startsWith('ban.')) return row;
  const payload = Object.fromEntries(Object.entries(row.payload).map(([key, value]) => [key, freeText.includes(key) ? maskedName : value]));
  return { ...row, payload };
}
