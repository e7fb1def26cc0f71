/** What a reader's reply means to the one who listens. */
import type { Reply } from '../messages.ts';
import type { PanelEvent } from './words.ts';

/**
 * The event of a reply, or null where it tells nothing new. @param asked whether somebody waits for the reply itself,
 * so that only what everybody should know is told.
 */
export function eventOf(readerId: string, reply: Reply, asked: boolean, atMs: number): PanelEvent | null {
  switch (reply.name) {
    case 'raw':
      return { type: 'card', readerId, format: reply.format, bitCount: reply.bitCount, bits: reply.bits, atMs };
    case 'keypad':
      return { type: 'keys', readerId, keys: reply.keys, atMs };
    case 'lstatr':
      return { type: 'local', readerId, tamper: reply.tamper, power: reply.power };
    case 'istatr':
      return { type: 'inputs', readerId, inputs: reply.inputs };
    case 'ostatr':
      return { type: 'outputs', readerId, outputs: reply.outputs };
    case 'rstatr':
      return { type: 'attached', readerId, readers: reply.readers };
    case 'ack':
    case 'nak':
      return null;
    default:
      return asked ? null : { type: 'message', readerId, reply };
  }
}
