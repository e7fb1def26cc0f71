/**
 * The socket of a browser seat. This file is a script of its own in the page, so that the post is called while everything
 * else is still on its way; therefore it stays small and must import nothing.
 */

/** Begun as soon as this file is there. Not in the Electron window, which asks for a port, and not outside a page (tests). */
let first: WebSocket | null = typeof window === 'undefined' || window.guardpost !== undefined ? null : newSocket();

/** The connection that was begun, the first time; then a new one each time. It may be open, or lost, already. */
export function takeSocket(): WebSocket {
  const socket = first ?? newSocket();
  first = null;
  return socket;
}

function newSocket(): WebSocket {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return new WebSocket(`${scheme}//${location.host}/rpc`);
}
