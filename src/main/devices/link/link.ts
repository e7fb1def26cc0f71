/** A byte link that can be swapped: a serial port, or the near end of a simulated device. Knows no protocol. */
import type { GateDecision } from '../../../shared/model/cards.ts';
import type { DeviceCause } from '../../../shared/model/devices.ts';

export interface LinkEvents {
  /** The device can be spoken to from now on. */
  up(): void;
  /** Bytes as they came; the array is the receiver's to keep. */
  bytes(chunk: Uint8Array, arrivedAtUtcMs: number, arrivedAtMonoMs: number): void;
  /** The device is not there (any more). Told again when the cause changes. `detail` is the raw text of the system. */
  down(cause: DeviceCause, detail: string | null): void;
}

export interface Link {
  /** Starts and keeps trying for ever until `stop`. Once per link. */
  start(events: LinkEvents): void;
  /** Leaves no timer and no handle, and tells nothing more. */
  stop(): Promise<void>;
  /** Sends when up; does nothing when down. Never throws. A device that takes nothing is told as `down('writeFailed')`. */
  write(bytes: Uint8Array): void;
  /** Only simulated links: shows the far end what was decided (real one-way readers have no lamp that we could reach). */
  readonly showDecision?: (decision: GateDecision) => void;
  /** Delivers nothing for this long; the device's own wire waits meanwhile, nothing is lost. For a device that sends without pause. */
  readonly holdBack?: (holdMs: number) => void;
  /** Resolves when the last byte written so far has left for the wire, or can't any more. Never rejects. Absent = at once. */
  readonly drained?: () => Promise<void>;
  /**
   * Changes the speed in bit/s and keeps it over reconnects; bytes that still wait in the port are lost, so wait for `drained` first.
   * A speed that the port refuses is told as `down('openFailed')`, and the link comes back with the speed before. Never rejects.
   */
  readonly setBaudRate?: (baudRate: number) => Promise<void>;
}
