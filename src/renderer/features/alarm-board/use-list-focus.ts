/** The list has the focus when the screen opens and whenever an arrow key is pressed outside it. */
import { type RefObject, useEffect, useRef } from 'react';
import { useShortcut } from '../../app/shortcuts.ts';

/** Put the ref on what holds the list; `part` says which list it is. */
export function useListFocus(part: unknown): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement>(null);
  const focus = () => {
    const list = frame.current?.querySelector('[role="listbox"]');
    if (!(list instanceof HTMLElement) || document.activeElement === list) return false;
    list.focus();
    return true;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a newly shown list takes the focus too
  useEffect(() => void focus(), [part]);
  useShortcut('ArrowDown', focus);
  useShortcut('ArrowUp', focus);
  return frame;
}
