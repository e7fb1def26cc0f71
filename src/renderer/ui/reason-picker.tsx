/** Short lists are picked by number key, 1 to 9; the pointer does the same. Esc gives up. */
import { useEffect } from 'react';
import { registerShortcut, useShortcut } from '../app/shortcuts.ts';
import { useText } from '../app/text.ts';
import { KeyCap } from './key-button.tsx';
import classes from './reason-picker.module.css';

export interface ReasonPickerProps<V extends string> {
  readonly label: string;
  /** At most nine. */
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly onPick: (value: V) => void;
  readonly onCancel?: () => void;
  readonly picked?: V | null;
  readonly enabled?: boolean;
  /** Key of the first option; 0 for scales that begin there. */
  readonly firstNumber?: 0 | 1;
}

export function ReasonPicker<V extends string>({ label, options, onPick, onCancel, picked = null, enabled = true, firstNumber = 1 }: ReasonPickerProps<V>) {
  const { t } = useText();
  useEffect(() => {
    if (!enabled) return undefined;
    const undo = options.slice(0, 9).map((option, i) => registerShortcut(String(i + firstNumber), () => onPick(option.value)));
    return () => {
      for (const each of undo) each();
    };
  }, [enabled, options, onPick, firstNumber]);
  useShortcut('Escape', () => onCancel?.(), { enabled: enabled && onCancel !== undefined });
  return (
    <fieldset className={classes.picker} disabled={!enabled}>
      <legend className={classes.label}>{label}</legend>
      <div className={classes.options}>
        {options.slice(0, 9).map((option, i) => (
          <button
            key={option.value}
            type="button"
            className={classes.option}
            aria-pressed={option.value === picked}
            aria-keyshortcuts={String(i + firstNumber)}
            onClick={() => onPick(option.value)}
          >
            <KeyCap>{String(i + firstNumber)}</KeyCap>
            <span>{option.label}</span>
          </button>
        ))}
        {onCancel === undefined ? null : (
          <button type="button" className={classes.option} aria-keyshortcuts="Escape" onClick={onCancel}>
            <KeyCap>Escape</KeyCap>
            <span>{t('common.cancel')}</span>
          </button>
        )}
      </div>
    </fieldset>
  );
}
