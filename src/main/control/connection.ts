/** One command at the control socket: takes its calls, answers them, and ends them when it goes away. Never throws on what it is sent. */
import type { Socket } from 'node:net';
import { z } from 'zod';
import { LineSplitter } from './line-splitter.ts';
import {
  type ControlAnswer,
  type ControlCallName,
  type ControlCalls,
  type ControlProblem,
  controlRequest,
  controlShapes,
  isControlCall,
  maxLineBytes,
  parseLine,
} from './words.ts';

export interface ConnectionOptions {
  readonly calls: ControlCalls;
  readonly logBug: (where: string, error: unknown) => void;
}

const maxCalls = 8;
/** What a caller has not taken yet; one that stops reading a trace must not take the post's memory. */
const maxUnreadBytes = 4_000_000;

/** Serves the socket; answers how to end it, which resolves when none of its calls runs any more. */
export function serveConnection(socket: Socket, { calls, logBug }: ConnectionOptions): { end(): Promise<void> } {
  const lines = new LineSplitter(maxLineBytes);
  const left = new AbortController();
  const running = new Set<Promise<void>>();

  function say(answer: ControlAnswer): void {
    if (socket.destroyed) return;
    if (socket.writableLength > maxUnreadBytes) socket.destroy();
    else socket.write(`${JSON.stringify(answer)}\n`);
  }
  const refuse = (id: number | null, code: ControlProblem['code'], detail: string | null = null): void => say({ id, error: { code, detail } });

  function take(line: string): void {
    const request = controlRequest.safeParse(parseLine(line));
    if (!request.success) refuse(null, 'badRequest');
    else if (!isControlCall(request.data.call)) refuse(request.data.id, 'unknownCall');
    else if (running.size >= maxCalls) refuse(request.data.id, 'busy');
    else begin(request.data.id, request.data.call, request.data.params);
  }

  function begin(id: number, name: ControlCallName, params: unknown): void {
    const work = answer(id, name, params).catch((error: unknown) => {
      logBug(`control call ${name}`, error);
      refuse(id, 'internal');
    });
    running.add(work);
    void work.finally(() => running.delete(work));
  }

  async function answer<N extends ControlCallName>(id: number, name: N, params: unknown): Promise<void> {
    const checked = controlShapes[name].params.safeParse(params);
    if (!checked.success) return refuse(id, 'badRequest', z.prettifyError(checked.error));
    const done = await calls[name](checked.data, (event) => say({ id, event }), left.signal);
    say(done.ok ? { id, result: done.value } : { id, error: { ...done.error } });
  }

  socket.on('data', (chunk: Buffer) => {
    const whole = lines.push(chunk);
    for (const line of whole ?? []) if (line.trim() !== '') take(line);
    if (whole !== null) return;
    refuse(null, 'badRequest', `a line has at most ${maxLineBytes} bytes`);
    socket.destroySoon();
  });
  // A caller that goes away in the middle of an answer is no fault of ours.
  socket.on('error', () => socket.destroy());
  socket.on('close', () => left.abort());
  return {
    async end() {
      left.abort();
      await Promise.all(running);
      socket.destroySoon();
    },
  };
}
