/** The nine purposes on the number keys; while a text field has the focus digits are text. */
import { useEffect } from 'react';
import { type VisitPurpose, visitPurposes } from '../../../shared/model/visits.ts';
import { registerShortcut } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.ts';
import { KeyCap } from '../../ui/index.ts';
import classes from './purpose-picker.module.css';

export interface PurposePickerProps {
  readonly picked: VisitPurpose | null;
  readonly error: string | null;
  readonly onPick: (purpose: VisitPurpose) => void;
}

export function PurposePicker({ picked, error, onPick }: PurposePickerProps) {
  const { t } = useText();
  useEffect(() => {
    const undo = visitPurposes.map((purpose, i) => registerShortcut(String(i + 1), () => onPick(purpose)));
    return () => {
      for (const each of undo) each();
    };
  }, [onPick]);
  return (
    <fieldset className={classes.picker} onFocus={(event) => event.currentTarget.scrollIntoView({ block: 'nearest' })}>
      <legend className={classes.label}>
        {t('visitors.form.purpose')}
        {error === null ? null : (
          <span className={classes.error} role="alert">
            {' '}
            {error}
          </span>
        )}
      </legend>
      <div className={classes.grid}>
        {visitPurposes.map((purpose, i) => (
          <button
            key={purpose}
            type="button"
            className={classes.option}
            // Enter on the group takes what is picked already, else the first one gets the focus and waits for a digit.
            data-field={purpose === (picked ?? visitPurposes[0]) ? 'purpose' : undefined}
            tabIndex={purpose === (picked ?? visitPurposes[0]) ? 0 : -1}
            aria-pressed={purpose === picked}
            aria-keyshortcuts={String(i + 1)}
            onClick={() => onPick(purpose)}
          >
            <KeyCap>{String(i + 1)}</KeyCap>
            <span>{t(`visitors.purpose.${purpose}`)}</span>
          </button>
        ))}
      </div>
    </fieldset>
  );
}
