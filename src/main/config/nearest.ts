/** Which allowed word did the person most likely mean? */

/** The nearest of `words`, or null when none is near (more than a third of its letters differ, or all that was typed does). */
export function nearest(typed: string, words: readonly string[]): string | null {
  const ranked = words.map((word) => ({ word, distance: editDistance(typed.toLowerCase(), word.toLowerCase()) })).sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance < typed.length && best.distance <= Math.max(2, Math.floor(best.word.length / 3)) ? best.word : null;
}

/** Levenshtein distance; input cut to 60 characters. */
function editDistance(a: string, b: string): number {
  const [from, to] = [a.slice(0, 60), b.slice(0, 60)];
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
