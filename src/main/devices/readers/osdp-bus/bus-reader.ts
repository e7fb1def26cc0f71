/**
 * One reader of a bus as the post sees it: what the control panel tells becomes card reads, signals and health,
 * and what the post has to say becomes commands for the parts that the reader has. It decides nothing.
 */
import type { GateDecision, WiegandFormat } from '../../../../shared/model/cards.ts';
import type { ReaderConfig, ReaderVoice } from '../../../../shared/model/config.ts';
import type { DeviceCause, DeviceHealth, DeviceState } from '../../../../shared/model/devices.ts';
import { identifyCard } from '../../../core/access/identify-card.ts';
import { bitsFromBytes } from '../../../core/access/wiegand.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { ReaderEvents, ReaderPort, ReaderPrompt, ReaderSignal } from '../../../core/ports/devices.ts';
import type { LossCause, PanelEvent, ReaderStatus, SeenFrame } from '../osdp/control-panel/words.ts';
import type { Command } from '../osdp/messages.ts';
import { BusHealth } from './bus-health.ts';
import { idleCommands, partsOf, signCommands } from './voice.ts';

/** What a reader needs of its bus. */
export interface BusSide {
  readonly clock: Clock;
  readonly voice: ReaderVoice;
  readonly cardFormats: readonly WiegandFormat[];
  status(readerId: string): ReaderStatus | null;
  addressOf(readerId: string): number;
  indicate(readerId: string, commands: readonly Command[]): void;
  /** A reader wants events: the bus begins with the first. */
  attached(): void;
  /** Resolves when the bus has ended, should this be its last reader. */
  detached(): Promise<void>;
}

type CardEvent = Extract<PanelEvent, { type: 'card' }>;

export class BusReader implements ReaderPort {
  readonly readerId: string;
  readonly config: ReaderConfig;
  readonly #bus: BusSide;
  readonly #health: BusHealth;
  #events: ReaderEvents | null = null;
  /** Why the line is not there; what a lost line was lost of. */
  #lineCause: { readonly cause: DeviceCause; readonly detail: string | null } | null = null;

  /** Two causes of tamper: the housing, and a reading head that is gone or tampered with. */
  #opened = false;
  #headLost = false;

  constructor(config: ReaderConfig, bus: BusSide) {
    this.readerId = config.id;
    this.config = config;
    this.#bus = bus;
    this.#health = new BusHealth(config, bus.clock.utcMs());
  }

  start(events: ReaderEvents): void {
    this.#events = events;
    this.#change('connecting', null, null);
    this.#bus.attached();
  }

  async stop(): Promise<void> {
    this.#events = null;
    await this.#bus.detached();
    this.#change('offline', 'stopped', null);
  }

  indicate(decision: GateDecision): void {
    const { granted, denied } = this.#bus.voice;
    // Without a way in or out there is no door behind the relay.
    this.#say(signCommands(decision.granted ? granted : denied, this.#parts(), { relay: decision.granted && this.config.direction !== null }));
  }

  prompt(prompt: ReaderPrompt): void {
    const { wait } = this.#bus.voice;
    // The beep asks for the keys; while the answer is worked out nobody has to do anything.
    this.#say(signCommands(prompt === 'pin' ? wait : { ...wait, beeps: 0 }, this.#parts(), { relay: false }));
  }

  /** The sign of the install window, as far as the reader is online to show it. */
  showInstall(seconds: number): void {
    this.#say(signCommands(this.#bus.voice.install, this.#parts(), { relay: false, seconds }));
  }

  showIdle(): void {
    this.#say(idleCommands(this.#parts()));
  }

  health(): DeviceHealth {
    return this.#health.snapshot({
      status: this.#bus.status(this.readerId),
      address: this.#bus.addressOf(this.readerId),
      utcMsOf: (atMonoMs) => this.#utcMsOf(atMonoMs),
    });
  }

  get lastLoss(): BusHealth['lastLoss'] {
    return this.#health.lastLoss;
  }

  /** The line is open: whether the reader answers is not known yet. */
  lineUp(): void {
    this.#lineCause = null;
    this.#change('connecting', null, null);
  }

  lineDown(cause: DeviceCause, detail: string | null): void {
    this.#lineCause = { cause, detail };
    this.#change('offline', cause, detail);
  }

  note(seen: SeenFrame): void {
    this.#health.note(seen, Math.round(this.#utcMsOf(seen.atMs)));
  }

  signal(signal: ReaderSignal): void {
    this.#events?.signal(signal);
  }

  /** What the control panel tells of this reader. */
  onPanelEvent(event: PanelEvent): void {
    const { readerId } = this;
    switch (event.type) {
      case 'online':
        // Told also to one that is online: it may have become secure.
        this.#health.change('online', null, null, this.#bus.clock.utcMs());
        this.#events?.health(this.health());
        this.showIdle();
        return;
      case 'offline':
        this.#lost(event.cause);
        // Another reader in its place, or one that was reset: the same to whoever guards the gate.
        if (event.cause === 'wrongKey') this.signal({ type: 'insecure', readerId, attempt: 'wrongKey' });
        return;
      case 'card':
        this.#card(event);
        return;
      case 'keys':
        this.signal({ type: 'keys', readerId, keys: event.keys, atMonoMs: event.atMs });
        return;
      case 'local':
        this.#opened = event.tamper;
        this.#tellTamper();
        this.signal({ type: 'power', readerId, active: event.power });
        return;
      case 'attached':
        this.#headLost = event.readers.some((state) => state !== 0);
        this.#tellTamper();
        return;
      case 'inputs':
        for (const [input, state] of event.inputs.entries()) this.signal({ type: 'input', readerId, input, state });
        return;
      case 'insecure':
        this.signal({ type: 'insecure', readerId, attempt: event.attempt });
        return;
      case 'outputs':
      case 'pendingKey':
      case 'message':
        return;
    }
  }

  #card({ bits, bitCount, atMs }: CardEvent): void {
    const text = bitsFromBytes(bits, bitCount);
    if (text === null || text === '') return;
    this.#events?.read({
      readerId: this.readerId,
      card: identifyCard(text, this.#bus.cardFormats),
      rawHex: Buffer.from(bits).toString('hex'),
      arrivedAtUtcMs: Math.round(this.#utcMsOf(atMs)),
      arrivedAtMonoMs: atMs,
      simulated: this.config.simulated,
    });
  }

  #tellTamper(): void {
    this.signal({ type: 'tamper', readerId: this.readerId, active: this.#opened || this.#headLost });
  }

  #lost(cause: LossCause): void {
    const { cause: told, detail } = cause === 'lineDown' ? (this.#lineCause ?? { cause: 'unplugged', detail: null }) : { cause, detail: null };
    this.#change('offline', told, detail);
  }

  #say(commands: readonly Command[]): void {
    if (commands.length > 0) this.#bus.indicate(this.readerId, commands);
  }

  #parts() {
    return partsOf(this.#bus.status(this.readerId)?.capabilities ?? []);
  }

  #utcMsOf(atMonoMs: number): number {
    const { clock } = this.#bus;
    return clock.utcMs() - (clock.monoMs() - atMonoMs);
  }

  #change(state: DeviceState, cause: DeviceCause | null, detail: string | null): void {
    if (this.#health.change(state, cause, detail, this.#bus.clock.utcMs())) this.#events?.health(this.health());
  }
}
