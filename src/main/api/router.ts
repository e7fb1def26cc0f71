/** The router of a running post: validate, check the right, ask the service, answer in the contract's words. Knows no transport. */
import type { AnyContractRouter } from '@orpc/contract';
import type { Router } from '@orpc/server';
import type { Contract } from '../../shared/contract/index.ts';
import { fail } from '../../shared/model/result.ts';
import type { ApiContext } from '../services/seat.ts';
import { alarmProcedures } from './alarms.ts';
import { unwrap } from './contract-errors.ts';
import { gateProcedures } from './gate.ts';
import { createImplementer, type Implementer } from './implementer.ts';
import type { LogInternal } from './internal-errors.ts';
import { logProcedures } from './log.ts';
import { panelProcedures } from './panels.ts';
import { faultProcedures, placeProcedures } from './places.ts';
import { readerProcedures } from './readers.ts';
import type { Services } from './services.ts';
import { sessionProcedures } from './session.ts';
import { visitorProcedures } from './visitors.ts';

/** What a host serves: a running post's router, or the one for setting a post up. */
export type PostRouter = Router<AnyContractRouter, ApiContext>;

/** All procedures of the contract over the services. */
export function createRouter(services: Services, logInternal: LogInternal): Router<Contract, ApiContext> {
  const os = createImplementer(services.sessions, logInternal);
  return {
    session: sessionProcedures(os, services),
    setup: setupProcedures(os),
    live: { watch: os.live.watch.handler(({ context, signal }) => services.feed.watch(context.seat, signal)) },
    gate: gateProcedures(os, services),
    alarms: alarmProcedures(os, services),
    panels: panelProcedures(os, services),
    places: placeProcedures(os, services),
    faults: faultProcedures(os, services),
    visitors: visitorProcedures(os, services),
    log: logProcedures(os, services, logInternal),
    devices: {
      list: os.devices.list.handler(() => services.devices.list().map(withTraffic)),
      traffic: os.devices.traffic.handler(async ({ input }) => withTraffic(await unwrap(services.devices.one(input.id)))),
      trigger: os.devices.trigger.handler(async ({ input }) => {
        await unwrap(services.devices.trigger(input.id));
        return { ok: true as const };
      }),
    },
    readers: readerProcedures(os, services, logInternal),
    users: userProcedures(os, services),
    settings: settingsProcedures(os, services),
  };
}

const withTraffic = <T extends { readonly lastTraffic: readonly object[] }>(device: T) => ({
  ...device,
  lastTraffic: [...device.lastTraffic] as T['lastTraffic'][number][],
});

/** A post that is set up can't be set up again: these are open, so they must answer nothing here. */
function setupProcedures({ setup: os }: Implementer) {
  const gone = () => unwrap<never>(fail({ code: 'notFound' }));
  return { serialPorts: os.serialPorts.handler(gone), create: os.create.handler(gone), lookAround: os.lookAround.handler(gone) };
}

function userProcedures({ users: os }: Implementer, { users, sessions }: Services) {
  return {
    list: os.list.handler(() => users.list()),
    add: os.add.handler(({ context, input }) => unwrap(users.add(sessions.actor(context.seat), input))),
    change: os.change.handler(async ({ context, input }) => {
      const changed = await unwrap(users.change(sessions.actor(context.seat), input));
      // Sessions of a user who was switched off or got another role end now, not with the next tick.
      await sessions.tick();
      return changed;
    }),
    unlock: os.unlock.handler(({ context, input }) => unwrap(users.unlock(sessions.actor(context.seat), input.name))),
  };
}

function settingsProcedures({ settings: os }: Implementer, { settings, sessions }: Services) {
  return {
    get: os.get.handler(() => unwrap(settings.get())),
    serialPorts: os.serialPorts.handler(async () => [...(await settings.serialPorts())]),
    save: os.save.handler(({ context, input }) => unwrap(settings.save(sessions.actor(context.seat), input))),
    restart: os.restart.handler(async () => {
      await unwrap(settings.restart());
      return { ok: true as const };
    }),
  };
}
