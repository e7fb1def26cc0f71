/** The configuration of a post, after checking and with defaults filled in. The file is YAML; see main/config. */
import type { AlarmCategory, Priority } from './alarms.ts';
import type { CardFormat, Direction } from './cards.ts';
import type { ReaderProtocol } from './devices.ts';

/** How a Wiegand-to-RS232 converter writes a card (serial-readers.md 3.3). */
export interface WiegandTextTemplate {
  readonly radix: 'hex' | 'decimal';
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
  readonly readers: readonly ReaderConfig[];
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
  readonly allowed: string | null;
  readonly message: string;
}
