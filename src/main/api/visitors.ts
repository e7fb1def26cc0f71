/** Procedures of visitors and the ban list. */
import { unwrap } from './contract-errors.ts';
import type { Implementer } from './implementer.ts';
import type { Services } from './services.ts';

/** Procedures of `visitors`. */
export function visitorProcedures({ visitors: os }: Implementer, { visitors, documents, bans, sessions }: Services) {
  const actor = sessions.actor;
  return {
    guess: os.guess.handler(({ input }) => visitors.guess(input.text)),
    hosts: os.hosts.handler(({ input }) => visitors.hosts(input.text)),
    checkBans: os.checkBans.handler(({ input }) => visitors.checkBans(input)),
    takeDocument: os.takeDocument.handler(async ({ input }) => ({ ...(await unwrap(documents.take(input.offerId))) })),
    byDocument: os.byDocument.handler(({ input }) => visitors.byDocument(input.number)),
    register: os.register.handler(({ context, input }) => unwrap(visitors.register(actor(context.seat), input))),
    refuse: os.refuse.handler(({ context, input }) => unwrap(visitors.refuse(actor(context.seat), input))),
    signOut: os.signOut.handler(({ context, input }) => unwrap(visitors.signOut(actor(context.seat), input))),
    inside: os.inside.handler(() => visitors.inside()),
    recent: os.recent.handler(({ input }) => visitors.recent(input)),
    unmask: os.unmask.handler(({ context, input }) => unwrap(visitors.unmask(actor(context.seat), input))),
    bans: os.bans.handler(() => bans.list()),
    addBan: os.addBan.handler(({ context, input }) => unwrap(bans.add(actor(context.seat), input))),
    liftBan: os.liftBan.handler(({ context, input }) => unwrap(bans.lift(actor(context.seat), input))),
  };
}
