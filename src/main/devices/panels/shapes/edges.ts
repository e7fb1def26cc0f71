/**
 * What was said last of each thing, so that a row in the day log comes of a change and not of a repetition: bridges send
 * their whole cache again every few hours and after each reconnect, and retained messages come with each subscription.
 */

/** A flood of invented names must not fill the memory. */
const maxThings = 20_000;

export class Edges {
  readonly #last = new Map<string, string>();

  last(thing: string): string | undefined {
    return this.#last.get(thing);
  }

  /** Is this another word than the last one? A first word is news only when it was said just now. */
  isNews(thing: string, word: string, retained: boolean): boolean {
    const last = this.#last.get(thing);
    if (last !== undefined || this.#last.size < maxThings) this.#last.set(thing, word);
    return last === undefined ? !retained : last !== word;
  }
}
