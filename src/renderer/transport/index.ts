/**
 * The way from the page to the post: a MessagePort in the Electron window, a WebSocket in a browser seat; picked once at start.
 * Calls go to whatever connection is up now; a lost connection is made again with back-off. Knows nothing of screens.
 */
import { type ClientLink, createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../shared/contract/index.ts';
import { createConnector, type TransportState } from './connector.ts';
import { type LinkOpener, openPortLink, openSocketLink } from './links.ts';
import { keepSession } from './session-cookie.ts';

export type { TransportState } from './connector.ts';
export type Client = ContractRouterClient<Contract>;

export interface Transport {
  readonly client: Client;
  state(): TransportState;
  /** Tells every change of state (not the state now); answers its disposer. */
  onState(listener: (state: TransportState) => void): () => void;
  /** Nothing comes over it any more: makes another. */
  drop(): void;
  close(): void;
}

/** A call that had no connection to go over, or (then with a cause) lost it before all of the answer came. */
export class ConnectionLostError extends Error {
  constructor(options?: ErrorOptions) {
    super('connection to the post is down', options);
    this.name = 'ConnectionLostError';
  }
}

const isEvents = (answer: unknown): answer is AsyncIterableIterator<unknown> =>
  typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer && 'next' in answer;

/** The same events; where the connection goes while they come, that is what is told. */
function eventsOver(events: AsyncIterableIterator<unknown>, lost: (error: unknown) => never): AsyncIterableIterator<unknown> {
  return {
    next: () => events.next().catch(lost),
    return: async (value?: unknown) => (await events.return?.(value)) ?? { done: true, value },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Connects at once and stays connected until `close()`. */
export function createTransport(): Transport {
  const bridge = window.guardpost;
  const inBrowser = bridge === undefined;
  const opener: LinkOpener = inBrowser ? openSocketLink : (events) => openPortLink(bridge, events);
  const connector = createConnector(opener);
  const link: ClientLink<Record<never, never>> = {
    async call(path, input, options) {
      const current = await connector.current(options.signal);
      if (!current) throw new ConnectionLostError();
      const lost = (error: unknown): never => {
        throw current.isOpen() ? error : new ConnectionLostError({ cause: error });
      };
      const answer = await current.link.call(path, input, options).catch(lost);
      if (inBrowser) await keepSession(path, answer);
      return isEvents(answer) ? eventsOver(answer, lost) : answer;
    },
  };
  connector.start();
  return { client: createORPCClient<Client>(link), state: connector.state, onState: connector.onState, drop: connector.drop, close: connector.stop };
}
