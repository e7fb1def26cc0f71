/**
 * A reader that only sends: bytes of its link through its decoder become card reads. It knows no holder and decides nothing.
 *
 * Such a reader gives no sign of life between cards: `online` means that its line is open, not that someone has seen it work.
 * Card texts may be personal: they leave this module as reads and, as hex, in the ring in memory, and nowhere else.
 */
import type { GateDecision } from '../../../shared/model/cards.ts';
import type { ReaderConfig } from '../../../shared/model/config.ts';
import type { DeviceCause, DeviceHealth, DeviceState } from '../../../shared/model/devices.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ReaderEvents, ReaderPort } from '../../core/ports/devices.ts';
import type { Link } from '../link/link.ts';
import type { CardDecoder, Decoded } from './card-decoder.ts';
import { FloodBudget } from './flood-budget.ts';
import { ReaderHealth } from './reader-health.ts';
import { SilenceTimer } from './silence-timer.ts';

/** A flood is over, for the eye, after this long without another hold. */
const floodShownMs = 5000;

export class OneWayReader implements ReaderPort {
  readonly readerId: string;
  /** The protocols here have no way back to the reader: its lamp and buzzer are its own. */
  readonly canIndicate = false;
  readonly #config: ReaderConfig;
  readonly #link: Link;
  readonly #decoder: CardDecoder;
  readonly #clock: Clock;
  readonly #health: ReaderHealth;
  readonly #silence: SilenceTimer;
  readonly #floodOver: SilenceTimer;
  readonly #budget = new FloodBudget();
  #events: ReaderEvents | null = null;

  constructor(config: ReaderConfig, link: Link, decoder: CardDecoder, clock: Clock) {
    this.readerId = config.id;
    this.#config = config;
    this.#link = link;
    this.#decoder = decoder;
    this.#clock = clock;
    this.#health = new ReaderHealth(config, clock.utcMs());
    this.#silence = new SilenceTimer(() => clock.monoMs());
    this.#floodOver = new SilenceTimer(() => clock.monoMs());
  }

  start(events: ReaderEvents): void {
    this.#events = events;
    this.#change('connecting', null, null);
    this.#link.start({
      up: () => this.#change('online', null, null),
      bytes: (chunk, atUtcMs, atMonoMs) => this.#bytes(chunk, atUtcMs, atMonoMs),
      down: (cause, detail) => this.#down(cause, detail),
    });
  }

  /** Tells nothing more; `health()` says `stopped` from now on. */
  async stop(): Promise<void> {
    this.#events = null;
    this.#silence.cancel();
    this.#floodOver.cancel();
    await this.#link.stop();
    this.#change('offline', 'stopped', null);
  }

  /** Real readers here are send-only, so nothing goes over the wire; a simulated reader is shown the decision. */
  indicate(decision: GateDecision): void {
    this.#link.showDecision?.(decision);
  }

  health(): DeviceHealth {
    return this.#health.snapshot();
  }

  #bytes(chunk: Uint8Array, atUtcMs: number, atMonoMs: number): void {
    this.#health.lastSignOfLifeUtcMs = atUtcMs;
    const decoded = this.#decoder.push(chunk, atMonoMs);
    if (!decoded.secret) this.#health.traffic.add('in', chunk, atUtcMs, decoded.discardedBytes === 0);
    this.#deliver(decoded, atUtcMs, atMonoMs);
    if (this.#decoder.idleEndMs > 0 && this.#decoder.pendingBytes > 0) {
      this.#silence.restart(this.#decoder.idleEndMs, () => this.#deliver(this.#decoder.idle(), atUtcMs, atMonoMs));
    } else this.#silence.cancel();
    this.#holdBackIfFlooded(decoded.frames.length, atMonoMs);
  }

  /** The read's time is that of its last byte, also when silence ended it. */
  #deliver(decoded: Decoded, atUtcMs: number, atMonoMs: number): void {
    this.#count(decoded);
    for (const frame of decoded.frames) {
      this.#events?.read({
        readerId: this.readerId,
        card: frame.card,
        rawHex: Buffer.from(frame.raw).toString('hex'),
        arrivedAtUtcMs: atUtcMs,
        arrivedAtMonoMs: atMonoMs,
        simulated: this.#config.simulated,
      });
    }
  }

  #count(decoded: Decoded): void {
    this.#health.understood += decoded.frames.length;
    this.#health.discarded += decoded.discardedBytes;
    if (decoded.secret) this.#health.traffic.clear();
  }

  #holdBackIfFlooded(frames: number, atMonoMs: number): void {
    const holdMs = this.#budget.take(frames, atMonoMs);
    if (holdMs === 0) return;
    this.#link.holdBack?.(holdMs);
    this.#change('online', 'protocolError', 'sends without pause');
    this.#floodOver.restart(floodShownMs, () => this.#change('online', null, null));
  }

  #down(cause: DeviceCause, detail: string | null): void {
    this.#silence.cancel();
    this.#floodOver.cancel();
    this.#count(this.#decoder.reset());
    this.#change('offline', cause, detail);
  }

  #change(state: DeviceState, cause: DeviceCause | null, detail: string | null): void {
    if (this.#health.change(state, cause, detail, this.#clock.utcMs())) this.#events?.health(this.#health.snapshot());
  }
}
