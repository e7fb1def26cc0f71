/** Seats of the Electron host: a port for each page that asks and is ours. A session is bound to its window. */
import { RPCHandler } from '@orpc/server/message-port';
import type { ApiContext, SeatConnection } from '../../compose.ts';
import type { Serving } from '../../launch/serving.ts';
import { isOwnPage } from './lock-down.ts';

/** Of Electron's own, only this: so the same code runs over any message port (tests/contract). */
export type SeatPort = Parameters<RPCHandler<ApiContext>['upgrade']>[0] & {
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
};
interface PortRequest<P> {
  readonly sender: { readonly id: number; postMessage(channel: string, message: null, transfer: P[]): void };
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}
export interface SeatPortOptions<P extends SeatPort> {
  readonly ipcMain: {
    on(channel: string, listener: (event: PortRequest<P>) => void): unknown;
    off(channel: string, listener: (event: PortRequest<P>) => void): unknown;
  };
  readonly newChannel: () => { readonly port1: P; readonly port2: P };
  readonly serving: () => Serving | null;
}

interface Seat<P> {
  readonly serving: Serving;
  readonly connection: SeatConnection;
  readonly port: P;
}

/** Starts to answer `guardpost:connect`. */
export function serveSeatPorts<P extends SeatPort>({ ipcMain, newChannel, serving }: SeatPortOptions<P>) {
  /** By window; a reload takes the place of the connection before it. */
  const seats = new Map<number, Seat<P>>();
  /** A reload drops the port before the page asks for the next: the session stays with the window. */
  const tokens = new Map<number, string | null>();

  function drop(windowId: number): void {
    const seat = seats.get(windowId);
    if (!seat) return;
    seats.delete(windowId);
    tokens.set(windowId, seat.connection.token);
    seat.serving.disconnect(seat.connection);
    seat.port.close();
  }

  const onConnect = (event: PortRequest<P>): void => {
    const frame = event.senderFrame;
    // Only the main frame of our own page may have a port (point 17).
    if (!frame || frame.parent !== null || !isOwnPage(frame.url)) return;
    const now = serving();
    const windowId = event.sender.id;
    drop(windowId);
    const token = tokens.get(windowId) ?? null;
    const { port1, port2 } = newChannel();
    event.sender.postMessage('guardpost:port', null, [port2]);
    if (!now) {
      // Nothing is served at the moment: the page sees the port close and asks again.
      port1.close();
      return;
    }
    const connection = now.connect({ seatId: windowId === 1 ? 'console' : `console-${windowId}`, token });
    seats.set(windowId, { serving: now, connection, port: port1 });
    port1.on('close', () => {
      if (seats.get(windowId)?.port === port1) drop(windowId);
    });
    new RPCHandler(now.router).upgrade(port1, { context: { seat: connection } });
    port1.start();
  };
  ipcMain.on('guardpost:connect', onConnect);

  return {
    /** Drops every connection; the pages ask for new ones. */
    dropAll(): void {
      for (const windowId of [...seats.keys()]) drop(windowId);
    },
    stop(): void {
      ipcMain.off('guardpost:connect', onConnect);
      this.dropAll();
    },
  };
}
