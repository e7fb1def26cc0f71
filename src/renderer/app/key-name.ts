/** Names of keys, so that what a component asks for and what the keyboard sends meet. Pure. */

export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** `Ctrl+K`, `F2`, `a`, `Escape`, `ArrowDown`: the name under which an event is looked up. */
export function keyOfEvent(event: PressedKey): string {
  const base = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const modifier = event.ctrlKey || event.metaKey ? 'Ctrl+' : event.altKey ? 'Alt+' : '';
  const shift = event.shiftKey && (base.length > 1 || modifier !== '') ? 'Shift+' : '';
  return `${modifier}${shift}${base}`;
}

/** A key as components write it (`Esc`, `Ctrl+K`, `A`) under the same name. */
export function keyName(key: string): string {
  const at = key === '+' ? 0 : key.lastIndexOf('+') + 1;
  const base = key.slice(at);
  return `${key.slice(0, at)}${base.length === 1 ? base.toLowerCase() : base === 'Esc' ? 'Escape' : base}`;
}

/**
 * What to look for, first the most telling: a letter with Shift may have a key of its own (`Shift+S`), else it is the
 * letter. (Signs need Shift on some keyboards, so there it says nothing.)
 */
export function keysOfEvent(event: PressedKey): readonly string[] {
  const key = keyOfEvent(event);
  return event.shiftKey && /^\p{L}$/u.test(key) ? [`Shift+${key}`, key] : [key];
}
