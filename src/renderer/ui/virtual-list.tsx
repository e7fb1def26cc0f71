/**
 * A list of 40 px rows, newest on top, virtual from the start. The keyboard cursor (frame) is not the selection (fill).
 * It stays put while someone reads: newer rows wait behind "14 new ↑".
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { useText } from '../app/text.ts';
import { heldRows, movedCursor } from './held-rows.ts';
import classes from './virtual-list.module.css';

export interface VirtualListProps<T> {
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  readonly render: (row: T, at: { readonly cursor: boolean; readonly selected: boolean }) => ReactNode;
  /** For screen readers: what list is this. */
  readonly label: string;
  readonly selectedKey: string | null;
  /** Enter or click on a row; null = Esc. */
  readonly onSelect: (key: string | null) => void;
  readonly onCursor?: (key: string | null) => void;
  readonly empty: ReactNode;
  /** Pixels; 40 unless told. */
  readonly rowHeight?: number;
  /** Called near the end: load older rows. */
  readonly onNearEnd?: () => void;
  /** Hold the rows while one is selected or scrolled (default); false for lists that are not live. */
  readonly holds?: boolean;
  /** Rows are held, or no longer: for a list whose oldest rows go while newer ones come. */
  readonly onHold?: (held: boolean) => void;
}

export function VirtualList<T>(props: VirtualListProps<T>) {
  const { rows: all, keyOf, rowHeight = 40, selectedKey, onSelect, onNearEnd, holds = true } = props;
  const { t } = useText();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [heldTop, setHeldTop] = useState<string | null>(null);
  const [cursorKey, setCursorKey] = useState<string | null>(null);
  const { rows, newer } = heldRows(all, heldTop, keyOf);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 8 });
  const items = virtual.getVirtualItems();
  const cursorAt = rows.findIndex((row) => keyOf(row) === cursorKey);

  const held = heldTop !== null;
  const tellHold = useEffectEvent((now: boolean) => props.onHold?.(now));
  useEffect(() => tellHold(held), [held]);
  const hold = () => {
    const top = rows[0];
    if (holds && heldTop === null && top !== undefined) setHeldTop(keyOf(top));
  };
  const release = () => {
    setHeldTop(null);
    virtual.scrollToOffset(0);
  };
  /** Between press and release nothing moves, or the click would fall on another row. */
  const pressed = useRef(false);
  const selectedNow = useRef(selectedKey);
  const press = () => {
    pressed.current = true;
    hold();
    const letGo = () => {
      pressed.current = false;
      if (selectedNow.current === null && (box.current?.scrollTop ?? 0) < rowHeight) setHeldTop(null);
    };
    // After the click, which comes after the release and may select a row.
    for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, () => setTimeout(letGo), { once: true });
  };
  useEffect(() => {
    selectedNow.current = selectedKey;
    if (selectedKey !== null || pressed.current) hold();
    // Asked last: where the list is scrolled to can only be told once everything is laid out.
    else if (held && newer === 0 && (box.current?.scrollTop ?? 0) < rowHeight) setHeldTop(null);
  });
  const lastIndex = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && lastIndex >= rows.length - 10) onNearEnd?.();
  }, [lastIndex, rows.length, onNearEnd]);

  const moveTo = (at: number) => {
    const row = rows[at];
    if (row === undefined) return;
    setCursorKey(keyOf(row));
    props.onCursor?.(keyOf(row));
    virtual.scrollToIndex(at);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && selectedKey !== null) {
      event.stopPropagation();
      return onSelect(null);
    }
    if (event.key === 'Home' && newer > 0) release();
    if (event.key === 'Enter' && cursorKey !== null) return onSelect(cursorKey);
    if (event.ctrlKey || event.altKey) return;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
    const at = movedCursor(event.key, cursorAt, rows.length, page);
    if (at === null) return;
    event.preventDefault();
    moveTo(at);
  };
  // Without rows it is no list: nothing to choose, nothing for the focus.
  if (rows.length === 0) {
    return (
      <div className={classes.frame}>
        <div className={classes.scroller}>{props.empty}</div>
      </div>
    );
  }
  return (
    <div className={classes.frame}>
      {newer > 0 ? (
        <button type="button" className={classes.newer} onClick={release}>
          {t('common.newRows', { count: newer })} ↑
        </button>
      ) : null}
      <div
        ref={box}
        className={classes.scroller}
        role="listbox"
        tabIndex={0}
        aria-label={props.label}
        // Only what is drawn can be named.
        aria-activedescendant={items.some(({ index }) => index === cursorAt) ? `${id}-${cursorKey}` : undefined}
        onPointerDown={press}
        onKeyDown={onKeyDown}
        onFocus={() =>
          // A press brings its own row; jumping to the first one now would pull it away from under the pointer.
          !pressed.current &&
          cursorAt < 0 &&
          moveTo(
            Math.max(
              0,
              rows.findIndex((row) => keyOf(row) === selectedKey),
            ),
          )
        }
        onScroll={(event) => {
          if (event.currentTarget.scrollTop >= rowHeight) hold();
          else if (selectedKey === null && newer === 0) setHeldTop(null);
        }}
      >
        <div className={classes.sheet} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const key = keyOf(row);
            return (
              // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the list has the focus, its active descendant is the cursor
              <div
                key={key}
                id={`${id}-${key}`}
                role="option"
                aria-selected={key === selectedKey}
                aria-setsize={rows.length}
                aria-posinset={item.index + 1}
                className={classes.row}
                data-cursor={key === cursorKey}
                style={{ height: rowHeight, transform: `translateY(${item.start}px)` }}
                onClick={() => {
                  setCursorKey(key);
                  props.onCursor?.(key);
                  onSelect(key);
                }}
              >
                {props.render(row, { cursor: key === cursorKey, selected: key === selectedKey })}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
