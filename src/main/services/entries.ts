/** Rows as people see them: with the names that belong to them now (from the vault), the card as it stands, and amendments. */
import type { Entry } from '../../shared/contract/schemas.ts';
import { type CardFormat, type CardNumber, cardFormats } from '../../shared/model/cards.ts';
import type { JournalRow } from '../../shared/model/journal.ts';
import type { Reads } from '../core/ports/ledger.ts';
import { maskedName, maskRow } from '../core/visitors/mask.ts';

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Entries of the rows, in their order. `repeatsOf`: how often a read was folded into its row (live only). */
export function entriesOf(read: Reads, rows: readonly JournalRow[], repeatsOf: (seq: number) => number = () => 0): Entry[] {
  const notes = rows.filter((row) => row.kind === 'note.written').map((row) => row.seq);
  const amendments = notes.length === 0 ? [] : read.amendmentsOf(notes);
  return rows.map((row) => {
    const card = cardOf(row);
    const credential = card === null ? null : read.credential(card);
    const holderId = textOf(row.payload.holderId) ?? credential?.holderId ?? null;
    return {
      row,
      holder: holderId === null ? null : read.holder(holderId),
      credential,
      visitorName: visitorName(read, row),
      amendments: row.kind === 'note.written' ? amendments.filter((amendment) => amendedSeq(amendment) === row.seq) : [],
      simulated: row.payload.simulated === true,
      repeats: row.kind.startsWith('gate.') ? repeatsOf(row.seq) : 0,
    };
  });
}

/** The note that an amendment is about. */
export function amendedSeq(row: JournalRow): number | null {
  return typeof row.payload.amends === 'number' ? row.payload.amends : null;
}

const isFormat = (value: unknown): value is CardFormat => cardFormats.some((format) => format === value);

function cardOf(row: JournalRow): CardNumber | null {
  const { format, facility, number } = row.payload;
  if (!isFormat(format) || typeof number !== 'string') return null;
  return { format, facility: textOf(facility), number };
}

function visitorName(read: Reads, row: JournalRow): string | null {
  const personId = textOf(row.payload.personId);
  return personId === null ? null : (read.person(personId)?.name ?? null);
}

/** The entry for a locked seat: that it happened, not to whom. */
export function maskEntry(entry: Entry): Entry {
  return {
    ...entry,
    row: maskRow(entry.row),
    holder: entry.holder === null ? null : { ...entry.holder, name: maskedName, department: '', hasPhoto: false },
    credential: entry.credential === null ? null : { ...entry.credential, statusReason: null, statusNote: null, statusBy: null },
    visitorName: entry.visitorName === null ? null : maskedName,
    amendments: entry.amendments.map(maskRow),
  };
}
