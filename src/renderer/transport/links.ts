/** One connection each: a WebSocket to the Node host, or a port handed over by the preload. No reconnecting here. */
import type { ClientLink } from '@orpc/client';
import { RPCLink as PortRpcLink } from '@orpc/client/message-port';
import { RPCLink as SocketRpcLink } from '@orpc/client/websocket';
import { takeSocket } from './socket.ts';

export type AnyLink = ClientLink<Record<never, never>>;

export interface LinkEvents {
  opened(link: AnyLink): void;
  /** Comes once, also when it never opened. */
  closed(): void;
}

/** Opens a connection; answers how to close it (which tells `closed` too). */
export type LinkOpener = (events: LinkEvents) => () => void;

/** What the preload puts on the window. */
export interface NativeBridge {
  readonly host: 'electron';
  /** Asks for a port; it comes as a window message whose data is `guardpost:port`. */
  connect(): void;
}

declare global {
  interface Window {
    readonly guardpost?: NativeBridge;
  }
}

export const openSocketLink: LinkOpener = (events) => linkOver(takeSocket(), events);

/** A link over a socket that may be open, or lost, already: then it tells so before it answers. */
export function linkOver(socket: WebSocket, events: LinkEvents): () => void {
  if (socket.readyState >= WebSocket.CLOSING) {
    events.closed();
    return () => undefined;
  }
  // Before the link listens: its calls fail as it hears of the end, and whoever made them must see why.
  socket.addEventListener('close', () => events.closed(), { once: true });
  const link = new SocketRpcLink({ websocket: socket });
  if (socket.readyState === WebSocket.OPEN) events.opened(link);
  else socket.addEventListener('open', () => events.opened(link), { once: true });
  return () => socket.close();
}

export const openPortLink = (bridge: NativeBridge, events: LinkEvents): (() => void) => {
  let port: MessagePort | null = null;
  const onMessage = (event: MessageEvent): void => {
    const [received] = event.ports;
    if (event.source !== window || event.data !== 'guardpost:port' || !received) return;
    window.removeEventListener('message', onMessage);
    port = received;
    port.addEventListener('close', () => events.closed(), { once: true });
    const link = new PortRpcLink({ port });
    port.start();
    events.opened(link);
  };
  window.addEventListener('message', onMessage);
  bridge.connect();
  return () => {
    window.removeEventListener('message', onMessage);
    port?.close();
    // A port does not tell its own side that it was closed.
    events.closed();
  };
};
