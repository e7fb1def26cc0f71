/**
 * Tells a keyboard-wedge scanner from a person: characters at most 30 ms apart and then Enter are a scan, wherever the focus is.
 * Outside text fields single characters are held that long before they act as shortcuts, so a scan can never acknowledge an alarm.
 */

/** product.md 4.1: scanners type 20–30 ms apart. */
export const scanGapMs = 30;
/** Once a burst is plainly a machine's, a busy computer may hand over its next key this late without cutting the code in two. */
export const scanHiccupMs = 90;
/** A person can hit three keys at once by accident; no code that we read is shorter than four. */
export const scanMinLength = 4;

/** Of an event only its key is looked at; it is kept to act on later. */
interface Key {
  readonly key: string;
}

export interface KeyBurst<K extends Key, Field> {
  /** `field` answers what the focused text field holds before this character; null = no text field. */
  add(event: K, atMs: number, field: () => Field | null, typing: boolean): void;
  isScan(atMs: number): boolean;
  take(): { text: string; field: Field | null };
  flush(): void;
  stop(): void;
}

export function createKeyBurst<K extends Key, Field>(act: (event: K) => void): KeyBurst<K, Field> {
  let keys: { event: K; typing: boolean }[] = [];
  let lastAtMs = 0;
  let field: Field | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const gapMs = () => (keys.length >= scanMinLength ? scanHiccupMs : scanGapMs);
  const reset = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    keys = [];
    field = null;
  };
  const flush = () => {
    const held = keys;
    reset();
    // A long burst without Enter came from a machine: acting on its letters as shortcuts would be a guess.
    if (held.length >= scanMinLength) return;
    for (const key of held) if (!key.typing) act(key.event);
  };
  return {
    add(event, atMs, readField, typing) {
      if (keys.length > 0 && atMs - lastAtMs > gapMs()) flush();
      if (keys.length === 0) field = readField();
      keys.push({ event, typing });
      lastAtMs = atMs;
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(flush, gapMs() + 15);
    },
    isScan: (atMs) => keys.length >= scanMinLength && atMs - lastAtMs <= gapMs(),
    take() {
      const taken = { text: keys.map((key) => key.event.key).join(''), field };
      reset();
      return taken;
    },
    flush,
    stop: reset,
  };
}
