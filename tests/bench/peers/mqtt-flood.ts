/** Publishes alarm edges as fast as the broker takes them, QoS 1. Arguments: url, topic prefix, how many, sources. */
import { connect } from 'mqtt';

const [url = '', prefix = '', count = '0', sources = '500'] = process.argv.slice(2);
const client = connect(url, { protocolVersion: 4, clientId: `flood-${process.pid}` });
const total = Number(count);
const many = Number(sources);
let sent = 0;
let acknowledged = 0;
const inFlight = 200;

function more(): void {
  while (sent < total && sent - acknowledged < inFlight) {
    // Each source goes open, closed, open, closed: every message is an edge and so a row.
    const state = Math.floor(sent / many) % 2 === 0 ? 'open' : 'closed';
    client.publish(`${prefix}/s${sent % many}/state`, state, { qos: 1 }, () => {
      acknowledged += 1;
      if (acknowledged === total) client.end(false, () => process.stdout.write('done\n'));
      else more();
    });
    sent += 1;
  }
}
client.on('connect', more);
