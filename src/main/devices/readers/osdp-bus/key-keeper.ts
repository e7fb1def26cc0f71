/**
 * Takes the keys of a bus from the key store to its control panel, and what became of a pending one back.
 * Holds no key itself; a key store that fails is logged and counts as no key, never as permission to speak in clear.
 */
import type { ReaderAbout } from '../../../../shared/model/reader-tools.ts';
import type { ReaderKeys } from '../../../core/ports/reader-keys.ts';
import type { ControlPanel } from '../osdp/control-panel/words.ts';

export class KeyKeeper {
  readonly #store: ReaderKeys;
  readonly #panel: Pick<ControlPanel, 'setKeys'>;
  readonly #logBug: (where: string, error: unknown) => void;
  readonly #known = new Map<string, ReaderAbout['key']>();
  /** What is on its way to the key store, one after the other. */
  #work: Promise<void> = Promise.resolve();

  constructor(store: ReaderKeys, panel: Pick<ControlPanel, 'setKeys'>, logBug: (where: string, error: unknown) => void) {
    this.#store = store;
    this.#panel = panel;
    this.#logBug = logBug;
  }

  of(readerId: string): ReaderAbout['key'] {
    return this.#known.get(readerId) ?? 'none';
  }

  /** Reads the key store anew and tells the control panel. */
  load(readerId: string): Promise<void> {
    return this.#inTurn(readerId, async () => {
      const keys = await this.#store.load(readerId);
      this.#known.set(readerId, keys.pending !== null ? 'pending' : keys.current !== null ? 'stored' : 'none');
      this.#panel.setKeys(readerId, keys);
    });
  }

  /** True once the key lies in the store, so that a crash after the reader took it leaves it known. */
  async savePending(readerId: string, key: Uint8Array): Promise<boolean> {
    let saved = false;
    await this.#inTurn(readerId, async () => {
      await this.#store.savePending(readerId, key);
      this.#known.set(readerId, 'pending');
      saved = true;
    });
    return saved;
  }

  /** A handshake showed whether the reader took the pending key. `changed` is called when the new key is the key in the store. */
  pendingKey(readerId: string, proven: boolean, changed: () => void): void {
    void this.#inTurn(readerId, async () => {
      await (proven ? this.#store.promotePending(readerId) : this.#store.dropPending(readerId));
      const keys = await this.#store.load(readerId);
      this.#known.set(readerId, keys.current === null ? 'none' : 'stored');
      this.#panel.setKeys(readerId, keys);
      if (proven) changed();
    });
  }

  /** Resolves when nothing is on its way to the key store. */
  settled(): Promise<void> {
    return this.#work;
  }

  #inTurn(readerId: string, work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(work).catch((error: unknown) => this.#logBug(`keys of reader ${readerId}`, error));
    return this.#work;
  }
}
