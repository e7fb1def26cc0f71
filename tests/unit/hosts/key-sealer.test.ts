import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keySealer, type SafeStorage } from '../../../src/main/hosts/electron/key-sealer.ts';

/** Stands in for the operating system's key store, which no test machine has. */
function keyStore(backend: string | null, available = true): SafeStorage {
  const key = randomBytes(32);
  return {
    isEncryptionAvailable: () => available,
    encryptString(text) {
      const iv = randomBytes(16);
      const cipher = createCipheriv('aes-256-cbc', key, iv);
      return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]);
    },
    decryptString(box) {
      const decipher = createDecipheriv('aes-256-cbc', key, box.subarray(0, 16));
      return Buffer.concat([decipher.update(box.subarray(16)), decipher.final()]).toString('utf8');
    },
    ...(backend === null ? {} : { getSelectedStorageBackend: () => backend }),
  };
}

describe('the key store of the operating system', () => {
  it('gives back any bytes that it sealed', () => {
    const sealer = keySealer(keyStore('gnome_libsecret'), 'linux');
    const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
    const box = sealer?.seal(bytes);
    expect(Buffer.from(box ?? []).includes(Buffer.from(bytes))).toBe(false);
    expect(Uint8Array.from(sealer?.open(box ?? new Uint8Array()) ?? [])).toEqual(bytes);
  });

  it.each([
    ['no keyring, where Electron would take a key that everyone knows', keyStore('basic_text'), 'linux'],
    ['a backend that is not known yet', keyStore(null), 'linux'],
    ['no encryption at all', keyStore(null, false), 'win32'],
  ] as const)('is not there with %s', (_, storage, platform) => {
    expect(keySealer(storage, platform)).toBeNull();
  });

  it('is there on Windows and macOS, which name no backend', () => {
    expect(keySealer(keyStore(null), 'win32')).not.toBeNull();
    expect(keySealer(keyStore(null), 'darwin')).not.toBeNull();
  });
});
