/** zod twins of the model, for what crosses the border. */
import { z } from 'zod';
import { acknowledgeReasons, alarmCategories, alarmFindings, alarmStates, alarmSteps, verificationLevels } from '../model/alarms.ts';
import { cardFormats, cardStatuses } from '../model/cards.ts';
import { deviceCauses, deviceStates } from '../model/devices.ts';
import { type Json, journalKinds } from '../model/journal.ts';
import { languages, roles } from '../model/users.ts';
import { banReasons, documentKinds, signOutProofs, visitKinds, visitPurposes } from '../model/visits.ts';

const ms = z.number();
/** A time that a seat sends: whole milliseconds that a Date can hold. */
export const timeUtcMs = z.number().int().min(-8.64e15).max(8.64e15);
const maybeMs = ms.nullable();
const maybeText = z.string().nullable();
/** A line of text that a person types: trimmed, no control characters, bounded. */
export const line = (max: number) =>
  z
    .string()
    .max(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
    .regex(/^[^\u0000-\u001f\u007f\u2028\u2029]*$/)
    .trim();

/** `other` says nothing without words. (Of any shape: the type of a generic one is more than the checker follows.) */
const saysWhy = (value: object): boolean => Reflect.get(value, 'reason') !== 'other' || (Reflect.get(value, 'reasonText') ?? '') !== '';

/** A shape with why: a code that every reader has in their own language, and words beside it. */
export const withReason = <const C extends readonly string[], S extends z.ZodRawShape>(codes: C, shape: S) =>
  z.object({ ...shape, reason: z.enum(codes), reasonText: line(200).optional() }).refine(saysWhy, { path: ['reasonText'], message: 'reasonTextNeeded' });

export const json: z.ZodType<Json> = z.json();

export const journalRow = z.object({
  post: z.string(),
  epoch: z.string(),
  seq: z.number().int(),
  kind: z.enum(journalKinds),
  eventAtUtc: maybeText,
  arrivedAtUtc: maybeText,
  enteredAtUtc: z.string(),
  actor: z.string(),
  role: maybeText,
  seat: maybeText,
  subject: maybeText,
  payload: z.record(z.string(), json),
  prevHash: z.string(),
  hash: z.string(),
});

export const holder = z.object({ holderId: z.string(), name: z.string(), department: z.string(), hasPhoto: z.boolean() });
export const cardNumber = z.object({ format: z.enum(cardFormats), facility: maybeText, number: z.string() });
export const credential = cardNumber.extend({
  holderId: z.string(),
  status: z.enum(cardStatuses),
  statusReason: maybeText,
  statusNote: maybeText,
  statusAtUtcMs: maybeMs,
  statusBy: maybeText,
  validFromUtcMs: maybeMs,
  validUntilUtcMs: maybeMs,
});

/** A row with the names that belong to it now (from the vault), its amendments, and the card as it stands. */
export const entry = z.object({
  row: journalRow,
  holder: holder.nullable(),
  credential: credential.nullable(),
  visitorName: maybeText,
  amendments: z.array(journalRow),
  simulated: z.boolean(),
  /** How often the same card was read again within the fold window (gate rows, live only). */
  repeats: z.number().int(),
});
export type Entry = z.infer<typeof entry>;

export const priority = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
const procedureRun = z.object({
  procedureId: z.string(),
  version: z.number().int(),
  ticks: z.array(z.object({ stepId: z.string(), answerId: maybeText, skipped: z.boolean(), atUtcMs: ms, by: z.string() })).readonly(),
  nextStepId: maybeText,
});
const step = z.object({ atUtcMs: ms, by: z.string(), finding: z.enum(alarmFindings).optional() });
export const alarm = z.object({
  alarmId: z.string(),
  panelId: z.string(),
  source: z.string(),
  partition: maybeText.optional(),
  code: maybeText.optional(),
  area: maybeText,
  condition: z.string(),
  category: z.enum(alarmCategories),
  priority,
  state: z.enum(alarmStates),
  active: z.boolean(),
  latched: z.boolean(),
  momentary: z.boolean().optional(),
  standing: z.boolean(),
  simulated: z.boolean(),
  raisedAtUtcMs: ms,
  lastChangeAtUtcMs: ms,
  count: z.number().int(),
  owner: maybeText,
  ownerSeat: maybeText.optional(),
  escalation: z.literal([1, 2]).optional(),
  verification: z.literal(verificationLevels).optional(),
  procedure: procedureRun.optional(),
  confirmedBy: z.array(z.string()).readonly().optional(),
  partOf: z.string().optional(),
  camera: maybeText.optional(),
  keyPart: z.boolean().optional(),
  acknowledgedBy: maybeText,
  acknowledgedAtUtcMs: maybeMs,
  acknowledgeReason: maybeText,
  shelvedUntilUtcMs: maybeMs,
  shelvedBy: maybeText,
  shelvedSecondPerson: maybeText,
  shelveReason: maybeText,
  shelveReasonText: z.string().optional(),
  steps: z.object({ sent: step.optional(), arrived: step.optional(), found: step.optional() }),
  text: maybeText,
  /** Raised 3 times or more within a minute, as of its last change. */
  chattering: z.boolean().optional(),
  revision: z.number().int(),
});

export const person = z.object({
  personId: z.string(),
  name: z.string(),
  organisation: z.string(),
  phone: z.string(),
  plate: z.string(),
  documentKind: z.enum(documentKinds).nullable(),
  documentMasked: maybeText,
  visits: z.number().int(),
  lastVisitAtUtcMs: maybeMs,
  lastHostName: maybeText,
  lastPurpose: z.enum(visitPurposes).nullable(),
});
export const visit = z.object({
  visitId: z.string(),
  personId: z.string(),
  name: z.string(),
  organisation: z.string(),
  kind: z.enum(visitKinds),
  purpose: z.enum(visitPurposes),
  hostName: z.string(),
  badgeNumber: z.number().int(),
  documentMasked: maybeText,
  plate: z.string(),
  registeredAtUtcMs: ms,
  registeredBy: z.string(),
  dueOutAtUtcMs: ms,
  signedOutAtUtcMs: maybeMs,
  signedOutBy: maybeText,
  signOutProof: z.enum(signOutProofs).nullable(),
});
export const ban = z.object({
  banId: z.string(),
  name: z.string(),
  plate: z.string(),
  phone: z.string(),
  hasDocument: z.boolean(),
  reason: z.enum(banReasons),
  sayText: z.string(),
  issuer: z.string(),
  addedAtUtcMs: ms,
  untilUtcMs: maybeMs,
  liftedAtUtcMs: maybeMs,
});
export const banMatch = z.object({ ban, by: z.enum(['document', 'name', 'plate', 'phone']) });

/** How a reader that answers is to talk to; counters since the post was started. */
const lineQuality = z.object({
  secure: z.boolean(),
  secureRequired: z.boolean(),
  roundTripMs: z.number().nullable(),
  exchanges: z.number().int(),
  retries: z.number().int(),
  badChecks: z.number().int(),
  busy: z.number().int(),
  naks: z.number().int(),
  identity: z.object({ vendor: z.string(), model: z.number().int(), version: z.number().int(), serial: z.number().int(), firmware: z.string() }).nullable(),
  lastLoss: z.object({ cause: z.enum(deviceCauses), detail: maybeText, atUtcMs: ms }).nullable(),
});

export const deviceHealth = z.object({
  id: z.string(),
  kind: z.enum(['reader', 'panel', 'broker']),
  name: z.string(),
  speaks: z.string(),
  address: z.string(),
  state: z.enum(deviceStates),
  sinceUtcMs: ms,
  cause: z.enum(deviceCauses).nullable(),
  detail: maybeText,
  lastSignOfLifeUtcMs: maybeMs,
  simulated: z.boolean(),
  understood: z.number().int(),
  discarded: z.number().int(),
  canTrigger: z.boolean().optional(),
  line: lineQuality.optional(),
  lastTraffic: z.array(z.object({ atUtcMs: ms, direction: z.enum(['in', 'out']), text: z.string(), understood: z.boolean() })),
});

export const user = z.object({ name: z.string(), role: z.enum(roles), active: z.boolean(), locked: z.boolean(), language: z.enum(languages).nullable() });
/** What is wrong with the configuration file; screens say it by `code`, `message` is one English sentence for scripts. */
export const configProblem = z.object({
  line: z.number().int().nullable(),
  key: z.string(),
  code: z.string(),
  allowed: z.string().nullable(),
  right: z.object({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) }).optional(),
  message: z.string(),
});

export const userName = line(40).pipe(z.string().min(1));
/** A PIN of at least 6 digits or a password of at least 8 characters; no other rule (ASVS 6.2). */
export const secret = z
  .string()
  .max(128)
  .refine((s) => (/^\d+$/.test(s) ? s.length >= 6 : s.length >= 8), { message: 'secretTooShort' });
export {
  acknowledgeReasons,
  alarmFindings,
  alarmSteps,
  banReasons,
  cardFormats,
  cardStatuses,
  documentKinds,
  journalKinds,
  languages,
  roles,
  signOutProofs,
  visitKinds,
  visitPurposes,
};
