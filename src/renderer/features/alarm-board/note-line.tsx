/** An optional line in a person's own words beside a number-key question. `0` opens it, Enter leaves it for the numbers. */
import type { KeyboardEvent } from 'react';
import { useText } from '../../app/text.ts';
import { KeyButton, TextField } from '../../ui/index.ts';
import classes from './alarm-actions.module.css';

/** As the contract has it. */
const maxLength = 500;

/** `note` null = not opened. */
export function NoteLine({ note, onNote }: { readonly note: string | null; readonly onNote: (note: string) => void }) {
  const { t } = useText();
  if (note === null) {
    return (
      <div className={classes.keys}>
        <KeyButton kind="quiet" shortcut="0" onPress={() => onNote('')}>
          {t('alarms.action.note')}
        </KeyButton>
      </div>
    );
  }
  const leave = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.currentTarget.blur();
  };
  return (
    <div className={classes.note}>
      <TextField
        label={t('alarms.ask.note')}
        hint={t('alarms.ask.noteHint')}
        value={note}
        onChange={onNote}
        onKeyDown={leave}
        autoFocus
        autoComplete="off"
        maxLength={maxLength}
      />
    </div>
  );
}
