/** Seats of the Electron host: a port for each page that asks and is ours. A session is bound to its window. */
import { RPCHandler } from '@orpc/server/message-port';
import type { IpcMain, IpcMainEvent, MessageChannelMain, MessagePortMain } from 'electron';
import type { SeatConnection } from '../../compose.ts';
import type { Serving } from '../../launch/serving.ts';
import { isOwnPage } from './lock-down.ts';

export interface SeatPortOptions {
  readonly ipcMain: IpcMain;
  readonly newChannel: () => MessageChannelMain;
  readonly serving: () => Serving | null;
}

interface Seat {
  readonly serving: Serving;
  readonly connection: SeatConnection;
  readonly port: MessagePortMain;
}

/** Starts to answer `guardpost:connect`. */
export function serveSeatPorts({ ipcMain, newChannel, serving }: SeatPortOptions) {
  /** By window; a reload takes the place of the connection before it. */
  const seats = new Map<number, Seat>();

  function drop(windowId: number): string | null {
    const seat = seats.get(windowId);
    if (!seat) return null;
    seats.delete(windowId);
    const { token } = seat.connection;
    seat.serving.disconnect(seat.connection);
    seat.port.close();
    return token;
  }

  const onConnect = (event: IpcMainEvent): void => {
    const frame = event.senderFrame;
    // Only the main frame of our own page may have a port (point 17).
    if (!frame || frame.parent !== null || !isOwnPage(frame.url)) return;
    const now = serving();
    const windowId = event.sender.id;
    const token = drop(windowId);
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
