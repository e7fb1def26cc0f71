/** Keeps one connection up: opens, notices the loss, waits with back-off and jitter, opens again. */
import type { AnyLink, LinkOpener } from './links.ts';

export interface TransportState {
  readonly status: 'connecting' | 'up' | 'down';
  /** Since when (epoch milliseconds) it is so. */
  readonly sinceUtcMs: number;
}

const firstDelayMs = 250;
const maxDelayMs = 5_000;
/** A connection that does not open in this time is given up, and tried again. */
const openTimeoutMs = 8_000;
/** A call made while connecting waits this long for the connection before it fails. */
const callPatienceMs = 3_000;

export interface OpenConnection {
  readonly link: AnyLink;
  isOpen(): boolean;
}

export interface Connector {
  start(): void;
  stop(): void;
  /** The connection is open and says nothing any more: it counts as lost from now, and another is made. */
  drop(): void;
  state: () => TransportState;
  onState(listener: (state: TransportState) => void): () => void;
  /** The connection, waiting a moment for one that is being made; null when there is none. */
  current(signal?: AbortSignal): Promise<OpenConnection | null>;
}

/** Delay in milliseconds before try number `attempt` (0 = first): doubling, capped, up to a quarter earlier by `jitter` 0..1. */
export function backOffMs(attempt: number, jitter: number): number {
  const full = Math.min(maxDelayMs, firstDelayMs * 2 ** Math.min(attempt, 16));
  return Math.round(full * (1 - jitter / 4));
}

export function createConnector(open: LinkOpener): Connector {
  let state: TransportState = { status: 'connecting', sinceUtcMs: Date.now() };
  let connection: OpenConnection | null = null;
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closeLink: (() => void) | null = null;
  /** As if the connection of now had closed by itself: that may take minutes where nobody answers. */
  let endNow = (): void => undefined;
  let stopped = false;
  const listeners = new Set<(state: TransportState) => void>();

  function become(status: TransportState['status']): void {
    if (status === state.status) return;
    state = { status, sinceUtcMs: Date.now() };
    for (const listener of [...listeners]) listener(state);
  }

  function tryOnce(): void {
    let live = true;
    const closed = (): void => {
      if (!live) return;
      live = false;
      clearTimeout(timer);
      connection = null;
      closeLink = null;
      if (stopped) return;
      become('down');
      timer = setTimeout(tryOnce, backOffMs(attempt++, Math.random()));
    };
    endNow = closed;
    const close = open({
      opened(link) {
        if (!live) return;
        clearTimeout(timer);
        attempt = 0;
        connection = { link, isOpen: () => live };
        become('up');
      },
      closed,
    });
    if (!live) return;
    closeLink = close;
    if (!connection) timer = setTimeout(close, openTimeoutMs);
  }

  function onState(listener: (state: TransportState) => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  function current(signal?: AbortSignal): Promise<OpenConnection | null> {
    if (connection || stopped || signal?.aborted) return Promise.resolve(connection);
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(patience);
        dispose();
        resolve(connection);
      };
      const patience = setTimeout(finish, callPatienceMs);
      const dispose = onState((next) => {
        if (next.status === 'up') finish();
      });
      signal?.addEventListener('abort', finish, { once: true });
    });
  }

  return {
    start: tryOnce,
    stop() {
      stopped = true;
      clearTimeout(timer);
      closeLink?.();
      become('down');
    },
    drop() {
      const close = closeLink;
      endNow();
      close?.();
    },
    state: () => state,
    onState,
    current,
  };
}
