/** HTTP of the Node host: the page's files, the health, the session cookie. No decision of the post is made here. */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { DeviceHealth } from '../../../shared/model/devices.ts';
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { LaunchProblem } from '../../launch/launch-problem.ts';
import type { Serving } from '../../launch/serving.ts';
import { securityHeaders } from '../security-headers.ts';
import { giveSeatName } from './seat-cookie.ts';
import { allowedHostNames, isOwnHost, isOwnOrigin } from './security.ts';
import { clearCookie, cookieName, setCookie } from './session-cookie.ts';
import type { TlsFiles } from './tls-files.ts';

export interface HttpOptions {
  readonly host: string;
  readonly tls: TlsFiles | null;
  /** Folder with the built page; null = health only (the page is elsewhere). */
  readonly pageDir: string | null;
  /** null while nothing is served yet. */
  readonly serving: () => Serving | null;
  /** The port once it is bound. */
  readonly port: () => number;
}

export async function createHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const secure = options.tls !== null;
  const names = allowedHostNames(options.host);
  const limits = { bodyLimit: 16_384, forceCloseConnections: true, requestTimeout: 30_000 };
  const app: FastifyInstance = options.tls
    ? fastify({ ...limits, https: { cert: readFileSync(options.tls.certFile), key: readFileSync(options.tls.keyFile), minVersion: 'TLSv1.2' } })
    : fastify(limits);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders);
    if (!isOwnHost(request.headers.host, names) || !isOwnOrigin(request.headers.origin, request.headers.host, secure)) {
      await reply.code(403).send({ error: 'foreign host or origin' });
      return reply;
    }
    const name = request.method === 'GET' && request.url === '/' ? giveSeatName(request.headers.cookie, options.port(), secure) : null;
    if (name !== null) reply.header('set-cookie', name);
    return undefined;
  });
  app.get('/healthz', async (_request, reply) => {
    const health = healthOf(options.serving());
    return reply.code(health.status === 'failed' ? 503 : 200).send(health);
  });
  addSessionRoutes(app, options, secure);
  if (options.pageDir !== null) await app.register(fastifyStatic, { root: options.pageDir, cacheControl: false, setHeaders: cacheHeaders });
  return app;
}

/** What anybody on this machine may know: which device is up. No traffic (it holds card numbers), no address. */
function healthOf(serving: Serving | null) {
  if (!serving) return { status: 'starting' as const, devices: [] };
  const { status, devices } = serving.health();
  return {
    status,
    devices: devices.map((device) => {
      const { id, kind, name, speaks, state, sinceUtcMs, cause, lastSignOfLifeUtcMs, simulated, understood, discarded } = device;
      const all = { id, kind, name, speaks, state, sinceUtcMs, cause, lastSignOfLifeUtcMs, simulated, understood, discarded };
      return kind === 'reader' ? { ...all, ...readerLine(device) } : all;
    }),
  };
}

/** How good the line of a reader is; null for a reader that only sends, of which nobody can know. */
function readerLine({ state, line }: Pick<DeviceHealth, 'state' | 'line'>) {
  return {
    online: state === 'online',
    secure: line?.secure ?? null,
    roundTripMs: line?.roundTripMs ?? null,
    retries: line?.retries ?? null,
    badChecks: line?.badChecks ?? null,
    exchanges: line?.exchanges ?? null,
    busy: line?.busy ?? null,
  };
}

/** Names in `assets/` carry a hash of what is in them; the page itself may change with every version. */
function cacheHeaders(reply: FastifyReply, path: string): void {
  reply.header('cache-control', /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
}

function addSessionRoutes(app: FastifyInstance, options: HttpOptions, secure: boolean): void {
  const name = () => cookieName(options.port(), secure);
  app.post('/session', async (request, reply) => {
    const { body } = request;
    const ticket = typeof body === 'object' && body !== null && 'ticket' in body && typeof body.ticket === 'string' ? body.ticket : '';
    const token = ticket === '' ? null : (options.serving()?.redeemTicket(ticket) ?? null);
    if (token === null) return reply.code(401).send({ error: 'ticket used, old or wrong' });
    return reply
      .header('set-cookie', setCookie(name(), token, secure))
      .code(204)
      .send();
  });
  app.delete('/session', async (_request, reply) => reply.header('set-cookie', clearCookie(name(), secure)).code(204).send());
}

/** Listens; answers the port that was bound. `port` 0 = any free one. */
export async function bindHttp(app: FastifyInstance, host: string, port: number): Promise<Result<number, LaunchProblem>> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    return fail({ kind: 'address', host, port, detail: error instanceof Error ? error.message : String(error) });
  }
  const address: AddressInfo | string | null = app.server.address();
  return ok(typeof address === 'object' && address !== null ? address.port : port);
}

export const addressOf = (host: string, port: number, secure: boolean): string =>
  `${secure ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
