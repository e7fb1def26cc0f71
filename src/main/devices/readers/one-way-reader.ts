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
import type { CardDecoder, Decoded, DocumentRead } from './card-decoder.ts';
import { FloodBudget } from './flood-budget.ts';
import { HeldTraffic } from './held-traffic.ts';
import { ReaderHealth } from './reader-health.ts';
import { RepeatThrottle } from './repeat-throttle.ts';
import { triggerBytes } from './scanner-trigger.ts';
import { SilenceTimer } from './silence-timer.ts';

/** A flood is over, for the eye, after this long without another hold. */
const floodShownMs = 5000;
/** What lies before a scanner goes on as one reading a second, however often it is read. */
const scannerThrottleMs = 1000;

export class OneWayReader implements ReaderPort {
  readonly readerId: string;
  /** The protocols here have no way back to the reader: its lamp and buzzer are its own. */
  readonly canIndicate = false;
  /** Only where the configuration says how this scanner is asked for a read. */
  readonly trigger?: (on: boolean) => void;
  readonly #config: ReaderConfig;
  readonly #link: Link;
  readonly #decoder: CardDecoder;
  readonly #clock: Clock;
  readonly #health: ReaderHealth;
  readonly #silence: SilenceTimer;
  readonly #floodOver: SilenceTimer;
  readonly #budget = new FloodBudget();
  readonly #traffic: HeldTraffic;
  readonly #repeats: RepeatThrottle;
  #events: ReaderEvents | null = null;

  constructor(config: ReaderConfig, link: Link, decoder: CardDecoder, clock: Clock) {
    this.readerId = config.id;
    this.#config = config;
    this.#link = link;
    this.#decoder = decoder;
    this.#clock = clock;
    this.#health = new ReaderHealth(config, clock.utcMs());
    this.#traffic = new HeldTraffic(this.#health.traffic, decoder.idleEndMs > 0);
    this.#repeats = new RepeatThrottle(config.protocol === 'line' ? Math.min(scannerThrottleMs, config.repeatSeconds * 1000) : 0);
    const trigger = triggerBytes(config.trigger);
    if (trigger !== null) this.trigger = (on) => this.#send(on ? trigger.on : trigger.off);
    this.#silence = new SilenceTimer(() => clock.monoMs());
    this.#floodOver = new SilenceTimer(() => clock.monoMs());
  }

  start(events: ReaderEvents): void {
    this.#events = events;
    this.#change('connecting', null, null);
    this.#link.start({
      up: () => this.#up(),
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

  /** There is no way back to the person at such a reader. */
  prompt(): void {}

  health(): DeviceHealth {
    return this.#health.snapshot();
  }

  #up(): void {
    this.#change('online', null, null);
    this.#send(this.#decoder.greeting);
  }

  #send(bytes: Uint8Array | undefined): void {
    if (bytes === undefined || this.#health.snapshot().state !== 'online') return;
    this.#link.write(bytes);
    this.#health.traffic.add('out', bytes, this.#clock.utcMs(), true);
  }

  #bytes(chunk: Uint8Array, atUtcMs: number, atMonoMs: number): void {
    this.#health.lastSignOfLifeUtcMs = atUtcMs;
    const decoded = this.#decoder.push(chunk, atMonoMs);
    this.#traffic.add(chunk, atUtcMs, decoded, this.#decoder.pendingBytes);
    this.#deliver(decoded, atUtcMs, atMonoMs);
    if (this.#decoder.idleEndMs > 0 && this.#decoder.pendingBytes > 0) {
      this.#silence.restart(this.#decoder.idleEndMs, () => this.#silent(atUtcMs, atMonoMs));
    } else this.#silence.cancel();
    this.#holdBackIfFlooded(decoded.frames.length + (decoded.documents?.length ?? 0), atMonoMs);
  }

  #silent(atUtcMs: number, atMonoMs: number): void {
    const decoded = this.#decoder.idle();
    this.#traffic.settle(decoded);
    this.#deliver(decoded, atUtcMs, atMonoMs);
  }

  /** The read's time is that of its last byte, also when silence ended it. */
  #deliver(decoded: Decoded, atUtcMs: number, atMonoMs: number): void {
    this.#count(decoded);
    for (const frame of decoded.frames) {
      if (!this.#repeats.passes(frame.card.number, atMonoMs)) continue;
      this.#events?.read({
        readerId: this.readerId,
        card: frame.card,
        rawHex: Buffer.from(frame.raw).toString('hex'),
        arrivedAtUtcMs: atUtcMs,
        arrivedAtMonoMs: atMonoMs,
        simulated: this.#config.simulated,
      });
    }
    for (const document of decoded.documents ?? []) this.#tellDocument(document);
  }

  #tellDocument(read: DocumentRead): void {
    const { readerId } = this;
    if (read.ok) this.#events?.signal({ type: 'document', readerId, document: read.value, simulated: this.#config.simulated });
    else this.#events?.signal({ type: 'documentUnread', readerId, problem: read.error });
  }

  #count(decoded: Decoded): void {
    this.#health.understood += decoded.frames.length + (decoded.documents?.filter((document) => document.ok).length ?? 0);
    this.#health.discarded += decoded.discardedBytes;
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
    this.#traffic.drop();
    this.#count(this.#decoder.reset());
    this.#change('offline', cause, detail);
  }

  #change(state: DeviceState, cause: DeviceCause | null, detail: string | null): void {
    if (this.#health.change(state, cause, detail, this.#clock.utcMs())) this.#events?.health(this.#health.snapshot());
  }
}
