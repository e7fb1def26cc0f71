/**
 * aedes, one message at a time, and kept before it is acknowledged. By itself aedes handles the messages of one read
 * concurrently while each waits for the disk, so that they can overtake each other; and it drops, for a client that is
 * there, whatever was overtaken. It also sends PUBACK before it writes. Both would lose an alarm.
 */
import { Aedes, type AedesOptions, type Client, type PublishPacket } from 'aedes';

export type Done = (error?: Error) => void;

export class OrderedAedes extends Aedes {
  readonly #waiting: (() => void)[] = [];
  readonly #alreadyPublished = new WeakSet<PublishPacket>();
  #isBusy = false;

  /** A broker that takes connections; `stop` it with `close`. */
  static async open(options: AedesOptions): Promise<OrderedAedes> {
    const aedes = new OrderedAedes(options);
    await aedes.listen();
    return aedes;
  }

  /**
   * To be called from `authorizePublish`, which aedes waits for before PUBACK: publishes the packet now. When aedes then
   * publishes it itself, nothing more happens.
   */
  publishBeforeAck(packet: PublishPacket, client: Client | null, done: Done): void {
    this.publish(packet, client, (error) => {
      if (!error) this.#alreadyPublished.add(packet);
      done(error);
    });
  }

  /** As aedes calls it: with the client that sent it, or without for its own messages. */
  override publish(packet: PublishPacket, clientOrDone: Client | null | Done, done: Done = () => undefined): void {
    const [client, finished] = typeof clientOrDone === 'function' ? [null, clientOrDone] : [clientOrDone, done];
    if (this.#alreadyPublished.delete(packet)) {
      finished();
      return;
    }
    this.#waiting.push(() => this.#publishNow(packet, client, finished));
    this.#next();
  }

  #next(): void {
    if (this.#isBusy) return;
    const publish = this.#waiting.shift();
    if (publish === undefined) return;
    this.#isBusy = true;
    publish();
  }

  #publishNow(packet: PublishPacket, client: Client | null, finished: Done): void {
    const over: Done = (error) => {
      this.#isBusy = false;
      finished(error);
      this.#next();
    };
    // aedes takes the client as its second argument, which its types leave out.
    Reflect.apply(super.publish, this, [packet, client, over]);
  }
}
