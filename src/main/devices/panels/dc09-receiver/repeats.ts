/**
 * Which frames may be ones that we have kept already: a dialler repeats what it got no ACK for within minutes.
 * Sequence numbers come round again after 9,999, and a frame without a time may then be equal to an old one: looking
 * every key up for ever would one day take a new alarm for an old one.
 */
const repeatMs = 600_000;
const mostKeys = 5000;

export class Repeats {
  readonly #startMonoMs: number;
  /** When each key was heard last, oldest first. */
  readonly #heard = new Map<string, number>();

  constructor(nowMonoMs: number) {
    this.#startMonoMs = nowMonoMs;
  }

  /** To be asked once per frame, in order of arrival. `isTimed`: the frame names its own time, so equal ones are the same one. */
  mayBe(key: string, isTimed: boolean, nowMonoMs: number): boolean {
    const last = this.#heard.get(key);
    this.#heard.delete(key);
    this.#heard.set(key, nowMonoMs);
    const [oldest] = this.#heard.keys();
    if (this.#heard.size > mostKeys && oldest !== undefined) this.#heard.delete(oldest);
    // After a restart the repeat may be of a frame that was kept before it.
    const isYoung = nowMonoMs - this.#startMonoMs < repeatMs;
    return isTimed || isYoung || (last !== undefined && nowMonoMs - last < repeatMs);
  }
}
