/** Unlocking a seat: the PIN of whoever is signed in, or someone else signs in. */
import type { FormEvent } from 'react';
import { callError } from '../../app/call-error.ts';
import { api } from '../../app/client.ts';
import { refreshSession, setSession, useSession } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { TextField } from '../../ui/field.tsx';
import { KeyButton } from '../../ui/key-button.tsx';
import { StageCard } from '../../ui/stage-card.tsx';
import classes from './sign-in.module.css';

import { useSecretForm } from './use-secret-form.ts';

export function Unlock() {
  const { t } = useText();
  const session = useSession();
  const form = useSecretForm();
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (form.secret !== '') form.run(async () => setSession(await api.session.unlock({ secret: form.secret })), callError);
  };
  const someoneElse = () => form.run(async () => void (await api.session.signOut().then(refreshSession)), callError);
  return (
    <StageCard title={t('session.locked.title')} text={t('session.locked.who', { name: session?.user?.name ?? '' })}>
      <form className={classes.form} onSubmit={onSubmit}>
        <input type="text" autoComplete="username" value={session?.user?.name ?? ''} hidden readOnly />
        <TextField
          label={t('session.signIn.secret')}
          type="password"
          value={form.secret}
          onChange={form.setSecret}
          autoFocus
          autoComplete="current-password"
          maxLength={128}
        />
        <p className={classes.problem} role="alert">
          {form.problem}
        </p>
        <KeyButton kind="main" submit shownKey="Enter" disabled={form.working} onPress={() => undefined}>
          {t('session.locked.go')}
        </KeyButton>
        <KeyButton kind="quiet" disabled={form.working} onPress={someoneElse}>
          {t('session.locked.other')}
        </KeyButton>
      </form>
    </StageCard>
  );
}
