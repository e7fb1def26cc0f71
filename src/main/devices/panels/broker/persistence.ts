/**
 * What the broker keeps on disk. aedes looks for an old will when a client signs in and does not expect that look to
 * fail: its error would go unheard and end the whole process. Here it is told, and the client comes in.
 */
import AsyncLevelPersistence from 'aedes-persistence-level/asyncPersistence.js';
import type { BrokerDatabase } from './database.ts';

export class WatchedPersistence extends AsyncLevelPersistence {
  readonly #tell: (detail: string) => void;

  /** `tell` hears, in words, what the disk did not do. */
  constructor(db: BrokerDatabase, tell: (detail: string) => void) {
    super(db);
    this.#tell = tell;
  }

  /** The will of a client that was here before; undefined where there is none, or none that can be read. */
  override async delWill(client: { readonly id: string }): Promise<object | undefined> {
    try {
      return await super.delWill(client);
    } catch (error) {
      this.#tell(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }
}
