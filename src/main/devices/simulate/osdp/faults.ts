/**
 * What goes wrong on a simulated line or at one of its readers, each thing for itself and as often as asked for.
 * Only decides whether a fault strikes now; doing it is the line's and the reader's business.
 */
import type { SeededRandom } from '../random.ts';

/** Each with what its value means; the others have none. */
export const faultKinds = [
  /** The reply is lost; the reader has done what it was told. */
  'drop',
  /** One bit of the reply is flipped. */
  'corrupt',
  /** The reply comes this many ms late. */
  'late',
  /** BUSY instead of an answer, in clear and with sequence 0. */
  'busy',
  /** NAK with this code instead of doing what is asked. */
  'nak',
  /** An answer in clear inside a secure session. */
  'plain',
  /** The reply comes in pieces, this many ms apart. */
  'split',
  /** Marks (FF) before and after the reply. */
  'marks',
  /** An answer of another address runs ahead of the reply. */
  'stray',
  /** The command comes back to the one who sent it, as two-wire adapters do. */
  'echo',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** `oneIn`: the nth, 2nth … occasion. `chance`: at random, 0 to 1. `times`: the next so many occasions, then never again. */
export type HowOften = 'always' | { readonly oneIn: number } | { readonly chance: number } | { readonly times: number };

interface Fault {
  readonly often: HowOften;
  readonly value: number;
  occasions: number;
}

export class Faults {
  readonly #random: SeededRandom;
  readonly #faults = new Map<FaultKind, Fault>();

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  /** From now on, in place of what was set for this kind. */
  set(kind: FaultKind, often: HowOften, value = 0): void {
    this.#faults.set(kind, { often, value, occasions: 0 });
  }

  /** Ends one kind, or all. */
  clear(kind?: FaultKind): void {
    if (kind === undefined) this.#faults.clear();
    else this.#faults.delete(kind);
  }

  /** An occasion for this fault: its value if it strikes, else null. */
  strike(kind: FaultKind): number | null {
    const fault = this.#faults.get(kind);
    if (fault === undefined) return null;
    fault.occasions += 1;
    return this.#strikes(fault) ? fault.value : null;
  }

  #strikes({ often, occasions }: Fault): boolean {
    if (often === 'always') return true;
    if ('oneIn' in often) return occasions % often.oneIn === 0;
    if ('times' in often) return occasions <= often.times;
    return this.#random.next() < often.chance;
  }
}
