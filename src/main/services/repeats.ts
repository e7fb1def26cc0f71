/** How often a read was folded into its row: live only, for the newest rows. */

export interface Repeats {
  set(seq: number, repeats: number): void;
  of(seq: number): number;
}

const maxRows = 400;

/** No repeats yet. */
export function createRepeats(): Repeats {
  const counts = new Map<number, number>();
  return {
    set(seq, repeats) {
      counts.set(seq, repeats);
      const oldest = counts.keys().next();
      if (counts.size > maxRows && oldest.done !== true) counts.delete(oldest.value);
    },
    of: (seq) => counts.get(seq) ?? 0,
  };
}
