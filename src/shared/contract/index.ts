/** The API of a post: one contract, served alike over MessagePort and WebSocket. Types follow from the schemas. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { everyone, lockedToo, only, open } from './base.ts';
import {
  acknowledgeReasons,
  alarm,
  alarmFindings,
  alarmSteps,
  ban,
  banMatch,
  banReasons,
  cardNumber,
  cardStatuses,
  credential,
  deviceHealth,
  documentKinds,
  entry,
  holder,
  journalKinds,
  json,
  languages,
  line,
  person,
  roles,
  secret,
  signOutProofs,
  timeUtcMs,
  user,
  userName,
  visit,
  visitKinds,
  visitPurposes,
} from './schemas.ts';

const alarmRef = z.object({ alarmId: z.string(), revision: z.number().int() });

export const sessionState = z.object({
  /** setup: no configuration yet. firstLead: no user yet. signIn, locked, signedIn. */
  stage: z.enum(['setup', 'firstLead', 'signIn', 'locked', 'signedIn']),
  user: user.nullable(),
  site: z.string(),
  post: z.string(),
  demo: z.boolean(),
  /** Only in the demo: who can sign in, with what. */
  demoUsers: z.array(z.object({ name: z.string(), role: z.enum(roles), pin: z.string() })),
  idleMinutes: z.number(),
  /** Which host serves this seat; a browser seat fetches its cookie with the ticket. */
  host: z.enum(['electron', 'node']),
  version: z.string(),
});
export type SessionState = z.infer<typeof sessionState>;

const session = {
  state: open.output(sessionState),
  signIn: open.input(z.object({ name: userName, secret: z.string().min(1).max(128) })).output(z.object({ state: sessionState, ticket: z.string().nullable() })),
  signOut: lockedToo.output(z.object({ ok: z.literal(true) })),
  lock: lockedToo.output(sessionState),
  unlock: lockedToo.input(z.object({ secret: z.string().min(1).max(128) })).output(sessionState),
  /** The seat is in use (keys, pointer): holds off the idle lock. */
  touch: everyone.output(z.object({ ok: z.literal(true) })),
  setLanguage: everyone.input(z.object({ language: z.enum(languages) })).output(sessionState),
  createFirstLead: open.input(z.object({ name: userName, secret })).output(z.object({ state: sessionState, ticket: z.string().nullable() })),
};

const setup = {
  serialPorts: open.output(z.array(z.object({ path: z.string(), label: z.string() }))),
  /** Writes the configuration and starts the post; the page then reconnects. */
  create: open
    .input(
      z.object({
        site: line(60).pipe(z.string().min(1)),
        name: line(60).pipe(z.string().min(1)),
        reader: z
          .object({
            path: line(200).pipe(z.string().min(1)),
            protocol: z.enum(['em4100', 'wiegand-text', 'line']),
            direction: z.enum(['in', 'out']).nullable(),
          })
          .nullable(),
        mqttUrl: line(200).nullable(),
      }),
    )
    .output(z.object({ ok: z.literal(true) })),
  lookAround: open.output(z.object({ ok: z.literal(true) })),
};

export const storeHealth = z.object({
  state: z.enum(['ok', 'failed']),
  cause: z.string().nullable(),
  sinceUtcMs: z.number().nullable(),
  /** Reads at the gate that could not be written since the failure began. */
  unwritten: z.number().int(),
});
export const clockHealth = z.object({ jumpedAtUtcMs: z.number().nullable(), jumpMs: z.number() });

export const glance = z.object({
  inside: z.number().int(),
  overdue: z.number().int(),
  unacknowledged: z.number().int(),
  store: storeHealth,
  clock: clockHealth,
  nowUtcMs: z.number(),
});
export type Glance = z.infer<typeof glance>;

