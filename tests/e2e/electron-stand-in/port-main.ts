/** A message port of the main process: messages wait until it is started. */
import { EventEmitter } from 'node:events';

export class PortMain extends EventEmitter {
  #other: PortMain | null = null;
  #waiting: unknown[] | null = [];
  #closed = false;

  pair(other: PortMain): void {
    this.#other = other;
    other.#other = this;
  }

  postMessage(data: unknown): void {
    this.#other?.receive(data);
  }

  receive(data: unknown): void {
    if (this.#closed) return;
    if (this.#waiting) this.#waiting.push(data);
    else setImmediate(() => this.emit('message', { data, ports: [] }));
  }

  start(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const data of waiting) this.receive(data);
  }

  close(): void {
    for (const port of [this, this.#other]) {
      if (!port || port.#closed) continue;
      port.#closed = true;
      setImmediate(() => port.emit('close'));
    }
  }
}
