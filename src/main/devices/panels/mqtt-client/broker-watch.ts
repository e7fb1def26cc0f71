/**
 * The broker's own word on what it threw away (Mosquitto's `$SYS`). Asked for with a SUBSCRIBE of its own, so that a broker
 * that has no such topic, or does not show it to us, is no trouble for any panel. Must not decide what was missed.
 */
import type { PanelEvents } from '../../../core/ports/devices.ts';
import type { Connection, IncomingMessage } from './connection.ts';

/** Messages dropped for full queues, of all clients, since the broker started. */
const droppedTopic = '$SYS/broker/publish/messages/dropped';
const wholeNumber = /^\d{1,15}$/;

/** To be called with each connection; QoS 0, so that the broker queues none of it while we are away. */
export function askForDrops(connection: Connection): void {
  connection.subscribe([droppedTopic], 0).then(
    () => undefined,
    // The connection ended meanwhile, which is told elsewhere; the next one asks again.
    () => undefined,
  );
}

/** Takes what is the broker's own; answers whether it was. Never throws. */
export function takeBrokerWord(message: IncomingMessage, events: Pick<PanelEvents, 'brokerDropped'>): boolean {
  if (message.topic !== droppedTopic) return false;
  const text = Buffer.from(message.payload.subarray(0, 20)).toString('latin1').trim();
  if (wholeNumber.test(text)) events.brokerDropped(Number(text));
  return true;
}
