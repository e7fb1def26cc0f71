/** A button with its key on it. With `shortcut` the key works too, so what is shown is what works. */
import type { ReactNode } from 'react';
import { useShortcut } from '../app/shortcuts.ts';
import classes from './key-button.module.css';

export interface KeyButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  /** The key, shown and registered: `A`, `F2`, `Ctrl+K`, `Enter`. */
  readonly shortcut?: string;
  /** A key that is shown but handled elsewhere (Enter in a form). */
  readonly shownKey?: string;
  /** main: 76 px, for the one thing to do next. quiet: no frame until needed. danger: red. */
  readonly kind?: 'plain' | 'main' | 'quiet' | 'danger';
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly submit?: boolean;
  readonly icon?: ReactNode;
}

export function KeyButton({ children, onPress, shortcut, shownKey, kind = 'plain', disabled = false, pressed, submit = false, icon }: KeyButtonProps) {
  useShortcut(shortcut ?? 'none', onPress, { enabled: shortcut !== undefined && !disabled });
  const key = shortcut ?? shownKey;
  return (
    <button
      type={submit ? 'submit' : 'button'}
      className={classes.button}
      data-kind={kind}
      disabled={disabled}
      aria-pressed={pressed}
      aria-keyshortcuts={key}
      onClick={submit ? undefined : onPress}
    >
      {icon}
      <span className={classes.words}>{children}</span>
      {key === undefined ? null : <KeyCap>{key}</KeyCap>}
    </button>
  );
}

const shown: { readonly [key: string]: string } = { Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓', ' ': 'Space', Enter: '↵' };

/** A key as it is drawn on the keyboard. */
export function KeyCap({ children }: { readonly children: string }) {
  return <kbd className={classes.cap}>{shown[children] ?? (children.length === 1 ? children.toUpperCase() : children)}</kbd>;
}
