/**
 * Publishes alarm edges at an even pace, QoS 1, and a beacon among them: an alarm of higher priority whose source is the time at which it was sent, in tenths of
 * milliseconds of the clock that all programs share. Arguments: url, prefix, how many a second, seconds, sources (0: beacons only), milliseconds between beacons.
 * Prints at the end which beacons it sent.
 */
import { connect } from 'mqtt';

const [url = '', prefix = '', rate = '0', seconds = '0', sources = '1', beaconEveryMs = '100'] = process.argv.slice(2);
const client = connect(url, { protocolVersion: 4, clientId: `feed-${process.pid}` });
const total = Number(rate) * Number(seconds);
const many = Number(sources);
const nowTenths = (): number => Math.round((performance.timeOrigin + performance.now()) * 10);
const beacons: number[] = [];
let sent = 0;
let acknowledged = 0;

function publish(source: string, word: string): void {
  client.publish(`${prefix}/${source}/state`, word, { qos: 1 }, () => {
    acknowledged += 1;
  });
  sent += 1;
}

client.once('connect', () => {
  process.stdout.write('ready\n');
  const fromMs = performance.now();
  let beaconAtMs = 0;
  const timer = setInterval(() => {
    const elapsedMs = performance.now() - fromMs;
    const isOver = elapsedMs >= Number(seconds) * 1000;
    const due = many === 0 ? 0 : Math.min(total, Math.floor((elapsedMs * Number(rate)) / 1000));
    // Each source goes open, closed, open, closed: every message is an edge and so a row.
    while (sent < due) publish(`s${sent % many}`, Math.floor(sent / many) % 2 === 0 ? 'open' : 'closed');
    if (elapsedMs >= beaconAtMs && !isOver) {
      beaconAtMs += Number(beaconEveryMs);
      const beacon = nowTenths();
      beacons.push(beacon);
      publish(`beacon${beacon}`, 'beacon');
    }
    if (isOver && acknowledged === sent) {
      clearInterval(timer);
      client.end(false, () => process.stdout.write(`done ${JSON.stringify(beacons)}\n`));
    }
  }, 5);
});
