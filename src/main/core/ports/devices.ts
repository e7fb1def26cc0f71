/** What the services see of readers and panels. Implemented in main/devices. */
import type { AlarmCategory, Priority } from '../../../shared/model/alarms.ts';
import type { CardRead, GateDecision } from '../../../shared/model/cards.ts';
import type { DeviceHealth } from '../../../shared/model/devices.ts';
import type { MrzProblem } from '../../../shared/model/mrz/mrz-problem.ts';
import type { TravelDocument } from '../../../shared/model/travel-documents.ts';

export interface ReaderEvents {
  /** A card, decoded and checked. */
  read(read: CardRead): void;
  /** Health changed in state or cause (not on every byte). */
  health(health: DeviceHealth): void;
  signal(signal: ReaderSignal): void;
}

/** What a reader reports besides cards. */
export type ReaderSignal =
  | { readonly type: 'tamper' | 'power'; readonly readerId: string; readonly active: boolean }
  /** `state`: 0 inactive, 1 active, 2 short, 3 open, 4 fault, 5 unknown. */
  | { readonly type: 'input'; readonly readerId: string; readonly input: number; readonly state: number }
  /** An attempt to speak in clear with a reader that must be secure, or one that came back with the public default key or another than ours. */
  | { readonly type: 'insecure'; readonly readerId: string; readonly attempt: 'plainReply' | 'noSecurity' | 'defaultKey' | 'wrongKey' }
  /** The reader took a new key; told once the handshake with it worked. */
  | { readonly type: 'keyChanged'; readonly readerId: string }
  /** Keys of a PIN pad: `0`-`9`, `*`, `#`, `A`-`D`. Secret: never logged, never in a trace. */
  | { readonly type: 'keys'; readonly readerId: string; readonly keys: string; readonly atMonoMs: number }
  /** An identity document from a scanner. Personal: goes to the seats that may register visitors, and nowhere else. */
  | { readonly type: 'document'; readonly readerId: string; readonly document: TravelDocument; readonly simulated: boolean }
  /** A document was held to the scanner and could not be read; nothing of it is told but which field is to blame. */
  | { readonly type: 'documentUnread'; readonly readerId: string; readonly problem: MrzProblem };

/** Told to the person at the reader besides a decision. */
export type ReaderPrompt = 'wait' | 'pin';

export interface ReaderPort {
  readonly readerId: string;
  start(events: ReaderEvents): void;
  stop(): Promise<void>;
  /** Tells the person at the reader, where the protocol can; at the head of the reader's own queue. Never throws. */
  indicate(decision: GateDecision): void;
  /** Shows "please wait" or asks for the PIN, where the protocol can. Never throws. */
  prompt(prompt: ReaderPrompt): void;
  /** Asks a scanner for a read, or calls that off; only on scanners that can be asked. Never throws; does nothing while the line is down. */
  readonly trigger?: (on: boolean) => void;
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
