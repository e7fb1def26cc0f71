/**
 * A sorted list whose members have keys, and many changes to it at once: what stays keeps its place, what changed is put
 * in by order. One pass, however many changes there are; nothing is sorted but the changes. Pure.
 */

/** By key: what it is now, or null for gone. */
export type Changes<T> = ReadonlyMap<string, T | null>;

export interface Keyed<T> {
  readonly keyOf: (item: T) => string;
  readonly compare: (a: T, b: T) => number;
}

/** The sorted list after the changes. */
export function withChanges<T>(list: readonly T[], changes: Changes<T>, { keyOf, compare }: Keyed<T>): readonly T[] {
  if (changes.size === 0) return list;
  const kept = list.filter((item) => !changes.has(keyOf(item)));
  const changed = [...changes.values()].filter((item) => item !== null).sort(compare);
  const merged: T[] = [];
  let from = 0;
  for (const item of changed) {
    const to = placeOf(item, kept, from, compare);
    for (; from < to; from += 1) merged.push(kept[from] as T);
    merged.push(item);
  }
  for (; from < kept.length; from += 1) merged.push(kept[from] as T);
  return merged;
}

/** Before which member of the sorted list it belongs, looked for from `from` on: few comparisons, for the list is long and the changes are few. */
function placeOf<T>(item: T, list: readonly T[], from: number, compare: (a: T, b: T) => number): number {
  let [low, high] = [from, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(list[middle] as T, item) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The same for a map. */
export function mapWithChanges<T>(map: ReadonlyMap<string, T>, changes: Changes<T>): ReadonlyMap<string, T> {
  if (changes.size === 0) return map;
  const changed = new Map(map);
  for (const [key, item] of changes) {
    if (item === null) changed.delete(key);
    else changed.set(key, item);
  }
  return changed;
}
