/** The configuration of a post, after checking and with defaults filled in. The file is YAML; see main/config. */
import type { AlarmCategory, Priority } from './alarms.ts';
import type { CardFormat, Direction, WiegandFormat } from './cards.ts';
import type { ReaderProtocol } from './devices.ts';
import type { MappedWord } from './mapped-word.ts';
import type { ArmMode, PanelCommandKind, PanelDialectName } from './panels.ts';
import type { Procedure } from './procedures.ts';

/** How a Wiegand-to-RS232 converter writes a card (serial-readers.md 3.3). */
export interface WiegandTextTemplate {
  readonly radix: 'hex' | 'decimal';
  /** Only where the facility is written otherwise than the number. */
  readonly facilityRadix?: 'hex' | 'decimal';
  /** Characters that hold the facility, then the number. 0 = no facility. */
  readonly facilityDigits: number;
  readonly numberDigits: number;
  readonly prefix: string;
  readonly suffix: string;
  readonly format: CardFormat;
  /** `joined`: one decimal number holds facility and number, number in the low `numberBits`. */
  readonly layout: 'separate' | 'joined';
  readonly numberBits: number;
  /** End of record after this much silence; 0 = only the suffix ends a record. */
  readonly idleGapMs: number;
}

/** What an input contact of a reader means when it changes (0 inactive, 1 active; a line fault is always tamper). */
export interface ReaderInputMeaning {
  readonly input: number;
  readonly name: string | null;
  readonly condition: string;
  readonly category: AlarmCategory;
  readonly priority: Priority;
  /** The contact is closed in the good state. */
  readonly normallyActive: boolean;
}

export const secureLevels = ['required', 'off'] as const;
export type SecureLevel = (typeof secureLevels)[number];

/** A reader on an OSDP bus; one entry of `devices` in the file. */
export interface OsdpReaderConfig {
  /** The bus is one serial line; its readers share path and speed. */
  readonly busId: string;
  /** 0 to 126. */
  readonly address: number;
  /** `required` never falls back to clear. */
  readonly secure: SecureLevel;
  readonly pollMs: number;
  readonly pin: 'required' | 'off';
  readonly inputs: readonly ReaderInputMeaning[];
}

/** How a scanner frames what it sends (serial-readers.md 3.4 to 3.6). `auto` takes any of them. */
export const scannerFramings = ['auto', 'lines', 'elyctis', 'json'] as const;
export type ScannerFraming = (typeof scannerFramings)[number];
/** How the post asks a scanner for a read. */
export const scannerTriggers = ['none', 'honeywell', 'elyctis'] as const;
export type ScannerTrigger = (typeof scannerTriggers)[number];
export const parities = ['none', 'even', 'odd'] as const;
export type Parity = (typeof parities)[number];

export interface ReaderConfig {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly baudRate: number;
  readonly protocol: ReaderProtocol;
  readonly direction: Direction | null;
  readonly area: string | null;
  /** Seconds in which the same card again folds into the row before. */
  readonly repeatSeconds: number;
  readonly passBack: boolean;
  /** When reads are usual here; a granted or denied read outside of it is an alarm. Absent or empty = no schedule. */
  readonly openHours?: readonly OpenHours[];
  readonly template: WiegandTextTemplate | null;
  readonly simulated: boolean;
  /** Only and always with protocol `osdp`. */
  readonly osdp?: OsdpReaderConfig;
  /** Line settings other than 8N1. */
  readonly parity?: Parity;
  readonly dataBits?: 7 | 8;
  /** For `line`, `magstripe` and `mrz`. */
  readonly framing?: ScannerFraming;
  readonly trigger?: ScannerTrigger;
}

export const lampColours = ['off', 'red', 'green', 'amber', 'blue', 'magenta', 'cyan', 'white'] as const;
export type LampColourName = (typeof lampColours)[number];

/** What a reader does to tell one thing; what it has no part for is left out. */
export interface VoiceSign {
  readonly lamp: LampColourName;
  readonly blinks: boolean;
  /** How long lamp and text stay. */
  readonly seconds: number;
  readonly beeps: number;
  /** null = no relay moves. */
  readonly relay: { readonly output: number; readonly seconds: number } | null;
  /** Printable ASCII, at most 32; null = the display is left alone. */
  readonly text: string | null;
}

/** The reader's voice, the same for all readers of a site. */
export interface ReaderVoice {
  readonly granted: VoiceSign;
  readonly denied: VoiceSign;
  /** A PIN is asked for, or the decision is on its way. */
  readonly wait: VoiceSign;
  readonly install: VoiceSign;
}

