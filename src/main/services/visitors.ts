/**
 * Visitors: register, refuse, sign out, who is inside. Names and document numbers go to the vault only;
 * the journal gets ids and a commitment.
 */

import type { Holder } from '../../shared/model/cards.ts';
import type { Actor, JsonObject } from '../../shared/model/journal.ts';
import { type OverrideReason, type RefuseReason, type UnmaskReason, type Why, whyPayload } from '../../shared/model/reasons.ts';
import type { Result, ServiceFailure } from '../../shared/model/result.ts';
import type { BanMatch, DocumentKind, Person, SignOutProof, Visit, VisitKind, VisitPurpose } from '../../shared/model/visits.ts';
import type { Clock, NewId } from '../core/ports/clock.ts';
import type { Ledger, NewVisit, PersonInput, Tx } from '../core/ports/ledger.ts';
import { fitsWords, foldPlate, foldText } from '../core/visitors/fold.ts';
import { scanShape } from '../core/visitors/scan.ts';
import { keep, refuse, refuseByRule } from './keep.ts';

type Answer<T> = Promise<Result<T, ServiceFailure>>;

export interface VisitForm {
  readonly personId: string | null;
  readonly name: string;
  readonly organisation: string;
  readonly phone: string;
  readonly plate: string;
  readonly document: { readonly kind: DocumentKind; readonly number: string } | null;
  readonly kind: VisitKind;
  readonly purpose: VisitPurpose;
  readonly hostName: string;
  readonly override?: Why<OverrideReason> | undefined;
}

export interface BanTrace {
  readonly name?: string | undefined;
  readonly documentNumber?: string | undefined;
  readonly plate?: string | undefined;
  readonly phone?: string | undefined;
  readonly personId?: string | undefined;
}

export interface Guess {
  readonly guess: 'nothing' | 'signOut' | 'returning' | 'new' | 'card';
  readonly visits: Visit[];
  readonly persons: (Person & { readonly inside: boolean })[];
  readonly holders: Holder[];
  readonly bans: BanMatch[];
}

export interface Refusal extends Why<RefuseReason> {
  readonly name: string;
  readonly banId: string | null;
}

export interface Visitors {
  /** What a scanned or typed text most likely means, and what fits it. */
  guess(text: string): Guess;
  hosts(text: string): Holder[];
  /** Whose document this is, and the visit that runs. */
  byDocument(number: string): { person: Person | null; visit: Visit | null };
  checkBans(trace: BanTrace): BanMatch[];
  /** Rules: banned, overrideNeedsLead, alreadyInside, noBadge. */
  register(actor: Actor, form: VisitForm): Answer<Visit>;
  refuse(actor: Actor, input: Refusal): Answer<{ seq: number }>;
  /** Rule alreadyOut. */
  signOut(actor: Actor, input: { readonly visitId: string; readonly proof: SignOutProof }): Answer<Visit>;
  inside(): Visit[];
  recent(query: { readonly beforeUtcMs?: number | undefined; readonly limit: number }): Visit[];
  /** The full document number; the row says who looked and why. */
  unmask(actor: Actor, input: Why<UnmaskReason> & { readonly personId: string }): Answer<{ number: string }>;
}

export interface VisitorsDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly config: { readonly stayHours: number; readonly badges: number };
}

const maxFound = 8;

/** Visitors over the ledger. */
export function createVisitors(deps: VisitorsDeps): Visitors {
  const { ledger, clock } = deps;
  const read = ledger.read;
  return {
    guess: (text) => guessText(deps, text),
    hosts: (text) => (text.trim() === '' ? [] : read.findHolders(text, maxFound)),
    byDocument(number) {
      const person = read.personByDocument(number);
      return { person, visit: read.inside().find((visit) => visit.personId === person?.personId) ?? null };
    },
    checkBans: (trace) => [...read.matchBans(traceOf(ledger, trace), clock.utcMs())],
    register: (actor, form) => keep(ledger, (tx) => registerVisit(tx, deps, actor, form)),
    refuse: (actor, input) => keep(ledger, (tx) => refuseVisit(tx, deps.newId('person'), actor, input)),
    signOut: (actor, input) => keep(ledger, (tx) => signOutVisit(tx, clock.utcMs(), actor, input)),
    inside: () => read.inside(),
    recent: ({ beforeUtcMs, limit }) => read.visits(beforeUtcMs === undefined ? { limit } : { beforeUtcMs, limit }),
    unmask: (actor, { personId, ...why }) =>
      keep(ledger, (tx) => {
        const number = tx.read.documentNumber(personId) ?? refuse({ code: 'notFound' });
        tx.append({ kind: 'person.unmasked', actor, subject: personId, payload: { personId, ...whyPayload(why) } });
        return { number };
      }),
  };
}

