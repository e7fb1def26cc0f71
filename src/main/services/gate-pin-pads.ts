/**
 * Keys typed at the readers, while somebody is asked for a PIN there; keys that nobody asked for are forgotten at once.
 * The digits live here until the PIN ends, then with the caller; nothing here is logged or told.
 */

/** Calls back once after `afterMs`; answers how to call it off. */
export type After = (afterMs: number, call: () => void) => () => void;

export interface PinPads {
  /** Waits for the PIN at a reader; null when none came in time or the wait was ended. A wait that is on there ends. */
  wait(readerId: string): Promise<string | null>;
  /** `0`-`9` count, `#` ends, `*` begins anew; others are ignored. */
  keys(readerId: string, keys: string): void;
  end(readerId: string): void;
  /** Ends all waits, and each one that is asked for from now on. */
  stop(): void;
}

/** A PIN of this many digits needs no `#`. */
const maxDigits = 8;
const waitMs = 15_000;

interface Wait {
  digits: string;
  readonly finish: (pin: string | null) => void;
}

/** No reader waits. */
export function createPinPads(after: After): PinPads {
  const waits = new Map<string, Wait>();
  let stopped = false;

  function wait(readerId: string): Promise<string | null> {
    waits.get(readerId)?.finish(null);
    if (stopped) return Promise.resolve(null);
    return new Promise((resolve) => {
      const callOff = after(waitMs, () => mine.finish(null));
      const mine: Wait = {
        digits: '',
        finish(pin) {
          callOff();
          mine.digits = '';
          if (waits.get(readerId) === mine) waits.delete(readerId);
          resolve(pin);
        },
      };
      waits.set(readerId, mine);
    });
  }

  function key(readerId: string, one: string): void {
    const current = waits.get(readerId);
    if (current === undefined) return;
    if (one === '*') current.digits = '';
    if (/^[0-9]$/.test(one)) current.digits += one;
    const isComplete = current.digits.length === maxDigits || (one === '#' && current.digits !== '');
    if (isComplete) current.finish(current.digits);
  }

  return {
    wait,
    keys(readerId, keys) {
      for (const one of keys) key(readerId, one);
    },
    end: (readerId) => waits.get(readerId)?.finish(null),
    stop() {
      stopped = true;
      for (const current of [...waits.values()]) current.finish(null);
    },
  };
}
