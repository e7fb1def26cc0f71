/** The PIN of a card, for readers that ask for one: set or taken away, never shown. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Credential, cardText } from '../../../shared/model/cards.ts';
import { api, callError } from '../../app/api.ts';
import { useText } from '../../app/text.ts';
import { KeyButton, TextField, toast } from '../../ui/index.ts';
import classes from './settings.module.css';

const isPin = (text: string): boolean => /^[0-9]{4,8}$/.test(text);

export function CardPinForm({ card, onDone }: { readonly card: Credential; readonly onDone: () => void }) {
  const { t } = useText();
  const [pin, setPin] = useState('');
  const [tried, setTried] = useState(false);
  const change = useMutation({
    mutationFn: (next: string | null) => {
      const { format, facility, number } = card;
      return api.gate.setPin({ card: { format, facility, number }, pin: next });
    },
    onSuccess: (_done, next) => {
      toast('done', t(next === null ? 'gate.pin.removed' : 'gate.pin.saved', { card: cardText(card) }));
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isPin(pin) && !change.isPending) change.mutate(pin);
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextField
        label={t('gate.pin.label', { card: cardText(card) })}
        type="password"
        inputMode="numeric"
        autoComplete="off"
        autoFocus
        maxLength={8}
        value={pin}
        error={tried && !isPin(pin) ? t('gate.pin.wrong') : null}
        onChange={setPin}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onDone();
        }}
      />
      {change.isError ? (
        <p className={classes.problem} role="alert">
          {callError(change.error)}
        </p>
      ) : null}
      <div className={classes.buttons}>
        <KeyButton submit shownKey="Enter" disabled={change.isPending} onPress={() => undefined}>
          {t('gate.pin.save')}
        </KeyButton>
        <KeyButton disabled={change.isPending} onPress={() => change.mutate(null)}>
          {t('gate.pin.remove')}
        </KeyButton>
      </div>
    </form>
  );
}
