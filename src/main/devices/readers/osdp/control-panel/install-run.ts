/**
 * One open install window of one reader: how far the new key has come. The session asks it what is due and tells it what happened.
 * It must not give the key to anyone but the handshake and KEYSET.
 */
import { fail, ok, type Result } from '../result.ts';
import type { InstallProblem, InstallStage, LossCause } from './words.ts';

interface InstallRunOptions {
  readonly newKey: Uint8Array;
  readonly onStage: (stage: InstallStage) => void;
  /** Asks for the new key to be stored as pending; `stored` is called with what came of it. */
  readonly store: () => void;
  readonly finish: (result: Result<void, InstallProblem>) => void;
}

/** A reader that took the key and says it didn't, or the other way round, is not asked for ever. */
const mostSends = 3;

export class InstallRun {
  readonly newKey: Uint8Array;
  readonly #options: InstallRunOptions;
  /** `waiting` for a channel, `storing` the key, `stored`: it may be sent, `sent`: the reader should have it. */
  #state: 'waiting' | 'storing' | 'stored' | 'sent' | 'over' = 'waiting';
  #isStored = false;
  #sends = 0;
  #finding: InstallProblem = 'windowClosed';

  constructor(options: InstallRunOptions) {
    this.newKey = options.newKey;
    this.#options = options;
  }

  open(): void {
    this.#options.onStage('windowOpen');
  }

  get isWaiting(): boolean {
    return this.#state === 'waiting';
  }

  get isOver(): boolean {
    return this.#state === 'over';
  }

  get isStoring(): boolean {
    return this.#state === 'storing';
  }

  get maySend(): boolean {
    return this.#state === 'stored';
  }

  /** A channel is there; the reader does not speak with the new key yet. */
  channelOpen(byDefaultKey: boolean): void {
    if (this.#state === 'storing' || this.#state === 'over') return;
    if (byDefaultKey && this.#sends === 0) this.#options.onStage('defaultHandshake');
    if (this.#sends >= mostSends) this.end('refused');
    else if (this.#isStored) this.#state = 'stored';
    else {
      this.#state = 'storing';
      this.#options.store();
    }
  }

  stored(isStored: boolean): void {
    if (this.#state !== 'storing') return;
    if (!isStored) {
      this.end('keyNotStored');
      return;
    }
    this.#isStored = true;
    this.#state = 'stored';
    this.#options.onStage('keyStored');
  }

  sending(): void {
    this.#sends += 1;
    if (this.#sends === 1) this.#options.onStage('keySent');
  }

  /** It said so, or it may have taken the key without our hearing of it: the handshake with the new key tells. */
  taken(): void {
    this.#state = 'sent';
  }

  /** Why it does not come about so far: what is said when the window closes. */
  found(cause: LossCause): void {
    if (cause === 'wrongKey' || cause === 'defaultKey') this.#finding = 'wrongKey';
    if (cause === 'insecureRefused') this.#finding = 'noSecurity';
  }

  done(): void {
    if (this.#state === 'over') return;
    this.#state = 'over';
    this.#options.onStage('newHandshake');
    this.#options.finish(ok(undefined));
  }

  /** Over without success. Without a problem: the window closes. */
  end(problem: InstallProblem = this.#finding): void {
    if (this.#state === 'over') return;
    this.#state = 'over';
    this.#options.finish(fail(problem));
  }
}
