/**
 * A document scanner types its two or three lines with Enter behind each. They are put together here and go on as one scan, with
 * line ends within. Anything else goes on at once: a badge must not wait for what may follow it. It checks no digits of a document.
 */

/** Machine-readable zones (ICAO 9303): characters of a line → lines. */
const linesOf: ReadonlyMap<number, number> = new Map([
  [30, 3],
  [36, 2],
  [44, 2],
]);
/** Kind of document, then its second letter or a filler: how the first line begins. */
const firstLine = /^[ACIPV][A-Z<][A-Z0-9<]*$/;
const anyLine = /^[A-Z0-9<]+$/;
/** Longer than a scanner takes between two lines, shorter than a person notices. */
export const nextLineMs = 300;

export interface ScanLines {
  add(line: string, atMs: number): void;
  /** What waits for its next line will not get it. */
  forget(): void;
}

/** `deliver` is called once for each scan, with the time of its last line. */
export function createScanLines(deliver: (text: string, atMs: number) => void): ScanLines {
  let held: string[] = [];
  let lastAtMs = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const forget = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    held = [];
  };
  const goOn = () => {
    const text = held.join('\n');
    forget();
    if (text !== '') deliver(text, lastAtMs);
  };
  const continues = (line: string) => line.length === held[0]?.length && anyLine.test(line);
  return {
    add(line, atMs) {
      if (!continues(line)) goOn();
      lastAtMs = atMs;
      const wanted = linesOf.get(line.length);
      if (wanted === undefined || (held.length === 0 && !firstLine.test(line))) return deliver(line, atMs);
      held.push(line);
      if (held.length === wanted) return goOn();
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(goOn, nextLineMs);
    },
    forget,
  };
}
