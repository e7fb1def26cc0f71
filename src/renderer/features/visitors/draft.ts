/**
 * A registration that is being filled in, and the ones that are parked. Pure.
 * Lives in memory only: personal data never goes to the browser's storage.
 */
import type { VisitForm } from '../../../shared/contract/index.ts';
import { displayName } from '../../../shared/model/mrz/names.ts';
import type { OverrideReason, Why } from '../../../shared/model/reasons.ts';
import type { TravelDocument } from '../../../shared/model/travel-documents.ts';
import type { Ban, DocumentKind, Person, VisitKind, VisitPurpose } from '../../../shared/model/visits.ts';

/** What the guard compares with the person at the window. The rest of the document is not kept. */
export interface ScannedDocument {
  readonly name: string;
  /** `YYYY-MM-DD`; null = valid, or without an end. */
  readonly expiredOn: string | null;
}

export interface Draft {
  readonly draftId: number;
  readonly personId: string | null;
  readonly name: string;
  readonly organisation: string;
  readonly phone: string;
  readonly plate: string;
  readonly documentKind: DocumentKind;
  readonly documentNumber: string;
  /** What the vault already has, masked; then the number needn't be asked again. */
  readonly documentMasked: string | null;
  /** A document that was scanned for this draft; null = none. */
  readonly scanned: ScannedDocument | null;
  readonly kind: VisitKind;
  readonly purpose: VisitPurpose | null;
  readonly hostName: string;
  /** A lead's reason to let a banned person in; null = no override. */
  readonly override: Why<OverrideReason> | null;
}

/** Focus order is the order of speech with a visitor. */
export const draftFields = ['name', 'organisation', 'documentNumber', 'hostName', 'purpose', 'register'] as const;
export type DraftField = (typeof draftFields)[number];
export type DraftProblem = 'nameMissing' | 'hostMissing' | 'purposeMissing' | 'documentShort' | 'overrideNeeded';

const empty = {
  personId: null,
  name: '',
  organisation: '',
  phone: '',
  plate: '',
  documentKind: 'idCard',
  documentNumber: '',
  documentMasked: null,
  scanned: null,
  kind: 'visitor',
  purpose: null,
  hostName: '',
  override: null,
} as const satisfies Omit<Draft, 'draftId'>;

export const newDraft = (draftId: number, name: string): Draft => ({ ...empty, draftId, name });

/** Everything known is filled in; only host and purpose are asked, with the last ones offered. */
export function returningDraft(draftId: number, person: Person): Draft {
  return {
    ...empty,
    draftId,
    personId: person.personId,
    name: person.name,
    organisation: person.organisation,
    phone: person.phone,
    plate: person.plate,
    documentKind: person.documentKind ?? 'idCard',
    documentMasked: person.documentMasked,
    purpose: person.lastPurpose,
    hostName: person.lastHostName ?? '',
  };
}

/** A document that was read: whose it is, if the vault knows them, else a new visitor with what the document says. `today`: `YYYY-MM-DD`. */
export function documentDraft(draftId: number, document: TravelDocument, person: Person | null, today: string): Draft {
  const scanned = scannedDocument(document, today);
  if (person !== null) return { ...returningDraft(draftId, person), scanned };
  return { ...newDraft(draftId, scanned.name), ...numberOf(document), scanned };
}

/** The number was asked for and comes from the document; a name that was given already stays. */
export function withDocument(draft: Draft, document: TravelDocument, today: string): Draft {
  const scanned = scannedDocument(document, today);
  return { ...draft, ...numberOf(document), scanned, name: draft.name.trim() === '' ? scanned.name : draft.name };
}

const numberOf = ({ kind, number }: TravelDocument) => ({ documentKind: kind, documentNumber: number.slice(0, 40) });

/** A day or month that the document leaves open has not ended before the month or year has. */
function scannedDocument(document: TravelDocument, today: string): ScannedDocument {
  const { expiryDate } = document;
  const ended = expiryDate !== null && expiryDate.replaceAll('-00', '-99') < today;
  return { name: displayName(document).slice(0, 80), expiredOn: ended ? expiryDate : null };
}

/** Where the guard begins: the first thing that isn't known yet. */
export const firstField = (draft: Draft): DraftField => (draft.personId !== null ? 'hostName' : draft.name === '' ? 'name' : 'organisation');

/** Enter is the safe next: the field after this one in the order of speech; the button is the last. */
export const nextField = (field: DraftField): DraftField => draftFields[draftFields.indexOf(field) + 1] ?? 'register';

/** What keeps the draft from being registered, by field. Empty = ready. */
export function draftProblems(draft: Draft, banned: boolean): { readonly [field in DraftField | 'override']?: DraftProblem } {
  const number = draft.documentNumber.trim();
  return {
    ...(draft.name.trim() === '' && { name: 'nameMissing' as const }),
    ...(number !== '' && number.length < 3 && { documentNumber: 'documentShort' as const }),
    ...(draft.hostName.trim() === '' && { hostName: 'hostMissing' as const }),
    ...(draft.purpose === null && { purpose: 'purposeMissing' as const }),
    ...(banned && draft.override === null && { override: 'overrideNeeded' as const }),
  };
}

/** The call to the post; null while something is missing. */
export function visitFormOf(draft: Draft, bans: readonly Ban[]): (VisitForm & { override?: Why<OverrideReason> }) | null {
  const banned = bans.length > 0;
  if (draft.purpose === null || Object.keys(draftProblems(draft, banned)).length > 0) return null;
  const number = draft.documentNumber.trim();
  return {
    personId: draft.personId,
    name: draft.name.trim(),
    organisation: draft.organisation.trim(),
    phone: draft.phone.trim(),
    plate: draft.plate.trim(),
    document: number === '' ? null : { kind: draft.documentKind, number },
    kind: draft.kind,
    purpose: draft.purpose,
    hostName: draft.hostName.trim(),
    ...(banned && draft.override !== null && { override: draft.override }),
  };
}

/** The desk of drafts: one open, others parked (newest last). */
export interface Desk {
  readonly open: Draft | null;
  readonly parked: readonly Draft[];
  readonly nextDraftId: number;
}
export const emptyDesk: Desk = { open: null, parked: [], nextDraftId: 1 };

/** Opens a draft; one that was open is parked, never lost. */
export function openDraft(desk: Desk, make: (draftId: number) => Draft): Desk {
  const parked = desk.open === null ? desk.parked : [...desk.parked, desk.open];
  return { open: make(desk.nextDraftId), parked, nextDraftId: desk.nextDraftId + 1 };
}

export const changeDraft = (desk: Desk, change: Partial<Draft>): Desk => (desk.open === null ? desk : { ...desk, open: { ...desk.open, ...change } });
export const parkDraft = (desk: Desk): Desk => (desk.open === null ? desk : { ...desk, open: null, parked: [...desk.parked, desk.open] });
/** The open draft is done (registered or refused). Only this one: another may have been opened meanwhile. */
export function finishDraft(desk: Desk, draftId: number): Desk {
  return { ...desk, open: desk.open?.draftId === draftId ? null : desk.open, parked: desk.parked.filter((draft) => draft.draftId !== draftId) };
}

/** Brings a parked draft back (the newest without an id); an open one changes places with it. */
export function resumeDraft(desk: Desk, draftId?: number): Desk {
  const back = draftId === undefined ? desk.parked.at(-1) : desk.parked.find((draft) => draft.draftId === draftId);
  if (back === undefined) return desk;
  const rest = desk.parked.filter((draft) => draft !== back);
  return { ...desk, open: back, parked: desk.open === null ? rest : [...rest, desk.open] };
}
