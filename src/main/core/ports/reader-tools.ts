/** An installer's tools on readers that answer (OSDP). Implemented in devices; the services check who may and write the rows. */

import type { FoundReader, InstallStep, ReaderAbout, ToolProblem, TraceLine } from '../../../shared/model/reader-tools.ts';
import type { Result } from '../../../shared/model/result.ts';

/** How a caller calls something off: an `AbortSignal` is one (this room knows no platform). */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
}

export interface ReaderTools {
  /** What is known of a reader: identity, capabilities, key, line. */
  about(readerId: string): Result<ReaderAbout, ToolProblem>;
  /**
   * Opens the install window: default key, random key (stored as pending before it is sent), KEYSET, fresh handshake.
   * Ends by itself after `windowSeconds`.
   */
  install(readerId: string, windowSeconds: number, onStep: (step: InstallStep) => void, signal: StopSignal): Promise<Result<void, ToolProblem>>;
  /** Gives a reader another address and speed; the port follows. The configuration file is the caller's business. */
  changeAddress(
    readerId: string,
    to: { readonly address: number; readonly baudRate: number },
  ): Promise<Result<{ address: number; baudRate: number }, ToolProblem>>;
  /** File transfer (clause 6.26 and Annex C). */
  sendFile(
    readerId: string,
    file: { readonly type: number; readonly bytes: Uint8Array },
    onProgress: (sentBytes: number, totalBytes: number) => void,
    signal: StopSignal,
  ): Promise<Result<void, ToolProblem>>;
  /** Frames of a bus as they pass, decoded; keys, PINs and card numbers are masked unless `unmasked`. Answers its disposer. */
  trace(busId: string, onLine: (line: TraceLine) => void, options?: { readonly unmasked?: boolean }): Result<() => void, ToolProblem>;
  /** Looks for readers over speeds and addresses. A bus of ours on that path is paused meanwhile. `found`: told once, as soon as it is known. */
  discover(
    options: { readonly path: string; readonly baudRates: readonly number[]; readonly addresses: readonly number[] },
    onProgress: (progress: {
      readonly done: number;
      readonly total: number;
      readonly baudRate: number;
      readonly address: number;
      readonly found?: FoundReader;
    }) => void,
    signal: StopSignal,
  ): Promise<Result<FoundReader[], ToolProblem>>;
  /** The keys of a reader changed in the key store: take them up. */
  keysChanged(readerId: string): Promise<void>;
}