/** The row says of which class the ban is: it goes on saying so when the ban is gone. */
function refuseVisit(tx: Tx, personId: string, actor: Actor, input: Refusal): { seq: number } {
  const { commitment } = tx.savePerson({ personId, name: input.name, organisation: '', phone: '', plate: '' });
  const ban = tx.read.bans().find(({ banId }) => banId === input.banId);
  const banned = ban === undefined ? {} : { banReason: ban.reason };
  const payload = { personId, personCommitment: commitment, banId: input.banId, ...whyPayload(input), ...banned };
  return { seq: tx.append({ kind: 'visit.refused', actor, subject: personId, payload, searchWords: [input.name] }).seq };
}

/** Traces to look for on the ban list; a known person brings what the vault knows of them. */
function traceOf({ read }: Pick<Ledger, 'read'>, trace: BanTrace): { name?: string; documentNumber?: string; plate?: string; phone?: string } {
  const person = trace.personId === undefined ? null : read.person(trace.personId);
  const stored = trace.personId === undefined ? null : read.documentNumber(trace.personId);
  const pick = (given: string | undefined, known: string | null | undefined) => (given !== undefined && given !== '' ? given : (known ?? ''));
  const all = {
    name: pick(trace.name, person?.name),
    documentNumber: pick(trace.documentNumber, stored),
    plate: pick(trace.plate, person?.plate),
    phone: pick(trace.phone, person?.phone),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

/** One scan or a few letters: sign-out beats returning, returning beats card, card beats new. */
function guessText({ ledger, clock }: VisitorsDeps, raw: string): Guess {
  const { text, badgeNumber, hasLetters, cards } = scanShape(raw);
  if (text === '') return { guess: 'nothing', visits: [], persons: [], holders: [], bans: [] };
  const read = ledger.read;
  const inside = read.inside();
  const insideIds = new Set(inside.map((visit) => visit.personId));
  const byBadge = badgeNumber === null ? null : read.visitByBadge(badgeNumber);
  const plate = foldPlate(text);
  const named = inside.filter(
    (visit) => fitsWords(visit.name, text) || fitsWords(visit.organisation, text) || (plate !== '' && foldPlate(visit.plate) === plate),
  );
  const visits = uniqueVisits(byBadge === null ? named : [byBadge, ...named]).slice(0, maxFound);
  const byDocument = read.personByDocument(text);
  const found = read.findPersons(text, maxFound);
  const persons = [...(byDocument === null || found.some((person) => person.personId === byDocument.personId) ? [] : [byDocument]), ...found].map((person) => ({
    ...person,
    inside: insideIds.has(person.personId),
  }));
  const cardHolders = cards.flatMap((card) => read.credential(card)?.holderId ?? []).flatMap((id) => read.holder(id) ?? []);
  const bans = read.matchBans({ name: text, documentNumber: text, plate: text, phone: text }, clock.utcMs());
  const isInside = visits.length > 0 || (byDocument !== null && insideIds.has(byDocument.personId));
  const guess = isInside ? 'signOut' : persons.length > 0 ? 'returning' : cardHolders.length > 0 ? 'card' : hasLetters ? 'new' : 'nothing';
  return { guess, visits, persons, holders: cardHolders, bans: [...bans] };
}

const uniqueVisits = (visits: readonly Visit[]): Visit[] => [...new Map(visits.map((visit) => [visit.visitId, visit])).values()];

function registerVisit(tx: Tx, deps: VisitorsDeps, actor: Actor, form: VisitForm): Visit {
  const nowUtcMs = deps.clock.utcMs();
  const personId = personOf(tx, deps.newId, form);
  if (tx.read.inside().some((visit) => visit.personId === personId)) refuseByRule('alreadyInside');
  const override = checkBans(tx, nowUtcMs, actor, form, personId);
  const badgeNumber = tx.read.freeBadge(deps.config.badges) ?? refuseByRule('noBadge', { badges: deps.config.badges });
  const { commitment } = tx.savePerson(personInput(personId, form));
  const visit: NewVisit = {
    visitId: deps.newId('visit'),
    personId,
    kind: form.kind,
    purpose: form.purpose,
    hostName: form.hostName,
    badgeNumber,
    registeredAtUtcMs: nowUtcMs,
    registeredBy: actor.name,
    dueOutAtUtcMs: nowUtcMs + deps.config.stayHours * 3_600_000,
  };
  tx.saveVisit(visit);
  const host = hostOf(tx, form.hostName);
  tx.append({
    kind: 'visit.registered',
    actor,
    subject: visit.visitId,
    payload: {
      visitId: visit.visitId,
      personId,
      personCommitment: commitment,
      badgeNumber,
      kind: form.kind,
      purpose: form.purpose,
      hostId: host?.holderId ?? null,
      ...(override === null ? {} : { banOverride: override }),
    },
    searchWords: [form.name, form.organisation, form.plate, form.hostName].filter((word) => word !== ''),
  });
  return tx.read.visit(visit.visitId) ?? refuse({ code: 'notFound' });
}

/** The known person, the one whose document this is, or a new one. */
function personOf(tx: Tx, newId: NewId, form: VisitForm): string {
  if (form.personId !== null) {
    if (tx.read.person(form.personId) === null) refuse({ code: 'notFound' });
    return form.personId;
  }
  const known = form.document === null ? null : tx.read.personByDocument(form.document.number);
  return known?.personId ?? newId('person');
}

/** A document that was left out stays as the vault has it. */
function personInput(personId: string, form: VisitForm): PersonInput {
  const { name, organisation, phone, plate } = form;
  return { personId, name, organisation, phone, plate, ...(form.document === null ? {} : { document: form.document }) };
}

/** The ban list is asked inside the transaction: nobody slips in between the question and the badge. */
function checkBans(tx: Tx, nowUtcMs: number, actor: Actor, form: VisitForm, personId: string): JsonObject | null {
  const trace = { name: form.name, plate: form.plate, phone: form.phone, documentNumber: form.document?.number, personId };
  const matches = tx.read.matchBans(traceOf(tx, trace), nowUtcMs);
  const first = matches[0];
  if (first === undefined) return null;
  if (form.override === undefined) refuseByRule('banned', { banId: first.ban.banId, by: first.by });
  if (actor.role !== 'lead') refuseByRule('overrideNeedsLead');
  return { banIds: [...new Set(matches.map((match) => match.ban.banId))], ...whyPayload(form.override) };
}

/** The one holder of exactly this name; with two of a name the row names none. */
function hostOf(tx: Tx, hostName: string): Holder | null {
  const same = tx.read.findHolders(hostName, maxFound).filter((holder) => foldText(holder.name) === foldText(hostName));
  return same.length === 1 ? (same[0] ?? null) : null;
}

function signOutVisit(tx: Tx, atUtcMs: number, actor: Actor, { visitId, proof }: { visitId: string; proof: SignOutProof }): Visit {
  const visit = tx.read.visit(visitId) ?? refuse({ code: 'notFound' });
  if (visit.signedOutAtUtcMs !== null) refuseByRule('alreadyOut');
  tx.signOutVisit(visitId, atUtcMs, actor.name, proof);
  const payload = { visitId, personId: visit.personId, badgeNumber: visit.badgeNumber, proof };
  tx.append({ kind: 'visit.signedOut', actor, subject: visitId, payload, searchWords: [visit.name, visit.organisation].filter((word) => word !== '') });
  return tx.read.visit(visitId) ?? refuse({ code: 'notFound' });
}
