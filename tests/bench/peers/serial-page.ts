/** P1's peer: serial line to WebSocket to one text node, with no database and no checks. Argument: path. */
import { createServer } from 'node:http';
import { SerialPort } from 'serialport';
import { WebSocketServer } from 'ws';

const page = `<!doctype html><meta charset="utf-8"><title>peer</title><div id="rows"></div>
<script>let n=0;new WebSocket('ws://'+location.host).onmessage=()=>{n+=1;const d=document.createElement('div');d.id='row-'+n;d.setAttribute('role','option');d.textContent='card '+n;document.getElementById('rows').prepend(d)}</script>`;
const server = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html');
  response.end(page);
});
const sockets = new WebSocketServer({ server });
const port = new SerialPort({ path: process.argv[2] ?? '', baudRate: 9600 });
let held = '';
port.on('data', (bytes: Buffer) => {
  held += bytes.toString('latin1');
  for (let end = held.indexOf('\x03'); end >= 0; end = held.indexOf('\x03')) {
    for (const socket of sockets.clients) socket.send(held.slice(0, end));
    held = held.slice(end + 1);
  }
});
port.on('open', () =>
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.stdout.write(`listening on http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}\n`);
  }),
);
