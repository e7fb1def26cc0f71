/**
 * What event codes mean: Contact ID (SIA DC-05) and SIA (DC-03), from `resources/event-codes`, in our own words.
 * Must not guess: a code that is in no table has no meaning until somebody teaches it.
 */
import contactIdRows from '../../../../../resources/event-codes/contact-id.json' with { type: 'json' };
import siaRows from '../../../../../resources/event-codes/sia.json' with { type: 'json' };
import { type CodeMeaning, type CodeRow, compileTable } from './code-table.ts';

export { worthOfCondition } from './code-classes.ts';
export type { CodeMeaning } from './code-table.ts';

const contactIdTable: { readonly [code: string]: CodeRow } = contactIdRows;
const siaTable: { readonly [code: string]: CodeRow } = siaRows;
const contactId = compileTable(contactIdTable, 'qualified');
const sia = compileTable(siaTable, 'begins');

/** Meaning of a Contact ID event code of three digits (`130`), without its qualifier. */
export function contactIdMeaning(code: string): CodeMeaning | null {
  return contactId.get(code) ?? null;
}

/** Meaning of a SIA event code of two letters (`BA`). */
export function siaMeaning(code: string): CodeMeaning | null {
  return sia.get(code.toUpperCase()) ?? null;
}

/** Every code of both tables, for the tests and the page of the documentation. */
export const knownCodes = { contactId: [...contactId.keys()], sia: [...sia.keys()] } as const;
