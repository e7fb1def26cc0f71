/** The open sessions and the one-time tickets, in memory: a restart ends them all. Writes nothing. */
import { randomBytes } from 'node:crypto';
import { dueForSession, type SessionLimits } from '../core/session/limits.ts';

export interface Session {
  readonly token: string;
  readonly user: string;
  readonly role: string;
  readonly seatId: string;
  readonly startedMonoMs: number;
  touchedMonoMs: number;
  locked: boolean;
}

export interface SessionBook {
  open(user: { readonly name: string; readonly role: string }, seatId: string, nowMonoMs: number): Session;
  get(token: string | null): Session | null;
  close(token: string): void;
  all(): readonly Session[];
  /** A ticket that can be turned into the token once, within a minute. */
  ticketFor(token: string, nowMonoMs: number): string;
  redeem(ticket: string, nowMonoMs: number): string | null;
  /** Sessions that are due to lock or to end. */
  due(limits: SessionLimits, nowMonoMs: number): readonly { readonly session: Session; readonly what: 'end' | 'lock' }[];
}

const ticketLifeMs = 60_000;
const maxTickets = 1_000;
const newToken = () => randomBytes(32).toString('base64url');

/** An empty book. */
export function createSessionBook(): SessionBook {
  const sessions = new Map<string, Session>();
  const tickets = new Map<string, { token: string; untilMonoMs: number }>();
  return {
    open(user, seatId, nowMonoMs) {
      const session: Session = {
        token: newToken(),
        user: user.name,
        role: user.role,
        seatId,
        startedMonoMs: nowMonoMs,
        touchedMonoMs: nowMonoMs,
        locked: false,
      };
      sessions.set(session.token, session);
      return session;
    },
    get: (token) => (token === null ? null : (sessions.get(token) ?? null)),
    close: (token) => void sessions.delete(token),
    all: () => [...sessions.values()],
    ticketFor(token, nowMonoMs) {
      for (const [old, { untilMonoMs }] of tickets) if (untilMonoMs < nowMonoMs || tickets.size >= maxTickets) tickets.delete(old);
      const ticket = newToken();
      tickets.set(ticket, { token, untilMonoMs: nowMonoMs + ticketLifeMs });
      return ticket;
    },
    redeem(ticket, nowMonoMs) {
      const found = tickets.get(ticket);
      tickets.delete(ticket);
      if (found === undefined || found.untilMonoMs < nowMonoMs || !sessions.has(found.token)) return null;
      return found.token;
    },
    due: (limits, nowMonoMs) =>
      [...sessions.values()].flatMap((session) => {
        const what = dueForSession(session, limits, nowMonoMs);
        return what === 'nothing' ? [] : [{ session, what }];
      }),
  };
}
