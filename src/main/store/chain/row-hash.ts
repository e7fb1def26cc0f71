/** The hash that chains the journal. The verifier has its own reading of this rule (verify/), so that one mistake can't hide in both. */
import { hash } from 'node:crypto';
import type { JournalRow } from '../../../shared/model/journal.ts';
import { canonicalJson, quote } from './canonical-json.ts';

export const rowTag = 'guardpost-row-v1\n';
/** What the first row names as the row before it. */
export const genesisHash = '0'.repeat(64);

/** A row as the table holds it: payload as canonical JSON text. */
export interface StoredRow extends Omit<JournalRow, 'payload'> {
  readonly payload: string;
}

/** Hex SHA-256 over the tag and the canonical JSON of the row without `hash`. */
export function rowHash(row: Omit<JournalRow, 'hash'>): string {
  return storedRowHash({ ...row, payload: canonicalJson(row.payload) });
}

/** The same for a row whose payload is canonical already. Members stand in RFC 8785 order. */
export function storedRowHash(row: Omit<StoredRow, 'hash'>): string {
  const text =
    `${rowTag}{"actor":${quote(row.actor)},"arrivedAtUtc":${quoteOrNull(row.arrivedAtUtc)},"enteredAtUtc":${quote(row.enteredAtUtc)}` +
    `,"epoch":${quote(row.epoch)},"eventAtUtc":${quoteOrNull(row.eventAtUtc)},"kind":${quote(row.kind)},"payload":${row.payload}` +
    `,"post":${quote(row.post)},"prevHash":${quote(row.prevHash)},"role":${quoteOrNull(row.role)},"seat":${quoteOrNull(row.seat)}` +
    `,"seq":${row.seq},"subject":${quoteOrNull(row.subject)}}`;
  return hash('sha256', text, 'hex');
}

const quoteOrNull = (text: string | null): string => (text === null ? 'null' : quote(text));
