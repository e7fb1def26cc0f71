/** What is told of one reader: on-line or not and why, and attempts to speak in clear. Each change once. */
import type { LossCause, PanelEvent, ReaderStatus } from './words.ts';

type Attempt = Extract<PanelEvent, { type: 'insecure' }>['attempt'];

/** An attempt of the same kind is told again after this. */
const attemptEveryMs = 60_000;
export class ReaderStanding {
  readonly #readerId: string;
  readonly #tell: (event: PanelEvent) => void;
  #told: { readonly online: boolean; readonly secure: boolean } | null = null;
  #lastLoss: ReaderStatus['lastLoss'] = null;
  readonly #attemptsAtMs = new Map<Attempt, number>();

  constructor(readerId: string, tell: (event: PanelEvent) => void) {
    this.#readerId = readerId;
    this.#tell = tell;
  }

  get online(): boolean {
    return this.#told?.online ?? false;
  }

  get lastLoss(): ReaderStatus['lastLoss'] {
    return this.#lastLoss;
  }

  up(secure: boolean): void {
    if (this.#told?.online && this.#told.secure === secure) return;
    this.#told = { online: true, secure };
    this.#tell({ type: 'online', readerId: this.#readerId, secure });
  }

  down(cause: LossCause, atMs: number): void {
    if (this.#told?.online === false && !saysMore(cause, this.#lastLoss?.cause)) return;
    this.#told = { online: false, secure: false };
    this.#lastLoss = { cause, atMs };
    this.#tell({ type: 'offline', readerId: this.#readerId, cause });
  }

  attempted(attempt: Attempt, nowMs: number): void {
    const lastAtMs = this.#attemptsAtMs.get(attempt);
    if (lastAtMs !== undefined && nowMs - lastAtMs < attemptEveryMs) return;
    this.#attemptsAtMs.set(attempt, nowMs);
    this.#tell({ type: 'insecure', readerId: this.#readerId, attempt });
  }
}

/** Of a reader that is off-line already: whether this is news. */
function saysMore(cause: LossCause, told: LossCause | undefined): boolean {
  return cause !== told && cause !== 'sessionLost' && !(cause === 'noReply' && told === 'lineSilent');
}
