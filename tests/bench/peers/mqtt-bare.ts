/** P3's peer: a bare mqtt.js subscriber that stores nothing. Arguments: url, topic, how many. Prints the milliseconds from first to last message. */
import { connect } from 'mqtt';

const [url = '', topic = '', count = '0'] = process.argv.slice(2);
const client = connect(url, { protocolVersion: 4, clientId: `bare-${process.pid}` });
let seen = 0;
let from = 0;
client.on('message', () => {
  if (seen === 0) from = performance.now();
  seen += 1;
  if (seen === Number(count)) {
    process.stdout.write(`done ${performance.now() - from}\n`);
    client.end(true, () => process.exit(0));
  }
});
client.on('connect', () => client.subscribe(topic, { qos: 1 }, () => process.stdout.write('ready\n')));
