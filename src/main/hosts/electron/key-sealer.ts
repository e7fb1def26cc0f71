/** The operating system's key store as Electron offers it. Only where it is one: without a keyring Electron would "seal" with a key that everyone knows. */
import type { Sealer } from '../../compose/reader-keys.ts';

/** The part of Electron's `safeStorage` that is used here. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(box: Buffer): string;
  /** Only on Linux. */
  getSelectedStorageBackend?(): string;
}

/** Ask after Electron is ready; null = this system has no key store. */
export function keySealer(storage: SafeStorage, platform: NodeJS.Platform = process.platform): Sealer | null {
  if (!storage.isEncryptionAvailable()) return null;
  if (platform === 'linux' && ['basic_text', 'unknown'].includes(storage.getSelectedStorageBackend?.() ?? 'unknown')) return null;
  return {
    seal: (bytes) => storage.encryptString(Buffer.from(bytes).toString('base64')),
    open: (box) => Buffer.from(storage.decryptString(Buffer.from(box)), 'base64'),
  };
}
