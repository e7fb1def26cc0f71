/** Joining journal rows that came on different ways (live, older pages, search). Pure. */
import type { Entry } from '../../shared/contract/schemas.ts';

/** Newest first, no row twice; where both have a row, `fresh` wins (it knows later amendments and repeats). */
export function mergeRows(fresh: readonly Entry[], known: readonly Entry[]): readonly Entry[] {
  if (known.length === 0) return fresh;
  if (fresh.length === 0) return known;
  const merged: Entry[] = [];
  let a = 0;
  let b = 0;
  while (a < fresh.length || b < known.length) {
    const left = fresh[a];
    const right = known[b];
    if (left !== undefined && (right === undefined || left.row.seq >= right.row.seq)) {
      merged.push(left);
      a += 1;
      if (right?.row.seq === left.row.seq) b += 1;
    } else if (right !== undefined) {
      merged.push(right);
      b += 1;
    }
  }
  return merged;
}

/** Are there rows between the newest one that was known and these (newest first)? After a flood, or away for long, they begin anew. */
export function isTornOff(rows: readonly Entry[], newestKnownSeq: number): boolean {
  const oldest = rows.at(-1)?.row.seq ?? 0;
  return newestKnownSeq > 0 && oldest > newestKnownSeq + 1;
}
