/**
 * Scanners that can't type fast (over radio, through remote desktops) are set to send STX before each code. A keyboard has STX as
 * Ctrl+B, which also steps the brightness: alone it is a person's, with a character close behind it is a scanner's.
 * From then on nothing reaches a field or a shortcut until Enter. Knows no window; the dispatcher hands it keys.
 */

/** A person's next key after Ctrl+B comes later than this. */
export const firstCharacterMs = 150;
/** The slowest scanner; after this the code is torn, and is dropped unless its ETX came. */
export const nextCharacterMs = 500;

export interface PrefixKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly timeStamp: number;
}

export interface ScanPrefix<K extends PrefixKey> {
  /** Answers whether the key is part of a scan; then it must do nothing else. */
  takes(event: K): boolean;
  stop(): void;
}

const withCtrl = (event: PrefixKey, letter: string): boolean => event.ctrlKey && !event.altKey && !event.metaKey && event.key.toLowerCase() === letter;
/** Keys that a scanner holds down for a character, or to set the keyboard right. */
const isModifier = (key: string): boolean => /^(Shift|Control|Alt|AltGraph|Meta|CapsLock|NumLock)$/.test(key);

/** `alone`: Ctrl+B was a person's after all. */
export function createScanPrefix<K extends PrefixKey>(deliver: (text: string, atMs: number) => void, alone: (event: K) => void): ScanPrefix<K> {
  let begun: K | null = null;
  let text = '';
  let closed = false;
  let lastAtMs = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const stop = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    begun = null;
    text = '';
    closed = false;
  };
  const end = (whole: boolean) => {
    const [first, code] = [begun, text];
    stop();
    if (code !== '' && whole) deliver(code, lastAtMs);
    if (code === '' && first !== null) alone(first);
  };
  const wait = (ms: number) => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => end(closed), ms);
  };
  const goesOn = (event: K): boolean => {
    if (isModifier(event.key)) return true;
    if (event.key === 'Enter' && text !== '') end(true);
    else if (withCtrl(event, 'c') && text !== '') closed = true;
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      text += event.key;
      wait(nextCharacterMs);
    } else return false;
    lastAtMs = event.timeStamp;
    return true;
  };
  return {
    takes(event) {
      if (begun !== null) {
        if (goesOn(event)) return true;
        end(false);
      }
      if (!withCtrl(event, 'b')) return false;
      begun = event;
      lastAtMs = event.timeStamp;
      wait(firstCharacterMs);
      return true;
    },
    stop,
  };
}
