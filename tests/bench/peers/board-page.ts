/** The board's peer: a bare subscriber to a bare page over a WebSocket; no database, no rules, no list but the newest 40 lines. Arguments: url, topic. */
import { createServer } from 'node:http';
import { connect } from 'mqtt';
import { WebSocketServer } from 'ws';

const page = `<!doctype html><meta charset="utf-8"><title>peer</title><div id="beacon"></div><div id="rows"></div>
<script>const rows=document.getElementById('rows');new WebSocket('ws://'+location.host).onmessage=(m)=>{const {source,word}=JSON.parse(m.data);
if(source.startsWith('beacon'))document.getElementById('beacon').textContent=source;
const d=document.createElement('div');d.textContent=source+' '+word;rows.prepend(d);if(rows.childElementCount>40)rows.lastChild.remove()}</script>`;
const server = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html');
  response.end(page);
});
const sockets = new WebSocketServer({ server });
const [url = '', topic = ''] = process.argv.slice(2);
const client = connect(url, { protocolVersion: 4, clientId: `page-${process.pid}` });
client.on('message', (name, payload) => {
  const text = JSON.stringify({ source: name.split('/')[1], word: payload.toString() });
  for (const socket of sockets.clients) socket.send(text);
});
client.once('connect', () =>
  client.subscribe(topic, { qos: 1 }, () =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      process.stdout.write(`listening on http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}\n`);
    }),
  ),
);
