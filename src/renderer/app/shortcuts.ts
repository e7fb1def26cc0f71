/**
 * One dispatcher for every key of the console. A key shown on a button is registered here, so what is shown is what works.
 * It must never act on letters or digits while someone types, and never on the characters of a scanner (see key-burst.ts).
 */
import { useEffect, useRef } from 'react';
import { createKeyBurst, type KeyBurst } from './key-burst.ts';
import { keyName, keysOfEvent } from './key-name.ts';
import { deliverScan, scansWanted } from './scan.ts';
import { createScanPrefix, type ScanPrefix } from './scan-prefix.ts';
import { type FieldMemory, isTextInput, readField, restoreField } from './text-input.ts';

/** `false` = not mine, ask the one registered before me. */
export type ShortcutHandler = (event: KeyboardEvent) => unknown;
interface Registration {
  readonly key: string;
  readonly run: ShortcutHandler;
}

const registrations: Registration[] = [];

/** Newest first, so what opened last answers first. Answers whether someone took it. */
function dispatch(event: KeyboardEvent): boolean {
  for (const name of keysOfEvent(event)) {
    for (const registration of registrations.toReversed()) {
      if (registration.key !== name) continue;
      if (registration.run(event) === false) continue;
      event.preventDefault();
      return true;
    }
  }
  return false;
}

const worksWhileTyping = (event: KeyboardEvent): boolean =>
  /^F\d+$/.test(event.key) || event.key === 'Escape' || ((event.ctrlKey || event.metaKey) && !event.altKey);
/** With AltGr some systems tell Ctrl and Alt as well; the character is what counts. */
const isPlainCharacter = (event: KeyboardEvent): boolean =>
  event.key.length === 1 && ((!event.ctrlKey && !event.metaKey && !event.altKey) || event.getModifierState('AltGraph'));
/** Keys with which a scanner makes its capitals; they say nothing about who types. */
const isModifier = (event: KeyboardEvent): boolean => /^(Shift|AltGraph|CapsLock|NumLock)$/.test(event.key);
const pressesItself = (event: KeyboardEvent): boolean =>
  (event.key === 'Enter' || event.key === ' ') && event.target instanceof Element && event.target.closest('button, a[href], summary, select') !== null;

function onKeyDown(event: KeyboardEvent, burst: KeyBurst<KeyboardEvent, FieldMemory>, prefix: ScanPrefix<KeyboardEvent>): void {
  if (event.isComposing) return;
  if (scansWanted() && prefix.takes(event)) {
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  const typing = isTextInput(event.target);
  if (isPlainCharacter(event)) {
    burst.add(event, event.timeStamp, () => readField(event.target), typing);
    if (!typing && !pressesItself(event) && registrations.some((r) => keysOfEvent(event).includes(r.key))) event.preventDefault();
    return;
  }
  if (event.key === 'Enter' && scansWanted() && burst.isScan(event.timeStamp)) {
    event.preventDefault();
    event.stopPropagation();
    const { text, field } = burst.take();
    if (field !== null) restoreField(field);
    deliverScan(text, event.timeStamp);
    return;
  }
  if (!isModifier(event)) burst.flush();
  if (typing && !worksWhileTyping(event)) return;
  if (pressesItself(event)) return;
  const taken = dispatch(event);
  // Esc leaves a field, so that the letter keys on the buttons work again; what was typed stays.
  if (!taken && typing && event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur();
}

/** Starts the dispatcher on this window; the answer stops it. */
export function startShortcuts(target: Window): () => void {
  const burst = createKeyBurst<KeyboardEvent, FieldMemory>((event) => {
    if (!pressesItself(event)) dispatch(event);
  });
  const prefix = createScanPrefix<KeyboardEvent>(deliverScan, dispatch);
  const listener = (event: KeyboardEvent) => onKeyDown(event, burst, prefix);
  target.addEventListener('keydown', listener, { capture: true });
  return () => {
    target.removeEventListener('keydown', listener, { capture: true });
    burst.stop();
    prefix.stop();
  };
}

/** Registers a handler by hand; the answer takes it away. */
export function registerShortcut(key: string, run: ShortcutHandler): () => void {
  const registration = { key: keyName(key), run };
  registrations.push(registration);
  return () => {
    const at = registrations.indexOf(registration);
    if (at >= 0) registrations.splice(at, 1);
  };
}

/**
 * `useShortcut('F2', openWatch)`, `useShortcut('A', acknowledge, { enabled: selected !== null })`.
 * Letters and digits do nothing while a text field has the focus; function keys, Ctrl and Esc always work.
 */
export function useShortcut(key: string, handler: ShortcutHandler, options: { enabled?: boolean } = {}): void {
  const enabled = options.enabled ?? true;
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => (enabled ? registerShortcut(key, (event) => latest.current(event)) : undefined), [key, enabled]);
}
