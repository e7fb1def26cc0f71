/**
 * The router of a post that has no configuration yet: says so, and offers to set it up or to look around.
 * Everything else of the contract is not there (NOT_FOUND). It must not touch files itself: the host hands in what happens.
 */
import { implement } from '@orpc/server';
import { contract, type SessionState } from '../../shared/contract/index.ts';
import type { OneWayProtocol } from '../../shared/model/devices.ts';
import { ok, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import type { ApiContext, HostKind } from '../services/seat.ts';
import { unwrap } from './contract-errors.ts';
import { guardInternals, type LogInternal } from './internal-errors.ts';
import type { PostRouter } from './router.ts';

export interface SetupInput {
  readonly site: string;
  readonly name: string;
  readonly reader: { readonly path: string; readonly protocol: OneWayProtocol; readonly direction: 'in' | 'out' | null } | null;
  readonly mqttUrl: string | null;
}

export interface SetupHandlers {
  readonly host: HostKind;
  readonly version: string;
  /** Serial ports of this machine; never throws. */
  serialPorts(): Promise<readonly { readonly path: string; readonly label: string }[]>;
  /** Writes the configuration, then starts the post (after this call has been answered). */
  create(input: SetupInput): Promise<Result<void, ServiceFailure>>;
  /** Starts the demo on a throw-away folder (after this call has been answered). */
  lookAround(): Promise<Result<void, ServiceFailure>>;
  readonly logInternal: LogInternal;
}

/** The state that tells a page to show the first-run screen. */
function setupState(handlers: SetupHandlers): SessionState {
  return {
    stage: 'setup',
    user: null,
    seat: '',
    site: '',
    post: '',
    demo: false,
    demoUsers: [],
    idleMinutes: 0,
    host: handlers.host,
    version: handlers.version,
  };
}

/** The router for a post with no configuration. */
export function createSetupRouter(handlers: SetupHandlers): PostRouter {
  const guard = guardInternals(handlers.logInternal);
  const session = implement(contract.session).$context<ApiContext>().use(guard);
  const setup = implement(contract.setup).$context<ApiContext>().use(guard);
  const done = ok({ ok: true as const });
  return {
    session: { state: session.state.handler(() => setupState(handlers)) },
    setup: {
      serialPorts: setup.serialPorts.handler(async () => [...(await handlers.serialPorts())]),
      create: setup.create.handler(async ({ input }) => {
        await unwrap(handlers.create(input));
        return done.value;
      }),
      lookAround: setup.lookAround.handler(async () => {
        await unwrap(handlers.lookAround());
        return done.value;
      }),
    },
  };
}
