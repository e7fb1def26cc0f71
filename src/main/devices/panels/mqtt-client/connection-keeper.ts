/**
 * Keeps a connection up for ever: tries again with back-off, tells why it is down and which time was missed.
 * Must not look into messages.
 */
import { readFileSync } from 'node:fs';
import type { Clock } from '../../../core/ports/clock.ts';
import type { PanelEvents } from '../../../core/ports/devices.ts';
import { type BackOff, createBackOff } from './back-off.ts';
import { type ConnectionEnd, KickWatch, kickedOffDetail, shortLifeMs } from './close-cause.ts';
import { type Connection, type ConnectionOptions, type IncomingMessage, openConnection } from './connection.ts';
import { type Describing, describePanels } from './describe.ts';
import type { LinkState, SupervisedPanel } from './supervision.ts';

export interface ConnectionKeeperOptions {
  readonly clock: Clock;
  readonly panels: readonly SupervisedPanel[];
  readonly connection: Omit<ConnectionOptions, 'clean' | 'ca'> & { readonly caFile: string | null };
  readonly rejoinMs: { readonly min: number; readonly max: number };
  link(link: LinkState): void;
  gap: PanelEvents['gap'];
  connected(connection: Connection, sessionPresent: boolean): void;
  closed(): void;
  message(message: IncomingMessage, connection: Connection, next: () => void): void;
}

export class ConnectionKeeper {
  readonly #options: ConnectionKeeperOptions;
  readonly #backOff: BackOff;
  readonly #kicks = new KickWatch();
  /** The connection that is up; null while there is none. */
  connection: Connection | null = null;
  #dialling: Connection | null = null;
  #describing: Describing | null = null;
  #described = false;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #upAtMonoMs: number | null = null;
  /** Since when events may be missing; null while connected. */
  #missing: { readonly sinceUtcMs: number; readonly reason: string } | null = null;
  #notKept: string | null = null;
  #probation = false;

  constructor(options: ConnectionKeeperOptions) {
    this.#options = options;
    this.#backOff = createBackOff({ minMs: options.rejoinMs.min, maxMs: options.rejoinMs.max });
  }

  start(): void {
    this.#options.link({ state: 'connecting', cause: null, detail: null });
    void this.#try();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#describing?.cancel();
    await this.#dialling?.end();
  }

  /** The connection was dropped because the store failed: the reason of the gap that follows. */
  notKept(error: unknown): void {
    if (this.connection !== null) this.#notKept = error instanceof Error ? error.message : String(error);
  }

  /** This process stood still; the broker may have thrown away what it could not hold. */
  stalled(stoodMs: number): void {
    if (this.connection === null) return;
    const toUtcMs = this.#options.clock.utcMs();
    this.#options.gap({ fromUtcMs: toUtcMs - Math.round(stoodMs), toUtcMs, reason: 'stalled' });
  }

  /** To be called now and then: ends the time in which a connection may still be thrown out again. */
  settle(): void {
    if (!this.#probation || this.#upAtMonoMs === null || this.#options.clock.monoMs() - this.#upAtMonoMs <= shortLifeMs) return;
    this.#probation = false;
    this.#options.link({ state: 'online', cause: null, detail: null });
  }

  async #try(): Promise<void> {
    const options = this.#connectionOptions();
    if (options === null) return;
    const filters = this.#options.panels.flatMap((panel) => panel.dialect.descriptionFilters());
    if (!this.#described && filters.length > 0) {
      const end = await this.#describe(options, filters);
      if (this.#stopped) return;
      if (end !== null) {
        this.#ended(end, null);
        return;
      }
    }
    this.#described = true;
    this.#dial(options);
  }

  /** null when the certificate can't be read: told, and tried again later. */
  #connectionOptions(): ConnectionOptions | null {
    const { caFile, ...rest } = this.#options.connection;
    try {
      return { ...rest, clean: false, ca: caFile === null ? null : readFileSync(caFile, 'utf8') };
    } catch (error) {
      this.#ended({ cause: 'openFailed', detail: error instanceof Error ? error.message : String(error) }, null);
      return null;
    }
  }

  async #describe(options: ConnectionOptions, filters: readonly string[]): Promise<ConnectionEnd | null> {
    const { clock, panels } = this.#options;
    try {
      this.#describing = describePanels(options, filters, (message) => {
        for (const panel of panels) panel.dialect.parse(message, clock.monoMs());
      });
    } catch (error) {
      return { cause: 'openFailed', detail: error instanceof Error ? error.message : String(error) };
    }
    const end = await this.#describing.done;
    this.#describing = null;
    return end;
  }

  #dial(options: ConnectionOptions): void {
    const { clock } = this.#options;
    try {
      const connection: Connection = openConnection(options, {
        connected: (sessionPresent) => this.#connected(connection, sessionPresent),
        message: (message, next) => this.#options.message(message, connection, next),
        closed: (end) => {
          const livedMs = this.#upAtMonoMs === null ? null : clock.monoMs() - this.#upAtMonoMs;
          this.#ended(end, livedMs);
        },
      });
      this.#dialling = connection;
    } catch (error) {
      this.#ended({ cause: 'openFailed', detail: error instanceof Error ? error.message : String(error) }, null);
    }
  }

  #connected(connection: Connection, sessionPresent: boolean): void {
    const { clock } = this.#options;
    this.connection = connection;
    this.#upAtMonoMs = clock.monoMs();
    const missing = this.#missing;
    this.#missing = null;
    // After we were thrown out, being let in again proves nothing for the first seconds.
    this.#probation = this.#kicks.suspected;
    this.#options.link(this.#probation ? { state: 'connecting', cause: 'kickedOff', detail: kickedOffDetail } : { state: 'online', cause: null, detail: null });
    if (missing !== null) this.#options.gap({ fromUtcMs: missing.sinceUtcMs, toUtcMs: clock.utcMs(), reason: missing.reason });
    this.#options.connected(connection, sessionPresent);
  }

  #ended(bare: ConnectionEnd, livedMs: number | null): void {
    const wasUp = this.connection !== null;
    this.connection = null;
    this.#dialling = null;
    this.#upAtMonoMs = null;
    if (wasUp) this.#options.closed();
    if (this.#stopped) return;
    const end = this.#judge(bare, livedMs);
    // A life of some length proves the way: begin again with short waits. A short one does not, or two consoles would race.
    if (livedMs !== null && livedMs > this.#options.rejoinMs.max) this.#backOff.reset();
    this.#missing ??= { sinceUtcMs: this.#options.clock.utcMs(), reason: end.cause };
    if (end.cause === 'kickedOff') this.#missing = { ...this.#missing, reason: end.cause };
    this.#options.link({ state: 'offline', cause: end.cause, detail: end.detail });
    this.#timer = setTimeout(() => void this.#try(), this.#backOff.nextMs());
  }

  #judge(end: ConnectionEnd, livedMs: number | null): ConnectionEnd {
    const reason = this.#notKept;
    this.#notKept = null;
    if (reason !== null) return { cause: 'writeFailed', detail: reason };
    return this.#kicks.closed(end, livedMs);
  }
}
