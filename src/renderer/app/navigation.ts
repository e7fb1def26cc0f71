/** Which screen is up. No address bar here: a screen is a word, and a function key brings it. */
import { useEffect, useSyncExternalStore } from 'react';

export const screens = [
  'help',
  'watch',
  'alarms',
  'gate',
  'log',
  'visitors',
  'devices',
  'readerTools',
  'panels',
  'figures',
  'plan',
  'faults',
  'settings',
] as const;
export type Screen = (typeof screens)[number];
/** Fields that a key can jump to: give the element `data-focus-target="box"`. */
export type FocusTarget = 'box' | 'note';

let screen: Screen = 'watch';
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const useScreen = (): Screen => useSyncExternalStore(subscribe, () => screen);

/** Brings up a screen and, if named, puts the focus into its field as soon as that is there. */
export function openScreen(next: Screen, focus?: FocusTarget): void {
  if (next !== screen) {
    screen = next;
    for (const listener of [...listeners]) listener();
  }
  requestAnimationFrame(() => (focus === undefined ? focusList() : focusTarget(focus)));
}

/** The list of the screen, so that arrows work at once; a screen without one gets the focus itself. */
function focusList(): void {
  const element = document.querySelector('main [role="listbox"], main [role="grid"]') ?? document.querySelector('main');
  if (element instanceof HTMLElement) element.focus();
}

/**
 * After a part of a screen has gone with the focus in it, or came after the screen itself: the list that came has it then,
 * or the screen, so that keys go on there.
 */
export function useFocusKept(part: unknown): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another part is what takes the focus along
  useEffect(() => {
    const at = document.activeElement;
    if (at === null || at === document.body || at.matches('main')) focusList();
  }, [part]);
}

export function focusTarget(target: FocusTarget): void {
  const element = document.querySelector(`[data-focus-target="${target}"]`);
  if (!(element instanceof HTMLElement)) return;
  element.focus();
  // Half a note stands there: typing goes on at its end.
  if (element instanceof HTMLTextAreaElement) element.setSelectionRange(element.value.length, element.value.length);
}
