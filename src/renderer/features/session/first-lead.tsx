/** First start: someone must be the shift lead before anyone can sign in. */
import { type FormEvent, useState } from 'react';
import { callError } from '../../app/call-error.ts';
import { api } from '../../app/client.ts';
import { secretLongEnough } from '../../app/secret-rule.ts';
import { setSession, useSession } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { TextField } from '../../ui/field.tsx';
import { KeyButton } from '../../ui/key-button.tsx';
import { StageCard } from '../../ui/stage-card.tsx';
import classes from './sign-in.module.css';

import { useSecretForm } from './use-secret-form.ts';

export function FirstLead() {
  const { t } = useText();
  const session = useSession();
  const [name, setName] = useState('');
  const [again, setAgain] = useState('');
  const form = useSecretForm();
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return form.setProblem(t('session.firstLead.nameMissing'));
    if (!secretLongEnough(form.secret)) return form.setProblem(t('session.firstLead.tooShort'));
    if (form.secret !== again) return form.setProblem(t('session.firstLead.notSame'));
    setAgain('');
    form.run(async () => setSession((await api.session.createFirstLead({ name: name.trim(), secret: form.secret })).state), callError);
  };
  return (
    <StageCard title={t('session.firstLead.title')} text={t('session.firstLead.text')} place={`${session?.site ?? ''} · ${session?.post ?? ''}`}>
      <form className={classes.form} onSubmit={onSubmit}>
        <TextField label={t('session.firstLead.name')} value={name} onChange={setName} autoFocus autoComplete="username" maxLength={40} />
        <TextField
          label={t('session.firstLead.secret')}
          type="password"
          value={form.secret}
          onChange={form.setSecret}
          autoComplete="new-password"
          maxLength={128}
        />
        <TextField label={t('session.firstLead.again')} type="password" value={again} onChange={setAgain} autoComplete="new-password" maxLength={128} />
        <p className={classes.problem} role="alert">
          {form.problem}
        </p>
        <KeyButton kind="main" submit shownKey="Enter" disabled={form.working} onPress={() => undefined}>
          {t('session.firstLead.go')}
        </KeyButton>
      </form>
    </StageCard>
  );
}
