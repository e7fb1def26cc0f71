/**
 * The keys of secure readers, one file each in `keys/readers` of the data folder, for this user alone.
 * Where the host has a key store of the operating system, it seals what is in them. No key ever leaves in an error or a log line.
 */
import { ok, type Result } from '../../shared/model/result.ts';
import type { ReaderKeys } from '../core/ports/reader-keys.ts';
import { emptyKeys, formatKeyFile, type KeyFileProblem, keyBytes, parseKeyFile, type StoredKeys } from './reader-key-file.ts';
import { type Sealer, secretFolder } from './sealed-file.ts';

export type { Sealer } from './sealed-file.ts';

export interface ReaderKeysOptions {
  readonly dataDir: string;
  /** null = this host has no key store: the files are as safe as the user's account. */
  readonly sealer: Sealer | null;
  /** A file that can't be used; told once for each reader and problem. */
  readonly onProblem: (readerId: string, problem: KeyFileProblem | 'notSealed') => void;
}

/** Keys over the files; a reader whose file can't be used has none. Saving rejects with what the disk or the key store says. */
export function createReaderKeys({ dataDir, sealer, onProblem }: ReaderKeysOptions): ReaderKeys {
  const folder = secretFolder(dataDir, 'readers');
  const told = new Set<string>();
  const tell = (readerId: string, problem: KeyFileProblem | 'notSealed'): void => {
    const key = `${readerId} ${problem}`;
    if (!told.has(key)) onProblem(readerId, problem);
    told.add(key);
  };

  function read(readerId: string): Result<StoredKeys & { readonly sealed: boolean }, KeyFileProblem> {
    const text = folder.read(readerId);
    if (text === null) return ok({ ...emptyKeys, sealed: sealer !== null });
    return text.ok ? parseKeyFile(text.value, readerId, sealer) : text;
  }

  const write = (readerId: string, keys: StoredKeys): void => folder.write(readerId, formatKeyFile(readerId, keys, sealer));

  /** What is there, to change a part of it. Keys that only another host can open must not be lost by that. */
  function readToChange(readerId: string): StoredKeys {
    const found = read(readerId);
    if (found.ok) return { current: found.value.current, pending: found.value.pending };
    if (found.error === 'sealedElsewhere') throw new Error(`the key file of ${readerId} was sealed by another program or user`);
    tell(readerId, found.error);
    return emptyKeys;
  }

  return {
    async load(readerId) {
      const found = read(readerId);
      if (!found.ok) {
        tell(readerId, found.error);
        return emptyKeys;
      }
      const { current, pending, sealed } = found.value;
      if (!sealed && sealer !== null) sealNow(readerId, { current, pending });
      return { current, pending };
    },
    savePending: async (readerId, key) => write(readerId, { ...readToChange(readerId), pending: keyBytes(key) }),
    async promotePending(readerId) {
      const { pending } = readToChange(readerId);
      if (pending !== null) write(readerId, { current: pending, pending: null });
    },
    async dropPending(readerId) {
      const { current, pending } = readToChange(readerId);
      if (pending !== null) write(readerId, { current, pending: null });
    },
    set: async (readerId, key) => write(readerId, { current: keyBytes(key), pending: null }),
  };

  /** A file that a command wrote. It can be used as it is when that fails. */
  function sealNow(readerId: string, keys: StoredKeys): void {
    try {
      write(readerId, keys);
    } catch {
      tell(readerId, 'notSealed');
    }
  }
}
