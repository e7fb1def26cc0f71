/** A TCP proxy that tells each MQTT packet type going to the broker. It changes nothing on the way. */

import { startBadLine } from './bad-line.ts';
import { packetSplitter, packetType } from './mqtt-packets.ts';

export interface TappedProxy {
  readonly port: number;
  close(): Promise<void>;
}

/** `sent` gets the packet type (MQTT 3.1.1, 2.2.1) of each packet from the client, when it has passed. */
export async function startTappedProxy(brokerPort: number, sent: (packetType: number) => void): Promise<TappedProxy> {
  return startBadLine(brokerPort, {
    fromClient() {
      const split = packetSplitter();
      return (chunk) => {
        for (const packet of split(chunk)) sent(packetType(packet));
        return chunk;
      };
    },
  });
}
