/** Opens the socket to a broker: plain or TLS. Must not know MQTT beyond its ports. */
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';

const plainPort = 1883;
const tlsPort = 8883;

/** Calls `opened` when bytes can go; with TLS once the certificate is found good. Throws on an URL that is none of a broker. */
export function dial(url: string, ca: string | null, opened: () => void): Socket {
  const { protocol, hostname, port } = new URL(url);
  // IPv6 addresses stand in brackets.
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol === 'mqtt:') {
    return connect({ host, port: port === '' ? plainPort : Number(port), noDelay: true }, opened);
  }
  if (protocol !== 'mqtts:') throw new Error(`not the address of a broker: ${protocol}`);
  const socket = connectTls(
    { host, port: port === '' ? tlsPort : Number(port), ...(isIP(host) === 0 ? { servername: host } : {}), ...(ca === null ? {} : { ca }) },
    opened,
  );
  socket.setNoDelay(true);
  return socket;
}

/** Ends it at once. A plain close would go on sending what waits, for minutes, should the line come back. */
export function hangUp(socket: Socket): void {
  if (socket instanceof TLSSocket || socket.connecting) socket.destroy();
  else socket.resetAndDestroy();
}