export const liveEvent = z.discriminatedUnion('type', [
  /** First event of a stream, and again whenever this seat fell too far behind: forget what you have. */
  z.object({
    type: z.literal('snapshot'),
    seq: z.number().int(),
    masked: z.boolean(),
    gate: z.array(entry),
    log: z.array(entry),
    alarms: z.array(alarm),
    inside: z.array(visit),
    devices: z.array(deviceHealth),
    glance,
    silencedUntilUtcMs: z.number().nullable(),
  }),
  /** One new journal row; `seq` counts up by one, a gap means: ask log.page for what is missing. */
  z.object({ type: z.literal('entry'), entry }),
  z.object({ type: z.literal('repeat'), seq: z.number().int(), repeats: z.number().int() }),
  z.object({ type: z.literal('alarm'), alarm }),
  z.object({ type: z.literal('alarmGone'), alarmId: z.string() }),
  z.object({ type: z.literal('visit'), visit }),
  z.object({ type: z.literal('device'), device: deviceHealth }),
  z.object({ type: z.literal('glance'), glance }),
  z.object({ type: z.literal('silenced'), untilUtcMs: z.number().nullable(), by: z.string() }),
  /** A read that could not be written: shown in red, not evidence. */
  z.object({ type: z.literal('unwritten'), readerId: z.string(), card: cardNumber, atUtcMs: z.number(), cause: z.string() }),
  /** The session changed (locked, signed out, role changed): ask session.state. */
  z.object({ type: z.literal('session') }),
]);
export type LiveEvent = z.infer<typeof liveEvent>;

const live = { watch: lockedToo.output(eventIterator(liveEvent)) };

const gate = {
  /** Holders by name or card number, with their cards. */
  find: everyone.input(z.object({ text: line(80) })).output(z.array(z.object({ holder, cards: z.array(credential) }))),
  photo: everyone.input(z.object({ holderId: z.string() })).output(z.object({ mime: z.string(), base64: z.string() }).nullable()),
  setPhoto: only('lead', 'installer')
    .input(
      z.object({
        holderId: z.string(),
        photo: z.object({ mime: z.enum(['image/jpeg', 'image/png', 'image/webp']), base64: z.string().max(1_400_000) }).nullable(),
      }),
    )
    .output(z.object({ ok: z.literal(true) })),
  setCardStatus: only('lead', 'operator')
    .input(z.object({ card: cardNumber, status: z.enum(cardStatuses), note: line(200) }))
    .output(credential),
  /** Gives an unknown card to a new or known holder. */
  registerCard: only('lead', 'installer')
    .input(z.object({ card: cardNumber, holderId: z.string().nullable(), name: line(80), department: line(80), validUntilUtcMs: timeUtcMs.nullable() }))
    .output(credential),
};

const alarms = {
  acknowledge: only('guard', 'operator', 'lead')
    .input(alarmRef.extend({ reason: z.enum(acknowledgeReasons), note: line(500).optional() }))
    .output(alarm),
  /** Bulk only for the same source and condition cause; each alarm gets its own row. */
  acknowledgeMany: only('guard', 'operator', 'lead')
    .input(z.object({ alarms: z.array(alarmRef).min(2).max(200), reason: z.enum(acknowledgeReasons), note: line(500).optional() }))
    .output(z.array(alarm)),
  unacknowledge: only('operator', 'lead').input(alarmRef).output(alarm),
  take: only('guard', 'operator', 'lead').input(alarmRef).output(alarm),
  step: only('guard', 'operator', 'lead')
    .input(alarmRef.extend({ step: z.enum(alarmSteps), finding: z.enum(alarmFindings).optional(), note: line(500).optional() }))
    .output(alarm),
  /** Shelve until a time; priority 1–2 needs a second person's name and secret; life-safety can't be shelved. */
  shelve: only('operator', 'lead')
    .input(
      alarmRef.extend({
        minutes: z
          .number()
          .int()
          .min(1)
          .max(24 * 60),
        reason: line(200).pipe(z.string().min(1)),
        second: z.object({ name: userName, secret: z.string().max(128) }).optional(),
      }),
    )
    .output(alarm),
  unshelve: only('operator', 'lead').input(alarmRef).output(alarm),
  /** Resets a latched alarm whose cause is gone. */
  reset: only('operator', 'lead').input(alarmRef).output(alarm),
  outOfService: only('lead')
    .input(alarmRef.extend({ reason: line(200).pipe(z.string().min(1)) }))
    .output(alarm),
  returnToService: only('lead').input(alarmRef).output(alarm),
  close: only('guard', 'operator', 'lead')
    .input(alarmRef.extend({ reason: z.enum(acknowledgeReasons), finding: z.enum(alarmFindings), note: line(500).optional() }))
    .output(z.object({ ok: z.literal(true) })),
  /** Sound off for 60 s; also from a locked seat. */
  silence: lockedToo.output(z.object({ untilUtcMs: z.number() })),
};

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

