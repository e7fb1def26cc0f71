/** Procedures of the session: who is at this seat. */
import type { SessionState } from '../../shared/contract/index.ts';
import type { SeatConnection } from '../services/seat.ts';
import { unwrap } from './contract-errors.ts';
import type { Implementer } from './implementer.ts';
import type { Services } from './services.ts';

const done = { ok: true as const };

/** What a page needs to know which screen to show. */
export function stateAt({ sessions, about }: Services, seat: SeatConnection): SessionState {
  const at = sessions.at(seat);
  const stage = at !== null ? (at.locked ? 'locked' : 'signedIn') : sessions.hasUsers() ? 'signIn' : 'firstLead';
  return {
    stage,
    user: at === null ? null : { ...at.user },
    seat: seat.seatId,
    site: about.site,
    post: about.post,
    demo: about.demoUsers !== null,
    demoUsers: (about.demoUsers ?? []).map((user) => ({ ...user })),
    idleMinutes: about.idleMinutes,
    host: seat.host,
    version: about.version,
  };
}

/** Procedures of `session`. */
export function sessionProcedures(os: Implementer, services: Services) {
  const { seats, sessions } = services;
  const signedIn = (seat: SeatConnection, { ticket }: { ticket: string | null }) => ({ state: stateAt(services, seat), ticket });
  return {
    state: os.session.state.handler(({ context }) => stateAt(services, context.seat)),
    signIn: os.session.signIn.handler(async ({ context, input }) =>
      signedIn(context.seat, await unwrap(sessions.signIn(context.seat, input.name, input.secret))),
    ),
    signOut: os.session.signOut.handler(async ({ context }) => {
      await unwrap(sessions.signOut(context.seat));
      return done;
    }),
    lock: os.session.lock.handler(async ({ context }) => {
      await unwrap(sessions.lock(context.seat));
      return stateAt(services, context.seat);
    }),
    unlock: os.session.unlock.handler(async ({ context, input }) => {
      await unwrap(sessions.unlock(context.seat, input.secret));
      return stateAt(services, context.seat);
    }),
    touch: os.session.touch.handler(({ context }) => {
      sessions.touch(context.seat);
      return done;
    }),
    setDuty: os.session.setDuty.handler(({ context, input }) => unwrap(seats.setDuty(sessions.actor(context.seat), input.duty))),
    setLanguage: os.session.setLanguage.handler(async ({ context, input }) => {
      await unwrap(sessions.setLanguage(context.seat, input.language));
      return stateAt(services, context.seat);
    }),
    createFirstLead: os.session.createFirstLead.handler(async ({ context, input }) =>
      signedIn(context.seat, await unwrap(sessions.createFirstLead(context.seat, input.name, input.secret))),
    ),
  };
}
