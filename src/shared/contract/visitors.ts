/** Procedures of `visitors`: visitors, and who may not come in. */
import { z } from 'zod';
import { liftReasons, overrideReasons, refuseReasons, unmaskReasons } from '../model/reasons.ts';
import { mrzLayouts } from '../model/travel-documents.ts';
import { everyone, only } from './base.ts';
import {
  ban,
  banMatch,
  banReasons,
  documentKinds,
  holder,
  line,
  person,
  signOutProofs,
  timeUtcMs,
  visit,
  visitKinds,
  visitPurposes,
  withReason,
} from './schemas.ts';

const visitForm = z.object({
  personId: z.string().nullable(),
  name: line(80).pipe(z.string().min(1)),
  organisation: line(80),
  phone: line(40),
  plate: line(16),
  document: z.object({ kind: z.enum(documentKinds), number: line(40).pipe(z.string().min(3)) }).nullable(),
  kind: z.enum(visitKinds),
  purpose: z.enum(visitPurposes),
  hostName: line(80).pipe(z.string().min(1)),
});
export type VisitForm = z.infer<typeof visitForm>;

const travelDocument = z.object({
  layout: z.enum(mrzLayouts),
  kind: z.enum(documentKinds),
  code: z.string(),
  issuer: z.string(),
  surname: z.string(),
  givenNames: z.string(),
  number: z.string(),
  nationality: z.string(),
  birthDate: z.string().nullable(),
  expiryDate: z.string().nullable(),
});

export const visitors = {
  /** The scan-anything box: what is this text most likely, and what fits it. */
  guess: everyone.input(z.object({ text: line(300) })).output(
    z.object({
      guess: z.enum(['nothing', 'signOut', 'returning', 'new', 'card']),
      visits: z.array(visit),
      persons: z.array(person.extend({ inside: z.boolean() })),
      holders: z.array(holder),
      bans: z.array(banMatch),
    }),
  ),
  hosts: everyone.input(z.object({ text: line(80) })).output(z.array(holder)),
  /** Bans that match what is typed so far. */
  checkBans: everyone
    .input(
      z.object({
        name: line(80).optional(),
        documentNumber: line(40).optional(),
        plate: line(16).optional(),
        phone: line(40).optional(),
        personId: z.string().optional(),
      }),
    )
    .output(z.array(banMatch)),
  /** The document that a scanner read, once, for the first who asks. */
  takeDocument: only('guard', 'operator', 'lead')
    .input(z.object({ offerId: z.string() }))
    .output(travelDocument),
  /** Whose document this is, and the visit that runs. */
  byDocument: only('guard', 'operator', 'lead')
    .input(z.object({ number: line(40).pipe(z.string().min(1)) }))
    .output(z.object({ person: person.nullable(), visit: visit.nullable() })),
  register: only('guard', 'operator', 'lead')
    .input(visitForm.extend({ override: withReason(overrideReasons, {}).optional() }))
    .output(visit),
  refuse: only('guard', 'operator', 'lead')
    .input(withReason(refuseReasons, { name: line(80).pipe(z.string().min(1)), banId: z.string().nullable() }))
    .output(z.object({ seq: z.number().int() })),
  signOut: only('guard', 'operator', 'lead')
    .input(z.object({ visitId: z.string(), proof: z.enum(signOutProofs) }))
    .output(visit),
  inside: everyone.output(z.array(visit)),
  recent: everyone.input(z.object({ beforeUtcMs: timeUtcMs.optional(), limit: z.number().int().min(1).max(200) })).output(z.array(visit)),
  /** The full document number; the reason appears in the day log. */
  unmask: only('lead')
    .input(withReason(unmaskReasons, { personId: z.string() }))
    .output(z.object({ number: z.string() })),
  bans: only('guard', 'operator', 'lead').output(z.array(ban)),
  addBan: only('lead')
    .input(
      z.object({
        name: line(80),
        documentNumber: line(40),
        plate: line(16),
        phone: line(40),
        reason: z.enum(banReasons),
        sayText: line(200).pipe(z.string().min(1)),
        untilUtcMs: timeUtcMs.nullable(),
      }),
    )
    .output(ban),
  liftBan: only('lead')
    .input(withReason(liftReasons, { banId: z.string() }))
    .output(ban),
};
