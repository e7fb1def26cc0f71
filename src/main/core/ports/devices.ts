/** What the services see of readers and panels. Implemented in main/devices. */
import type { AlarmCategory, Priority } from '../../../shared/model/alarms.ts';
import type { CardRead, GateDecision } from '../../../shared/model/cards.ts';
import type { DeviceHealth } from '../../../shared/model/devices.ts';

export interface ReaderEvents {
  /** A card, decoded and checked. */
  read(read: CardRead): void;
  /** Health changed in state or cause (not on every byte). */
  health(health: DeviceHealth): void;
}

export interface ReaderPort {
  readonly readerId: string;
  start(events: ReaderEvents): void;
  stop(): Promise<void>;
  /** Tells the person at the reader, where the protocol can; at the head of the reader's own queue. Never throws. */
  indicate(decision: GateDecision): void;
  health(): DeviceHealth;
}

/** One thing a panel told us, in our words. */
export type PanelSignal =
  | {
      readonly type: 'condition';
      readonly panelId: string;
      readonly source: string;
      readonly area: string | null;
      readonly condition: string;
      readonly category: AlarmCategory;
      readonly priority: Priority;
      readonly latched: boolean;
      readonly active: boolean;
      /** True when the broker said this is the state now, not an event now (retained). */
      readonly retained: boolean;
      readonly text: string | null;
      readonly panelTimeUtcMs: number | null;
      readonly simulated: boolean;
      /** How long the cause must last before it is an alarm, and be gone before it is told as gone; absent = 0. */
      readonly onDelaySeconds?: number;
      readonly offDelaySeconds?: number;
    }
  | {
      /** Worth a row in the day log, not an alarm (armed, disarmed, zone open). */
      readonly type: 'event';
      readonly panelId: string;
      readonly source: string;
      readonly event: string;
      readonly text: string | null;
      readonly retained: boolean;
      readonly simulated: boolean;
    }
  | { readonly type: 'availability'; readonly panelId: string; readonly online: boolean; readonly simulated: boolean }
  | { readonly type: 'alive'; readonly panelId: string };

/** One message from the broker with what it means; `signals` empty and `problem` set when it could not be understood. */
export interface PanelMessage {
  /** Identity for deduplication after a reconnect; null for QoS 0 and retained messages. */
  readonly redeliveryKey: string | null;
  /**
   * False: this can't be a redelivery, so its key is to be remembered but not looked up. Message ids come round again,
   * and a sensor says the same words often: looking up every key would one day take a new alarm for an old one. Absent = true.
   */
  readonly mayBeRedelivered?: boolean;
  readonly topic: string;
  /** First 4,096 bytes, for the quarantine row. */
  readonly payloadHead: Uint8Array;
  readonly payloadBytes: number;
  readonly arrivedAtUtcMs: number;
  readonly signals: readonly PanelSignal[];
  readonly problem: string | null;
}

export interface PanelEvents {
  /**
   * Messages in order of arrival. The returned promise resolves when they are on disk: only then are they
   * acknowledged to the broker. A rejection drops the connection, so that the broker delivers them again.
   */
  messages(messages: readonly PanelMessage[]): Promise<void>;
  health(health: DeviceHealth): void;
  /** The link was down (or could not keep up) in this time: events may be missing. */
  gap(gap: { readonly fromUtcMs: number; readonly toUtcMs: number; readonly reason: string }): void;
}

/** All panels behind one broker connection. */
export interface PanelsPort {
  start(events: PanelEvents): void;
  stop(): Promise<void>;
  /** The broker's own health first, then one per panel. */
  health(): readonly DeviceHealth[];
}
