/** Where the keys of secure readers are kept. Implemented in compose; the operating system's key store seals them where there is one. */

export interface ReaderKeys {
  /** Keys of 16 bytes. `pending`: sent or about to be sent to the reader, not yet proven by a handshake. */
  load(readerId: string): Promise<{ readonly current: Uint8Array | null; readonly pending: Uint8Array | null }>;
  /** Durable before it resolves, so that a crash after the reader took the key leaves it known. */
  savePending(readerId: string, key: Uint8Array): Promise<void>;
  /** A handshake with the pending key worked: it is the key now. */
  promotePending(readerId: string): Promise<void>;
  /** The reader never took it. */
  dropPending(readerId: string): Promise<void>;
  /** A key that the reader already has. */
  set(readerId: string, key: Uint8Array): Promise<void>;
}
