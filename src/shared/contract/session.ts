/** Procedures of `session`: who is at this seat. */
import { z } from 'zod';
import { seatDuties } from '../model/seats.ts';
import { everyone, lockedToo, only, open } from './base.ts';
import { languages, roles, secret, user, userName } from './schemas.ts';

export const sessionState = z.object({
  /** setup: no configuration yet. firstLead: no user yet. signIn, locked, signedIn. */
  stage: z.enum(['setup', 'firstLead', 'signIn', 'locked', 'signedIn']),
  user: user.nullable(),
  /** Name of this seat, as rows and `live` name it; empty before the post is set up. */
  seat: z.string(),
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

export const session = {
  state: open.output(sessionState),
  signIn: open.input(z.object({ name: userName, secret: z.string().min(1).max(128) })).output(z.object({ state: sessionState, ticket: z.string().nullable() })),
  signOut: lockedToo.output(z.object({ ok: z.literal(true) })),
  lock: lockedToo.output(sessionState),
  unlock: lockedToo.input(z.object({ secret: z.string().min(1).max(128) })).output(sessionState),
  /** The seat is in use (keys, pointer): holds off the idle lock. */
  touch: everyone.output(z.object({ ok: z.literal(true) })),
  /** What this seat is for when an alarm is passed on; kept for the seat's name. */
  setDuty: only('operator', 'lead')
    .input(z.object({ duty: z.enum(seatDuties) }))
    .output(z.object({ ok: z.literal(true) })),
  setLanguage: everyone.input(z.object({ language: z.enum(languages) })).output(sessionState),
  createFirstLead: open.input(z.object({ name: userName, secret })).output(z.object({ state: sessionState, ticket: z.string().nullable() })),
};
