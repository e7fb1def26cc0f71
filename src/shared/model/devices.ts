/** Health of readers, panels and the broker, as the devices screen shows it. */

export const readerProtocols = ['em4100', 'wiegand-text', 'line'] as const;
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
] as const;
export type DeviceCause = (typeof deviceCauses)[number];

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
  /** Newest last; at most 32. Text is hex for readers, `topic payload` cut to 200 characters for panels. */
  readonly lastTraffic: readonly { readonly atUtcMs: number; readonly direction: 'in' | 'out'; readonly text: string; readonly understood: boolean }[];
}
