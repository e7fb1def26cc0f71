/**
 * Which messages may be ones that we have kept already. A broker repeats what it holds no PUBACK for, first of all after
 * it has taken up our old session; brokers do not always set DUP (aedes never), so identity comes from the message itself.
 */
import { hash } from 'node:crypto';
import type { IncomingMessage } from './connection.ts';

/**
 * A crash leaves at most what was kept and not yet acknowledged: one batch, and the acknowledgements of a few more that
 * were still on their way. Those come first after a reconnect.
 */
const repeatableMessages = 2000;

export class RedeliveryWindow {
  readonly #clientId: string;
  #left = 0;

  constructor(clientId: string) {
    this.#clientId = clientId;
  }

  /** A new connection; without an old session nothing is repeated. */
  connected(sessionPresent: boolean): void {
    this.#left = sessionPresent ? repeatableMessages : 0;
  }

  /** To be asked once per message, in order of arrival. */
  identify(message: IncomingMessage): { readonly redeliveryKey: string | null; readonly mayBeRedelivered: boolean } {
    if (message.messageId === null || message.retained) return { redeliveryKey: null, mayBeRedelivered: false };
    const mayBeRedelivered = message.duplicate || this.#left > 0;
    if (this.#left > 0) this.#left -= 1;
    return { redeliveryKey: this.#key(message.messageId, message), mayBeRedelivered };
  }

  #key(messageId: number, message: IncomingMessage): string {
    const head = Buffer.from(`${this.#clientId}\0${messageId}\0${message.topic}\0`, 'utf8');
    return hash('sha1', Buffer.concat([head, message.payload]), 'base64url');
  }
}
