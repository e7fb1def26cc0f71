/**
 * One panel as it is supervised: its dialect, its last sign of life and what that makes of its health (alarms.md 2).
 * Must not keep timers: who owns it says when to look.
 */
import type { PanelConfig } from '../../../../shared/model/config.ts';
import type { DeviceCause, DeviceState } from '../../../../shared/model/devices.ts';
import type { PanelSignal } from '../../../core/ports/devices.ts';
import type { PanelDialect } from '../dialect.ts';
import type { HealthEntry } from './health-board.ts';

export interface LinkState {
  readonly state: DeviceState;
  readonly cause: DeviceCause | null;
  readonly detail: string | null;
}

export class SupervisedPanel {
  readonly config: PanelConfig;
  readonly dialect: PanelDialect;
  readonly entry: HealthEntry;
  #lastAliveMonoMs: number | null = null;
  #bridgeOffline = false;
  #refused: readonly string[] = [];

  constructor(config: PanelConfig, dialect: PanelDialect, entry: HealthEntry) {
    this.config = config;
    this.dialect = dialect;
    this.entry = entry;
  }

  /** The link came up: silence counts from now. */
  connected(nowMonoMs: number): void {
    this.#lastAliveMonoMs = nowMonoMs;
  }

  refused(filters: readonly string[]): void {
    this.#refused = filters;
  }

  /** A retained message is old news and no sign of life, whatever it says. */
  heard(signals: readonly PanelSignal[], retained: boolean, nowUtcMs: number, nowMonoMs: number): void {
    const availability = signals.find((signal) => signal.type === 'availability');
    if (availability !== undefined) this.#bridgeOffline = !availability.online;
    else if (!retained) this.#bridgeOffline = false;
    if (retained || this.#bridgeOffline) return;
    this.#lastAliveMonoMs = nowMonoMs;
    this.entry.signOfLife(nowUtcMs);
  }

  /** Works its health out anew; true when it changed. */
  look(link: LinkState, nowUtcMs: number, nowMonoMs: number): boolean {
    const { state, cause, detail } = this.#judge(link, nowMonoMs);
    return this.entry.change(state, cause, detail, nowUtcMs);
  }

  #judge(link: LinkState, nowMonoMs: number): LinkState {
    if (link.state !== 'online') return link;
    if (this.#refused.length > 0) return { state: 'offline', cause: 'accessDenied', detail: this.#refused.join(', ') };
    if (this.#bridgeOffline) return { state: 'offline', cause: 'bridgeOffline', detail: null };
    const silentMs = this.#silentMs(nowMonoMs);
    if (silentMs !== null) return { state: 'silent', cause: 'silent', detail: `${Math.round(silentMs / 1000)} s` };
    return { state: 'online', cause: null, detail: null };
  }

  #silentMs(nowMonoMs: number): number | null {
    if (this.config.heartbeatSeconds === null || this.#lastAliveMonoMs === null) return null;
    const ageMs = nowMonoMs - this.#lastAliveMonoMs;
    return ageMs > this.config.heartbeatSeconds * 1000 ? ageMs : null;
  }
}
