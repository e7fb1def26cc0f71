/** The post without Electron: HTTP and WebSocket for browser seats. Binds first, then starts the post, so that its address is known. */
import { fail, ok, type Result } from '../../../shared/model/result.ts';
import type { LaunchProblem } from '../../launch/launch-problem.ts';
import { createLauncher, type LaunchOptions } from '../../launch/launcher.ts';
import type { Serving } from '../../launch/serving.ts';
import { addressOf, bindHttp, createHttpServer } from './http-server.ts';
import { type SeatSockets, serveSeatSockets } from './seat-sockets.ts';
import { isLoopback } from './security.ts';
import { checkTls, type TlsFiles } from './tls-files.ts';

export interface NodeHostOptions extends Omit<LaunchOptions, 'address' | 'host'> {
  readonly listen: { readonly host: string /** 0 = any free port. */; readonly port: number; readonly tls: TlsFiles | null };
  /** Folder with the built page; null = health only. */
  readonly pageDir: string | null;
}

export interface NodeHost {
  readonly url: string;
  /** Bounded by the caller; leaves no timer and no handle. */
  stop(): Promise<void>;
}

/** Starts the post and its seats; nothing is left behind when it fails. */
export async function startNodeHost(options: NodeHostOptions): Promise<Result<NodeHost, LaunchProblem>> {
  const { host, tls } = options.listen;
  if (!isLoopback(host) && tls === null) return fail({ kind: 'needsTls', host });
  const usable = checkTls(tls);
  if (!usable.ok) return usable;
  let serving: () => Serving | null = () => null;
  let port = 0;
  const app = await createHttpServer({ host, tls, pageDir: options.pageDir, serving: () => serving(), port: () => port });
  const bound = await bindHttp(app, host, options.listen.port);
  if (!bound.ok) {
    await app.close();
    return bound;
  }
  port = bound.value;
  const url = addressOf(host, port, tls !== null);
  const sockets: SeatSockets = serveSeatSockets({ server: app.server, host, secure: tls !== null, port: () => port, serving: () => serving() });
  const launcher = createLauncher({ ...options, host: 'node', address: url });
  serving = launcher.serving;
  const disposeSwap = launcher.onSwap(() => sockets.dropAll());
  const stop = async (): Promise<void> => {
    disposeSwap();
    await sockets.stop();
    await launcher.stop();
    await app.close();
  };
  const started = await launcher.start().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  if (!started.ok) {
    await stop();
    return started;
  }
  return ok({ url, stop });
}