const visitors = {
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
  register: only('guard', 'operator', 'lead')
    .input(visitForm.extend({ override: z.object({ reason: line(200).pipe(z.string().min(1)) }).optional() }))
    .output(visit),
  refuse: only('guard', 'operator', 'lead')
    .input(z.object({ name: line(80).pipe(z.string().min(1)), banId: z.string().nullable(), reason: line(200).pipe(z.string().min(1)) }))
    .output(z.object({ seq: z.number().int() })),
  signOut: only('guard', 'operator', 'lead')
    .input(z.object({ visitId: z.string(), proof: z.enum(signOutProofs) }))
    .output(visit),
  inside: everyone.output(z.array(visit)),
  recent: everyone.input(z.object({ beforeUtcMs: timeUtcMs.optional(), limit: z.number().int().min(1).max(200) })).output(z.array(visit)),
  /** The full document number; the reason appears in the day log. */
  unmask: only('lead')
    .input(z.object({ personId: z.string(), reason: line(200).pipe(z.string().min(3)) }))
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
    .input(z.object({ banId: z.string(), reason: line(200).pipe(z.string().min(1)) }))
    .output(ban),
};

export const logQuery = z.object({
  beforeSeq: z.number().int().optional(),
  afterSeq: z.number().int().optional(),
  limit: z.number().int().min(1).max(500),
  kinds: z.array(z.enum(journalKinds)).optional(),
  text: line(200).optional(),
  subject: z.string().optional(),
  sinceUtcMs: timeUtcMs.optional(),
  untilUtcMs: timeUtcMs.optional(),
});
const log = {
  /** Newest first. */
  page: everyone.input(logQuery).output(z.array(entry)),
  entry: everyone.input(z.object({ seq: z.number().int() })).output(entry),
  note: only('guard', 'operator', 'lead')
    .input(
      z.object({
        text: line(2000).pipe(z.string().min(1)),
        eventAtUtcMs: timeUtcMs.nullable().optional(),
        cites: z.array(z.number().int()).max(20).optional(),
      }),
    )
    .output(entry),
  amend: only('guard', 'operator', 'lead')
    .input(z.object({ seq: z.number().int(), text: line(2000).pipe(z.string().min(1)), reason: line(200).pipe(z.string().min(1)) }))
    .output(entry),
  /** Text in pieces; put together they are the file. The export itself is a row. */
  export: only('operator', 'lead')
    .input(z.object({ format: z.enum(['jsonl', 'csv']), sinceUtcMs: timeUtcMs.nullable(), kinds: z.array(z.enum(journalKinds)).nullable() }))
    .output(eventIterator(z.object({ text: z.string() }))),
  verify: only('operator', 'lead').output(
    z.object({
      ok: z.boolean(),
      rows: z.number().int(),
      firstBadSeq: z.number().int().nullable(),
      problem: z.string().nullable(),
      checkpoint: z.string().nullable(),
    }),
  ),
};

const devices = {
  list: everyone.output(z.array(deviceHealth)),
  traffic: everyone.input(z.object({ id: z.string() })).output(deviceHealth),
};

const users = {
  list: only('lead', 'installer').output(z.array(user)),
  add: only('lead')
    .input(z.object({ name: userName, role: z.enum(roles), secret }))
    .output(user),
  change: only('lead')
    .input(z.object({ name: userName, role: z.enum(roles).optional(), active: z.boolean().optional(), secret: secret.optional() }))
    .output(user),
};

export const configProblem = z.object({
  line: z.number().int().nullable(),
  key: z.string(),
  code: z.string(),
  allowed: z.string().nullable(),
  message: z.string(),
});
const settings = {
  /** The configuration as YAML text without passwords, and as data for the form. */
  get: only('lead', 'installer').output(z.object({ file: z.string(), yaml: z.string(), site: z.string(), name: z.string(), config: json })),
  serialPorts: only('lead', 'installer').output(z.array(z.object({ path: z.string(), label: z.string() }))),
  /** Checks and saves; comments in the file survive. Takes effect after `restart`. */
  save: only('lead', 'installer')
    .input(
      z.object({
        site: line(60).pipe(z.string().min(1)),
        name: line(60).pipe(z.string().min(1)),
        readers: z
          .array(z.object({ id: line(40), path: line(200), protocol: z.string(), baudRate: z.number().int(), direction: z.enum(['in', 'out']).nullable() }))
          .max(64),
        mqttUrl: line(200).nullable(),
      }),
    )
    .output(z.object({ problems: z.array(configProblem) })),
  restart: only('lead', 'installer').output(z.object({ ok: z.literal(true) })),
};

export const contract = { session, setup, live, gate, alarms, visitors, log, devices, users, settings };
export type Contract = typeof contract;
