/** A command's way to the post that runs on a data folder: one call over its control socket. */
import { createConnection, type Socket } from 'node:net';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import {
  type ControlCallName,
  type ControlCallTypes,
  type ControlProblem,
  controlAnswer,
  controlShapes,
  findControlAddress,
  LineSplitter,
  maxLineBytes,
  parseLine,
} from '../control/index.ts';

/** `noPost`: none runs on this folder, or it belongs to another user. `lost`: it went away before it had answered. */
export type CallProblem = ControlProblem | { readonly code: 'noPost' | 'lost'; readonly detail: string | null };

export interface CallOptions<N extends ControlCallName> {
  readonly onEvent?: (event: ControlCallTypes[N]['event']) => void;
  /** Gives the call up; it then answers `cancelled`. */
  readonly signal?: AbortSignal;
}

/** Calls and waits for the result. */
export async function callPost<N extends ControlCallName>(
  dataDir: string,
  name: N,
  params: ControlCallTypes[N]['params'],
  options: CallOptions<N> = {},
): Promise<Result<ControlCallTypes[N]['result'], CallProblem>> {
  const socket = await connect(findControlAddress(dataDir));
  if (!socket.ok) return socket;
  const giveUp = (): void => void socket.value.destroy();
  options.signal?.addEventListener('abort', giveUp, { once: true });
  try {
    socket.value.write(`${JSON.stringify({ id: 1, call: name, params })}\n`);
    return options.signal?.aborted === true ? fail({ code: 'cancelled', detail: null }) : await answerOf(socket.value, name, options);
  } finally {
    options.signal?.removeEventListener('abort', giveUp);
    socket.value.destroy();
  }
}

function connect(path: string): Promise<Result<Socket, CallProblem>> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    const failed = (error: NodeJS.ErrnoException): void => {
      const nobody = error.code === 'ENOENT' || error.code === 'ECONNREFUSED';
      resolve(fail({ code: 'noPost', detail: nobody ? null : error.message }));
    };
    socket.once('error', failed);
    socket.once('connect', () => {
      socket.off('error', failed);
      // What breaks from here on ends the reading below.
      socket.on('error', () => socket.destroy());
      resolve(ok(socket));
    });
  });
}

/** Reads events until there is a result. */
async function answerOf<N extends ControlCallName>(
  socket: Socket,
  name: N,
  { onEvent, signal }: CallOptions<N>,
): Promise<Result<ControlCallTypes[N]['result'], CallProblem>> {
  const lines = new LineSplitter(maxLineBytes);
  const { event, result } = controlShapes[name];
  const lost = (): Result<never, CallProblem> => fail({ code: signal?.aborted === true ? 'cancelled' : 'lost', detail: null });
  try {
    for await (const chunk of socket) {
      const bytes: Buffer = chunk;
      for (const line of lines.push(bytes) ?? []) {
        const answer = controlAnswer.safeParse(parseLine(line));
        if (!answer.success) return fail({ code: 'internal', detail: 'not an answer' });
        if (answer.data.error !== undefined) return fail(answer.data.error);
        if (answer.data.event === undefined) {
          const value = result.safeParse(answer.data.result);
          return value.success ? ok(value.data) : fail({ code: 'internal', detail: 'not a result' });
        }
        const told = event.safeParse(answer.data.event);
        if (told.success) onEvent?.(told.data);
      }
    }
  } catch (error) {
    // The socket was closed under us, by the post or by ourselves; anything else is a bug.
    if (!(error instanceof Error && 'code' in error)) throw error;
    return lost();
  }
  return lost();
}
