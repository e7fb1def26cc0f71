/** The readers' keys of a post that runs: what is wrong with a file goes to the technical log, never with what is in it. */
import type { PostConfig } from '../../shared/model/config.ts';
import type { ReaderKeys } from '../core/ports/reader-keys.ts';
import type { Logger } from '../log/index.ts';
import { createReaderKeys, type Sealer } from './reader-keys.ts';

export interface OpenReaderKeysOptions {
  readonly dataDir: string;
  readonly config: PostConfig;
  readonly sealer: Sealer | null;
  readonly log: Logger;
}

/** Says once where the keys lie when no key store seals them. */
export function openReaderKeys({ dataDir, config, sealer, log }: OpenReaderKeysOptions): ReaderKeys {
  const secure = config.readers.some((reader) => reader.osdp?.secure === 'required' && !reader.simulated);
  if (secure && sealer === null)
    log.info('this host has no key store: the keys of readers lie in files that only this user may read', { folder: 'keys/readers' });
  return createReaderKeys({ dataDir, sealer, onProblem: (readerId, problem) => log.warn('the key file of a reader has a problem', { readerId, problem }) });
}
