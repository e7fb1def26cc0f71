/**
 * The one wiring function: puts store, devices, services and API of a post together.
 * It must know no transport and nothing of Electron.
 */
import { randomBytes } from 'node:crypto';
import type { DeviceHealth } from '../shared/model/devices.ts';
import { ok, type Result } from '../shared/model/result.ts';
import { createRouter, type PostRouter } from './api/router.ts';
import { logFolder } from './compose/data-folder.ts';
import { openData, type StartProblem } from './compose/open-data.ts';
import type { PostOptions } from './compose/options.ts';
import { createRunning } from './compose/running.ts';
import { createServices } from './compose/services.ts';
import type { Clock, NewId } from './core/ports/clock.ts';
import type { SimulatedReader } from './devices/simulate/reader.ts';
import { createLogger } from './log/index.ts';
import type { SeatConnection } from './services/seat.ts';

export type { PostRouter } from './api/router.ts';
export type { StartProblem } from './compose/open-data.ts';
export type { DemoUser, PostOptions } from './compose/options.ts';
export type { ApiContext, HostKind, SeatConnection } from './services/seat.ts';
export type { SettingsPort } from './services/settings.ts';

export interface PostHealth {
  /** failed: the store can't keep facts. degraded: a device is not online. */
  readonly status: 'ok' | 'degraded' | 'failed';
  /** Without traffic: anyone who reaches the address may ask. */
  readonly devices: readonly DeviceHealth[];
}

export interface Post {
  readonly router: PostRouter;
  readonly seats: {
    /** A new connection. `token`: what the cookie says; an unknown or ended one counts as none. */
    connect(seat: { readonly seatId: string; readonly token?: string | null }): SeatConnection;
    disconnect(seat: SeatConnection): void;
    /** Turns the one-time ticket of a sign-in into the session token for the cookie; null = used, old or wrong. */
    redeemTicket(ticket: string): string | null;
  };
  health(): PostHealth;
  start(): Promise<void>;
  /** Devices first, then what is on its way, then a last row and a checkpoint. Leaves no timer and no handle. */
  stop(): Promise<void>;
  /** Far ends of the simulated readers, by reader id. */
  readonly simulated: ReadonlyMap<string, SimulatedReader>;
  /** Where the embedded broker listens; null when there is none. */
  brokerUrl(): string | null;
}

const systemClock: Clock = { utcMs: () => Date.now(), monoMs: () => performance.now() };
const randomId: NewId = (prefix) => `${prefix}-${randomBytes(8).toString('hex')}`;

/** Opens the data folder and puts the post together; nothing speaks to devices before `start()`. */
export async function createPost(options: PostOptions): Promise<Result<Post, StartProblem>> {
  const clock = options.clock ?? systemClock;
  const opened = openData(options.dataDir, options.address ?? null, clock, options.hashCost);
  if (!opened.ok) return opened;
  const stderrLevel = process.env.GUARDPOST_LOG;
  const log = createLogger({ dir: logFolder(options.dataDir), ...(stderrLevel === undefined ? {} : { stderrLevel }) });
  const parts = createServices({ ...opened.value, options, clock, newId: options.newId ?? randomId, log });
  const running = createRunning(parts);
  const { sessions, feed, storeHealth } = parts;
  return ok({
    router: createRouter(parts, (reference, procedure, error) => log.error('a procedure failed', error, { reference, procedure })),
    seats: {
      connect({ seatId, token = null }) {
        const seat: SeatConnection = { seatId, host: options.host, token };
        if (sessions.at(seat) === null) seat.token = null;
        return seat;
      },
      disconnect: (seat) => feed.drop(seat),
      redeemTicket: (ticket) => sessions.redeemTicket(ticket),
    },
    health() {
      // Health is told without signing in: what came over the wire is not part of it.
      const devices = parts.devices.list().map((device) => ({ ...device, lastTraffic: [] }));
      const failed = storeHealth.state().state === 'failed';
      // A broker that no panel speaks to is shown, but the post does all that it is there for without it.
      const needed = devices.filter((device) => device.kind !== 'broker' || options.config.panels.length > 0);
      const degraded = needed.some((device) => device.state !== 'online');
      return { status: failed ? 'failed' : degraded ? 'degraded' : 'ok', devices };
    },
    start: running.start,
    stop: running.stop,
    simulated: parts.readers.simulated,
    brokerUrl: () => parts.panelLink.brokerUrl(),
  });
}
