/** Asks for a reason in words: Enter confirms, Esc gives up. */
import { type FormEvent, useState } from 'react';
import { useShortcut } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.ts';
import { KeyButton, TextField } from '../../ui/index.ts';
import classes from './ban-list.module.css';

export interface ReasonFormProps {
  readonly label: string;
  /** Characters, at least. */
  readonly least: number;
  readonly problem: string | null;
  readonly busy: boolean;
  readonly onReason: (reason: string) => void;
  readonly onCancel: () => void;
}

export function ReasonForm({ label, least, problem, busy, onReason, onCancel }: ReasonFormProps) {
  const { t } = useText();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  useShortcut('Escape', onCancel);
  const short = reason.trim().length < least;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!short && !busy) onReason(reason.trim());
  };
  return (
    <form ref={(form) => form?.scrollIntoView({ block: 'nearest' })} className={classes.form} onSubmit={submit}>
      <TextField
        label={label}
        value={reason}
        onChange={setReason}
        maxLength={200}
        autoFocus
        autoComplete="off"
        error={problem ?? (tried && short ? t(least > 1 ? 'visitors.detail.unmaskShort' : 'visitors.reasonMissing') : null)}
      />
      <div className={classes.actions}>
        <KeyButton submit shownKey="Enter" disabled={busy} onPress={() => undefined}>
          {t('visitors.confirm')}
        </KeyButton>
        <KeyButton kind="quiet" shownKey="Escape" onPress={onCancel}>
          {t('visitors.cancel')}
        </KeyButton>
      </div>
    </form>
  );
}
