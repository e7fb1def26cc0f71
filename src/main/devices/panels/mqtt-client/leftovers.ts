/**
 * Retained states of an earlier subscription that a broker still holds for our session. It sends them when we come back, before
 * those of now: a door that has opened meanwhile would be told as closed, and then as open again. Must not judge any other message.
 */
import type { IncomingMessage } from './connection.ts';

export class Leftovers {
  /** Our SUBSCRIBE of this connection is answered: what is retained from here on is the state now. */
  #subscribed = true;
  #doubtful = false;

  /** A new connection; only an old session can hold leftovers. */
  connected(sessionPresent: boolean): void {
    this.#subscribed = !sessionPresent;
    this.#doubtful = false;
  }

  /** To be asked once per message, in order of arrival. */
  has(message: IncomingMessage): boolean {
    if (!message.retained || message.messageId === null) return false;
    if (message.duplicate) return true;
    if (this.#subscribed) return false;
    // A broker may also send the states of now before it answers (MQTT 3.1.1, 3.8.4).
    this.#doubtful = true;
    return true;
  }

  /** The broker has answered our SUBSCRIBE. True, once: ask for the retained states again, some of them may have been taken for leftovers. */
  subscribed(): boolean {
    const askAgain = !this.#subscribed && this.#doubtful;
    this.#subscribed = true;
    this.#doubtful = false;
    return askAgain;
  }
}
