/** The configuration of a post, after checking and with defaults filled in. The file is YAML; see main/config. */
import type { AlarmCategory, Priority } from './alarms.ts';
import type { CardFormat, Direction, WiegandFormat } from './cards.ts';
import type { ReaderProtocol } from './devices.ts';

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

export type MappedWord =
  | 'clear'
  | 'ignore'
  | 'alive'
  | {
      readonly condition: string;
      readonly priority: Priority;
      readonly category: AlarmCategory;
      readonly latched: boolean;
      /** The cause must last this long before it is an alarm; absent = 0. Never for `life` and `holdUp`. */
      readonly onDelaySeconds?: number;
      /** The cause must be gone this long before it is told as gone; absent = 0. Never for `life` and `holdUp`. */
      readonly offDelaySeconds?: number;
    };

interface PanelBase {
  readonly id: string;
  readonly name: string;
  /** Silence longer than this is an alarm; null = not supervised by age. */
  readonly heartbeatSeconds: number | null;
  readonly simulated: boolean;
}
export interface HomeAssistantPanelConfig extends PanelBase {
  readonly dialect: 'home-assistant';
  /** Discovery prefix. */
  readonly discovery: string;
}
export interface MappingPanelConfig extends PanelBase {
  readonly dialect: 'mapping';
  /** Topic filter; the levels matched by `+` name the source. */
  readonly topic: string;
  /** Dotted path into a JSON payload; null = the payload is the word. */
  readonly jsonPath: string | null;
  readonly words: { readonly [word: string]: MappedWord };
  readonly availabilityTopic: string | null;
}
export type PanelConfig = HomeAssistantPanelConfig | MappingPanelConfig;

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
