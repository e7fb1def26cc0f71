/** Health of readers, panels and the broker, as the devices screen shows it. */

/** Readers that only send, each on a line of its own. */
export const oneWayProtocols = ['em4100', 'wiegand-text', 'magstripe', 'line', 'mrz'] as const;
export type OneWayProtocol = (typeof oneWayProtocols)[number];
export const readerProtocols = ['osdp', ...oneWayProtocols] as const;
export type ReaderProtocol = (typeof readerProtocols)[number];

/**
 * online: speaking or ready. connecting: opening, or back-off between tries. offline: was there and is gone, or never came.
 * silent: the link is up but the device has not given a sign of life in its time.
 */
export const deviceStates = ['online', 'connecting', 'offline', 'silent'] as const;
export type DeviceState = (typeof deviceStates)[number];

/** Why a device is down; the catalogue says it in words and what to do. `detail` carries the raw text. */
export const deviceCauses = [
  'notFound',
  'accessDenied',
  'busy',
  'unplugged',
  'openFailed',
  'writeFailed',
  'refusedPassword',
  'notReachable',
  'kickedOff',
  'closedByBroker',
  'silent',
  'bridgeOffline',
  'portTaken',
  'stopped',
  'protocolError',
  /** A reader on a living bus gave no valid reply for 8 s. */
  'noReply',
  /** Nothing at all comes over the line although the port is open. */
  'lineSilent',
  /** A secure channel is required and there is no key for this reader. */
  'keyMissing',
  /** The reader does not have our key. */
  'wrongKey',
  /** The reader still has, or has again, the public default key. */
  'defaultKey',
  /** The reader can't or won't speak securely although it must. */
  'insecureRefused',
  /** The secure session broke off. */
  'sessionLost',
  /** An installer's tool uses the line. */
  'serviced',
] as const;
export type DeviceCause = (typeof deviceCauses)[number];

/** What a reader that answers is like to talk to. Counters since the post was started. */
export interface LineQuality {
  /** The secure channel is in force now. */
  readonly secure: boolean;
  /** What the configuration asks for. */
  readonly secureRequired: boolean;
  /** From the last byte sent to the last byte of the reply; mean of the newest good exchanges. */
  readonly roundTripMs: number | null;
  readonly exchanges: number;
  /** The same bytes sent again because no good reply came. */
  readonly retries: number;
  readonly badChecks: number;
  readonly busy: number;
  readonly naks: number;
  /** What the reader says that it is; null until it has said so. Vendor: IEEE OUI, six hex characters. */
  readonly identity: { readonly vendor: string; readonly model: number; readonly version: number; readonly serial: number; readonly firmware: string } | null;
  /** Why and when it was lost last; stays when it is back. */
  readonly lastLoss: { readonly cause: DeviceCause; readonly detail: string | null; readonly atUtcMs: number } | null;
}

export interface DeviceHealth {
  readonly id: string;
  readonly kind: 'reader' | 'panel' | 'broker';
  readonly name: string;
  /** Protocol or dialect. */
  readonly speaks: string;
  /** Serial path, or broker address without password. */
  readonly address: string;
  readonly state: DeviceState;
  readonly sinceUtcMs: number;
  readonly cause: DeviceCause | null;
  readonly detail: string | null;
  readonly lastSignOfLifeUtcMs: number | null;
  readonly simulated: boolean;
  /** Good frames or messages, and bytes or messages that could not be understood. */
  readonly understood: number;
  readonly discarded: number;
  /** A scanner that the post can ask for a read. */
  readonly canTrigger?: boolean | undefined;
  /** Absent for devices that only send. */
  readonly line?: LineQuality | undefined;
  /** Newest last; at most 32. Text is hex for readers, `topic payload` cut to 200 characters for panels. */
  readonly lastTraffic: readonly { readonly atUtcMs: number; readonly direction: 'in' | 'out'; readonly text: string; readonly understood: boolean }[];
}
