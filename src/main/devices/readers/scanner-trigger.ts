/** What the post sends to a scanner so that it reads (serial-readers 3.5, 3.6). Bytes only; who asks for a read is another's business. */
import type { ScannerTrigger } from '../../../shared/model/config.ts';

export interface TriggerBytes {
  readonly on: Uint8Array;
  /** Absent = a read can't be called off. */
  readonly off?: Uint8Array;
}

const known: { readonly [trigger in Exclude<ScannerTrigger, 'none'>]: TriggerBytes } = {
  /** SYN T CR and SYN U CR: Honeywell engines and those that speak like them. */
  honeywell: { on: Uint8Array.of(0x16, 0x54, 0x0d), off: Uint8Array.of(0x16, 0x55, 0x0d) },
  /** Asks for the document that lies there; that it reads by itself is its greeting's business (mrz/decoder). */
  elyctis: { on: Uint8Array.of(0x49, 0x00, 0x00) },
};

/** Null where the scanner reads by itself. */
export function triggerBytes(trigger: ScannerTrigger | undefined): TriggerBytes | null {
  return trigger === undefined || trigger === 'none' ? null : known[trigger];
}
