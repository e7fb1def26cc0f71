/** The second pair of eyes, by their own secret. Enter confirms, Esc takes it back. It must not know what is being confirmed. */
import { type FormEvent, useState } from 'react';
import { useShortcut } from '../app/shortcuts.ts';
import { useText } from '../app/text.ts';
import { TextField } from './field.tsx';
import { KeyButton } from './key-button.tsx';
import classes from './second-person.module.css';

export interface SecondPersonValues {
  readonly name: string;
  readonly secret: string;
}

export interface SecondPersonProps {
  /** What they confirm, for screen readers. */
  readonly label: string;
  readonly action: string;
  readonly onGive: (second: SecondPersonValues) => void;
  readonly onCancel: () => void;
  readonly busy?: boolean;
}

export function SecondPerson({ label, action, onGive, onCancel, busy = false }: SecondPersonProps) {
  const { t } = useText();
  const [name, setName] = useState('');
  const [secret, setSecret] = useState('');
  useShortcut('Escape', onCancel);
  const ready = name.trim() !== '' && secret !== '' && !busy;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) onGive({ name: name.trim(), secret });
  };
  return (
    <form className={classes.form} onSubmit={submit} aria-label={label}>
      <TextField label={t('alarms.ask.second')} hint={t('alarms.ask.secondHint')} value={name} onChange={setName} autoFocus autoComplete="off" maxLength={40} />
      <TextField label={t('alarms.ask.secondSecret')} type="password" value={secret} onChange={setSecret} autoComplete="off" maxLength={128} />
      <div className={classes.buttons}>
        <KeyButton submit shownKey="Enter" disabled={!ready} onPress={() => undefined}>
          {action}
        </KeyButton>
        <KeyButton kind="quiet" shownKey="Escape" onPress={onCancel}>
          {t('common.cancel')}
        </KeyButton>
      </div>
    </form>
  );
}
