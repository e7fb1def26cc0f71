/**
 * Shows the broker that we are there, and finds out when it is not (MQTT 3.1.1, 3.1.2.10). Whatever comes from it is a sign of life,
 * not its answer to a ping alone: in a flood that answer waits behind thousands of messages. Must not know sockets.
 */
export interface KeepaliveOptions {
  readonly seconds: number;
  ping(): void;
  /** Nothing has come for one and a half times the keepalive. */
  silent(): void;
  /** True while we take nothing ourselves: then silence says nothing. */
  isDeaf(): boolean;
  readonly nowMs?: () => number;
}

export class Keepalive {
  readonly #options: KeepaliveOptions;
  readonly #nowMs: () => number;
  readonly #everyMs: number;
  readonly #timer: NodeJS.Timeout;
  #heardAtMs: number;
  #lookedAtMs: number;

  constructor(options: KeepaliveOptions) {
    this.#options = options;
    this.#nowMs = options.nowMs ?? (() => performance.now());
    this.#everyMs = options.seconds * 500;
    this.#heardAtMs = this.#nowMs();
    this.#lookedAtMs = this.#heardAtMs;
    this.#timer = setInterval(() => this.look(), this.#everyMs);
  }

  heard(): void {
    this.#heardAtMs = this.#nowMs();
  }

  /** Called by itself twice per keepalive. */
  look(): void {
    const nowMs = this.#nowMs();
    // Who stood still has not heard what waits in the socket.
    const stoodStill = nowMs - this.#lookedAtMs > 2 * this.#everyMs;
    this.#lookedAtMs = nowMs;
    if (stoodStill || this.#options.isDeaf()) this.#heardAtMs = nowMs;
    if (nowMs - this.#heardAtMs >= 3 * this.#everyMs) this.#options.silent();
    else this.#options.ping();
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
