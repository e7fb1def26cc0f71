/** What a note says now and what it said before. Pure. */
import type { Entry } from '../../../shared/contract/schemas.ts';
import type { JournalRow } from '../../../shared/model/journal.ts';

const textOf = (row: JournalRow): string => (typeof row.payload.text === 'string' ? row.payload.text : '');

export interface Version {
  readonly text: string;
  /** The amendment that brought this text; null = the note as first written. */
  readonly amendment: JournalRow | null;
}

/** Every text that the note has had, oldest first; the last one holds. */
export function versionsOf(entry: Entry): readonly Version[] {
  const amendments = entry.amendments.toSorted((a, b) => a.seq - b.seq);
  return [{ text: textOf(entry.row), amendment: null }, ...amendments.map((row) => ({ text: textOf(row), amendment: row }))];
}

/** Only a note can be amended: what a device said stays as it said it. */
export const canAmend = (entry: Entry): boolean => entry.row.kind === 'note.written';

/** Rows that a note is about. */
export function citesOf(entry: Entry): readonly number[] {
  const cites = entry.row.payload.cites;
  return Array.isArray(cites) ? cites.filter((seq): seq is number => typeof seq === 'number') : [];
}
