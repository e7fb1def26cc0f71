/**
 * From the bytes of a socket to packets, one after the other and no faster than they are taken: while one is not done with, the
 * socket is not read. Must not know what a packet means.
 */
import type { Socket } from 'node:net';
import { type Packet, parser } from 'mqtt-packet';

export interface PacketReaderEvents {
  /** The next packet comes after `next()`. */
  packet(packet: Packet, next: () => void): void;
  /** The bytes are no MQTT; nothing more is read. */
  broken(error: unknown): void;
}

export class PacketReader {
  readonly #socket: Socket;
  readonly #events: PacketReaderEvents;
  #waiting: Packet[] = [];
  #taken = 0;
  #isBusy = false;
  #isStopped = false;

  constructor(socket: Socket, events: PacketReaderEvents) {
    this.#socket = socket;
    this.#events = events;
    const parsing = parser({ protocolVersion: 4 });
    parsing.on('packet', (packet) => this.#waiting.push(packet));
    parsing.on('error', (error) => {
      if (this.#isStopped) return;
      this.stop();
      events.broken(error);
    });
    socket.on('data', (bytes: Buffer) => {
      if (this.#isStopped) return;
      parsing.parse(bytes);
      this.#pump();
    });
  }

  /** True while packets wait for the one before them. */
  get isHeldUp(): boolean {
    return this.#isBusy;
  }

  /** What has been read and not been given out is forgotten. */
  stop(): void {
    this.#isStopped = true;
    this.#waiting = [];
    this.#taken = 0;
  }

  /** A loop, not a recursion: thousands of packets may be done with at once. */
  #pump(): void {
    while (!this.#isBusy) {
      const packet = this.#waiting[this.#taken];
      if (packet === undefined) break;
      this.#taken += 1;
      this.#isBusy = true;
      let isDone = false;
      let isLate = false;
      this.#events.packet(packet, () => {
        if (isDone) return;
        isDone = true;
        this.#isBusy = false;
        if (isLate) this.#goOn();
      });
      isLate = true;
    }
    if (this.#isBusy) this.#socket.pause();
    else this.#waiting = [];
    if (!this.#isBusy) this.#taken = 0;
  }

  #goOn(): void {
    this.#pump();
    if (!this.#isBusy && !this.#isStopped) this.#socket.resume();
  }
}
