/** What the services see of readers and panels. Implemented in main/devices. */
import type { AlarmCategory, Priority } from '../../../shared/model/alarms.ts';
import type { CardRead, GateDecision } from '../../../shared/model/cards.ts';
import type { DeviceHealth } from '../../../shared/model/devices.ts';
import type { MrzProblem } from '../../../shared/model/mrz/mrz-problem.ts';
import type { CommandFailure, PanelCommand, PanelCommandKind, PointKind, TaughtWord } from '../../../shared/model/panels.ts';
import type { Result } from '../../../shared/model/result.ts';
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
      /** Absent = none or not said. */
      readonly partition?: string | null;
      /** The event code or word as it was received. */
      readonly code?: string | null;
      /** The panel never says that it is over (alarm.momentary). */
      readonly momentary?: boolean;
      /** How long the cause must last before it is an alarm, and be gone before it is told as gone; absent = 0. */
      readonly onDelaySeconds?: number;
      readonly offDelaySeconds?: number;
    }
  | {
      /** Worth a row in the day log, not an alarm. Its kind is `panel.<kind>`. */
      readonly type: 'event';
      readonly panelId: string;
      /** opened: disarmed. closed: armed. bypassed: `active` says whether a bypass began or ended. Absent = event. */
      readonly kind?: 'event' | 'opened' | 'closed' | 'bypassed' | 'test';
      readonly source: string;
      readonly event: string;
      readonly text: string | null;
      readonly retained: boolean;
      readonly simulated: boolean;
      readonly partition?: string | null;
      readonly code?: string | null;
      /** Who did it, as the panel names them. */
      readonly user?: string | null;
      readonly active?: boolean;
      readonly panelTimeUtcMs?: number | null;
      /** What tells this event from an equal one of another time (the panel's own time or number); with it the same event is one row, however often it is delivered. */
      readonly identity?: string;
    }
  | {
      /** What a part of the panel is like now. Fields left out stay as they were. */
      readonly type: 'point';
      readonly panelId: string;
      readonly kind: PointKind;
      readonly pointId: string;
      readonly name?: string;
      readonly partition?: string | null;
      readonly state?: string;
      readonly bypassed?: boolean;
      readonly batteryPercent?: number;
      readonly retained: boolean;
      readonly simulated: boolean;
    }
  /** The point is gone for good (its announcement was deleted). */
  | { readonly type: 'pointGone'; readonly panelId: string; readonly kind: PointKind; readonly pointId: string }
  /** A panel's own answer to a command of ours. */
  | {
      readonly type: 'commandResult';
      readonly panelId: string;
      readonly commandId: string;
      readonly result: 'accepted' | 'done' | 'refused';
      readonly detail: string | null;
    }
  /** `retained`: it was so when we connected. */
  | { readonly type: 'availability'; readonly panelId: string; readonly online: boolean; readonly simulated: boolean; readonly retained?: boolean }
  | { readonly type: 'alive'; readonly panelId: string };

/** A panel's own count of its messages, by which lost and repeated ones are known (also over a restart of the post). */
export interface PanelSequence {
  readonly panelId: string;
  /** Changes when the panel begins to count anew; null = it does not say. */
  readonly boot: string | null;
  readonly number: number;
}

/** One message from the broker with what it means; `signals` empty and `problem` set when it could not be understood. */
export interface PanelMessage {
  /** The panel whose topic it is; null = of none. */
  readonly panelId: string | null;
  /** The word or code that nobody has taught us (`problem` says the rest). Absent: nothing that could be taught. */
  readonly unknownWord?: string;
  readonly sequence?: PanelSequence;
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
  /** How many messages the broker has thrown away since it started, because a queue was full (of any client, not only ours). Told often, also unchanged. */
  brokerDropped(total: number): void;
}

/** A command as the panel link gets it: checked, kept, and with the panel's code where there is one. */
export interface PanelCommandRequest extends Pick<PanelCommand, 'commandId' | 'panelId' | 'kind' | 'mode' | 'pointKind' | 'pointId' | 'deadlineUtcMs'> {
  /** The panel's user code. Secret: goes into the payload and nowhere else. */
  readonly code: string | null;
}

/** How it will be known that a command was done. */
export interface CommandProof {
  /** The panel answers with a `commandResult`. */
  readonly result: boolean;
  /** Or this point reaches one of these states, or this bypass. Null: nothing tells; it ends as `accepted`. */
  readonly point: { readonly kind: PointKind; readonly pointId: string; readonly states?: readonly string[]; readonly bypassed?: boolean } | null;
}

/** All panels behind one broker connection (or behind a receiver of our own). */
export interface PanelsPort {
  start(events: PanelEvents): void;
  stop(): Promise<void>;
  /** The broker's own health first, then one per panel. */
  health(): readonly DeviceHealth[];
  /** What can be asked of this panel now (whole panel and points alike); empty for one that only reports. */
  commandsOf(panelId: string): readonly PanelCommandKind[];
  /** Does it need a code that is not there? */
  needsCode(panelId: string, kind: PanelCommandKind): boolean;
  /**
   * Publishes with QoS 1, not retained, and only while connected. Resolves when the broker has taken it.
   * Nothing is kept for later: a command that can't go now has failed (alarms.md 2).
   */
  command(request: PanelCommandRequest): Promise<Result<CommandProof, CommandFailure>>;
  /** Meanings that the site has given; replaces what was taught before. Goes before the dialect's own words from the next message on. */
  teach(words: readonly TaughtWord[]): void;
}

/** Codes of panels and keys of receivers, sealed as readers' keys are. Never told to a seat. */
export interface PanelSecrets {
  /** The user code for commands. */
  code(panelId: string): string | null;
  /** AES key of an account at the DC-09 receiver, 16, 24 or 32 bytes; `*` = of all accounts without their own. */
  receiverKey(panelId: string, account: string): Uint8Array | null;
}
