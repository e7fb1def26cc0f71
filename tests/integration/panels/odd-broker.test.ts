/** What a broker may do that a good one does not. */
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { generate, type Packet, parser } from 'mqtt-packet';
import { afterEach, expect, test } from 'vitest';
import { openConnection } from '../../../src/main/devices/panels/mqtt-client/connection.ts';

let server: Server | null = null;
const sockets = new Set<Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server?.close();
});

/** A broker that does this with each packet. */
async function brokerThat(answers: (packet: Packet, send: (packet: Packet | Buffer) => void, socket: Socket) => void): Promise<string> {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    const parsing = parser({ protocolVersion: 4 });
    const send = (packet: Packet | Buffer): boolean => socket.write(Buffer.isBuffer(packet) ? packet : generate(packet));
    parsing.on('packet', (packet) => answers(packet, send, socket));
    socket.on('data', (bytes) => parsing.parse(bytes));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `mqtt://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

const welcome: Packet = { cmd: 'connack', returnCode: 0, sessionPresent: false };
const letter = (qos: 0 | 1 | 2): Packet => ({
  cmd: 'publish',
  topic: 't',
  payload: 'x',
  qos,
  retain: false,
  dup: false,
  ...(qos === 0 ? {} : { messageId: 1 }),
});

/** How a connection to this broker ends; `use` gets it once it is up. */
function endOf(url: string, use: (connection: ReturnType<typeof openConnection>) => void = () => undefined) {
  const messages: string[] = [];
  return new Promise<{ readonly cause: string; readonly detail: string; readonly messages: readonly string[] }>((resolve) => {
    const connection = openConnection(
      { url, username: 'post', password: 'pw', clientId: 'post-1', ca: null, clean: false },
      {
        connected: () => use(connection),
        message(message, next) {
          messages.push(message.topic);
          next();
        },
        closed: (end) => resolve({ ...end, messages }),
      },
    );
  });
}

test.each([
  ['what is no MQTT', 'protocolError', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ['a message before its welcome', 'protocolError', letter(0)],
  ['that it does not know our version', 'protocolError', { ...welcome, returnCode: 1 }],
  ['that it can not serve now', 'notReachable', { ...welcome, returnCode: 3 }],
  ['that name or password are wrong', 'refusedPassword', { ...welcome, returnCode: 4 }],
  ['that we are not allowed', 'refusedPassword', { ...welcome, returnCode: 5 }],
] as const)('a broker that says %s ends the try with that cause', async (_what, cause, said) => {
  const url = await brokerThat((_packet, send) => send(said as Packet));
  expect((await endOf(url)).cause).toBe(cause);
});

test('a message with QoS 2, which was not asked for, ends the connection and is not taken', async () => {
  const url = await brokerThat((packet, send) => {
    if (packet.cmd !== 'connect') return;
    send(welcome);
    send(letter(2));
  });
  expect(await endOf(url)).toMatchObject({ cause: 'protocolError', messages: [] });
});

test('what came before a broker closes is taken, and an open question ends with the connection', async () => {
  const url = await brokerThat((packet, send, socket) => {
    if (packet.cmd === 'connect') send(welcome);
    if (packet.cmd !== 'publish') return;
    send(letter(1));
    socket.end(generate(letter(0)));
  });
  let outcome: Promise<string | null> = Promise.resolve(null);
  let subscribed: Promise<unknown> = Promise.resolve();
  const end = await endOf(url, (connection) => {
    subscribed = connection.subscribe(['a', 'b']).catch((error: unknown) => String(error));
    outcome = connection.publish({ topic: 't', payload: 'open' });
  });
  expect(end).toMatchObject({ cause: 'closedByBroker', messages: ['t', 't'] });
  expect(await outcome).toBe('refusedByBroker');
  expect(await subscribed).toBe('Error: connection closed');
});

test('answers to what was never asked are left aside, and refused filters are told', async () => {
  const url = await brokerThat((packet, send) => {
    if (packet.cmd === 'connect') {
      send(welcome);
      send({ cmd: 'puback', messageId: 77 });
      send({ cmd: 'pingresp' });
    }
    if (packet.cmd === 'subscribe') send({ cmd: 'suback', messageId: packet.messageId ?? 0, granted: [1, 128] });
  });
  const refused = await new Promise((resolve) => {
    void endOf(url, (connection) => {
      void connection.subscribe(['a', 'b']).then((filters) => {
        resolve(filters);
        connection.drop();
      });
    });
  });
  expect(refused).toEqual(['b']);
});

test('an address that is none of a broker throws at once', () => {
  const events = { connected: () => undefined, message: () => undefined, closed: () => undefined };
  expect(() => openConnection({ url: 'http://127.0.0.1', username: null, password: null, clientId: 'x', ca: null, clean: true }, events)).toThrow(
    'not the address',
  );
});
