/** What a simulated reader has to tell at the next polls, one reply each. Bounded; a state that changed again tells its newest value once. */
import type { Reply } from '../../readers/osdp/messages.ts';

export interface QueuedEvent {
  readonly reply: Reply;
  /** Spoils the bytes of this reply the first time they are sent; its repetition is good. */
  readonly spoil?: (bytes: Uint8Array) => Uint8Array;
}

const room = 64;
/** States: only the newest of each counts. */
const states: readonly Reply['name'][] = ['lstatr', 'istatr'];

export class EventQueue {
  #events: QueuedEvent[] = [];

  get waiting(): number {
    return this.#events.length;
  }

  /** False: there is no room. */
  add(event: QueuedEvent): boolean {
    const { name } = event.reply;
    if (states.includes(name)) this.#events = this.#events.filter((waiting) => waiting.reply.name !== name);
    if (this.#events.length >= room) return false;
    this.#events.push(event);
    return true;
  }

  take(): QueuedEvent | null {
    return this.#events.shift() ?? null;
  }

  clear(): void {
    this.#events = [];
  }
}
