/** One piece of work at the post that tells as it goes. It ends when it is done, stopped, or the screen goes. */
import { useEffect, useRef, useState } from 'react';

export interface Run<E> {
  readonly running: boolean;
  /** Stops what runs, then begins this. */
  start(open: (signal: AbortSignal) => Promise<AsyncIterable<E>>): void;
  stop(): void;
}

export interface RunHandlers<E> {
  readonly onEvent: (event: E) => void;
  readonly onError: (error: unknown) => void;
}

export function useRun<E>(handlers: RunHandlers<E>): Run<E> {
  const [running, setRunning] = useState(false);
  const current = useRef<AbortController | null>(null);
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  const stop = () => {
    current.current?.abort();
    current.current = null;
    setRunning(false);
  };
  useEffect(() => () => current.current?.abort(), []);

  async function follow(own: AbortController, open: (signal: AbortSignal) => Promise<AsyncIterable<E>>): Promise<void> {
    try {
      for await (const event of await open(own.signal)) {
        if (own.signal.aborted) return;
        latest.current.onEvent(event);
      }
    } catch (error) {
      // What was called off fails, as it should.
      if (!own.signal.aborted) latest.current.onError(error);
    } finally {
      if (current.current === own) {
        current.current = null;
        setRunning(false);
      }
    }
  }

  return {
    running,
    start(open) {
      current.current?.abort();
      const own = new AbortController();
      current.current = own;
      setRunning(true);
      void follow(own, open);
    },
    stop,
  };
}