/** Hours in which something is usual: `days` 1 Monday to 7 Sunday, times as minutes since local midnight; an end before the beginning lasts into the next day. */
export interface OpenHours {
  readonly days: readonly number[];
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** One account of a panel that reports by account numbers (Contact ID, SIA). */
export interface PanelAccount {
  /** As it is transmitted, in capitals; leading zeros count. */
  readonly account: string;
  readonly name: string | null;
  /** Hours without a test report after which that is an alarm; null = the panel's. */
  readonly testHours: number | null;
}

interface PanelBase {
  readonly id: string;
  readonly name: string;
  /** Silence longer than this is an alarm; null = not supervised by age. */
  readonly heartbeatSeconds: number | null;
  /** The same for each zone of it; absent = zones are not supervised by age. */
  readonly zoneHeartbeatSeconds?: number;
  /** Hours without a test report after which that is an alarm; absent = none is expected. */
  readonly testHours?: number;
  /** When opening (disarming) is usual; outside of it, it is an alarm. Absent or empty = no schedule. */
  readonly openHours?: readonly OpenHours[];
  /** Absent or empty = all accounts are taken. */
  readonly accounts?: readonly PanelAccount[];
  /** Seconds until a command that the panel has not confirmed counts as failed; absent = 15. */
  readonly commandSeconds?: number;
  readonly simulated: boolean;
}
export interface HomeAssistantPanelConfig extends PanelBase {
  readonly dialect: 'home-assistant';
  /** Discovery prefix. */
  readonly base: string;
}
/** Dialects whose topics are known; they differ in their prefix alone. */
export interface TopicPanelConfig extends PanelBase {
  readonly dialect: Exclude<PanelDialectName, 'home-assistant' | 'mapping' | 'sia'>;
  readonly base: string;
}
export interface SiaPanelConfig extends PanelBase {
  readonly dialect: 'sia';
  /** Topic filter on which a gateway publishes; null = diallers reach the receiver only. */
  readonly topic: string | null;
  /** Our own DC-09 receiver (TCP); null = none. Its keys are no part of the file (see PanelSecrets). */
  readonly receiver: { readonly host: string; readonly port: number } | null;
}
export interface MappingPanelConfig extends PanelBase {
  readonly dialect: 'mapping';
  /** Topic filter; the levels matched by `+` name the source. */
  readonly topic: string;
  /** Dotted path into a JSON payload; null = the payload is the word. */
  readonly jsonPath: string | null;
  readonly words: { readonly [word: string]: MappedWord };
  readonly availabilityTopic: string | null;
  /** Topic of commands (`{point}` stands for the point) and the words to send; absent = it takes none. */
  readonly commands?: {
    readonly topic: string;
    readonly words: { readonly [command in PanelCommandKind | `arm.${ArmMode}`]?: string };
  };
}
export type PanelConfig = HomeAssistantPanelConfig | TopicPanelConfig | SiaPanelConfig | MappingPanelConfig;

export interface MqttConfig {
  readonly url: string;
  readonly username: string | null;
  readonly password: string | null;
  readonly clientId: string | null;
  /** File with the certificate authority for mqtts. */
  readonly caFile: string | null;
}

/** A panel's or gateway's account on the embedded broker, and the topics it may use. */
export interface BrokerUser {
  readonly username: string;
  readonly password: string;
  readonly topics: readonly string[];
}

export interface BrokerConfig {
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  readonly users: readonly BrokerUser[];
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
}

export interface PostConfig {
  readonly post: { readonly site: string; readonly name: string };
  /** One entry per reader; the readers of an OSDP bus stand here one by one. */
  readonly readers: readonly ReaderConfig[];
  readonly voice: ReaderVoice;
  /** Which Wiegand formats this site's cards have, tried in this order; the first whose parity holds names the card. */
  readonly cardFormats: readonly WiegandFormat[];
  /** null = the embedded broker. */
  readonly mqtt: MqttConfig | null;
  readonly broker: BrokerConfig;
  readonly panels: readonly PanelConfig[];
  /** File beside the configuration with the site's own procedures; absent = none. */
  readonly proceduresFile?: string;
  /** What was read from it; they go before the shipped ones. */
  readonly procedures?: readonly Procedure[];
  readonly session: { readonly idleMinutes: number; readonly maxHours: number };
  readonly visitors: { readonly stayHours: number; readonly badges: number };
}

/** What is wrong with a configuration file, as a seat sees it. */
export interface ConfigProblemView {
  /** From 1; null where no line is to blame. */
  readonly line: number | null;
  /** Empty for the file as a whole. */
  readonly key: string;
  readonly code: string;
  /** English, for scripts; screens say it by `right`. */
  readonly allowed: string | null;
  /** What would be right, as a key of the catalogue (`config.right`) and its values; absent where there is nothing to choose. */
  readonly right?: { readonly code: string; readonly values: { readonly [name: string]: string | number } } | undefined;
  readonly message: string;
}
