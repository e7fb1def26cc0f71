/** Procedures of `places` and `faults`. */
import { unwrap } from './contract-errors.ts';
import type { Implementer } from './implementer.ts';
import type { Services } from './services.ts';

const done = { ok: true as const };

export function placeProcedures({ places: os }: Implementer, { places, sessions }: Services) {
  return {
    list: os.list.handler(() => places.list()),
    save: os.save.handler(({ context, input }) => unwrap(places.save(sessions.actor(context.seat), input))),
    plan: os.plan.handler(() => places.plan()),
    setPlan: os.setPlan.handler(async ({ context, input }) => {
      await unwrap(places.setPlan(sessions.actor(context.seat), input));
      return done;
    }),
  };
}

export function faultProcedures({ faults: os }: Implementer, { faults, sessions }: Services) {
  return {
    list: os.list.handler(() => faults.list()),
    open: os.open.handler(({ context, input }) => unwrap(faults.open(sessions.actor(context.seat), input))),
    change: os.change.handler(({ context, input }) => unwrap(faults.change(sessions.actor(context.seat), input))),
  };
}
