/** Signing in: a name and a PIN. In the demo everyone is listed and one number key is enough. */
import { type FormEvent, useState } from 'react';
import type { SessionState } from '../../../shared/contract/index.ts';
import { callError } from '../../app/call-error.ts';
import { api } from '../../app/client.ts';
import { setSession } from '../../app/session-state.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.ts';
import { TextField } from '../../ui/field.tsx';
import { KeyButton, KeyCap } from '../../ui/key-button.tsx';
import { StageCard } from '../../ui/stage-card.tsx';
import classes from './sign-in.module.css';

import { useSecretForm } from './use-secret-form.ts';

export function SignIn({ session }: { readonly session: SessionState }) {
  const { t } = useText();
  const [name, setName] = useState('');
  const form = useSecretForm();
  const signIn = (as: string, secret: string) => form.run(async () => setSession((await api.session.signIn({ name: as, secret })).state), callError);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '' && form.secret !== '') signIn(name.trim(), form.secret);
  };
  return (
    <StageCard title={t('session.signIn.title')} place={`${session.site} · ${session.post}`} wide={session.demo} simulated={session.demo}>
      <div className={classes.columns} data-demo={session.demo}>
        {session.demo ? <DemoUsers users={session.demoUsers} onPick={signIn} disabled={form.working} /> : null}
        <form className={classes.form} onSubmit={onSubmit}>
          <TextField label={t('session.signIn.name')} value={name} onChange={setName} autoFocus={!session.demo} autoComplete="username" maxLength={40} />
          <TextField
            label={t('session.signIn.secret')}
            type="password"
            value={form.secret}
            onChange={form.setSecret}
            autoComplete="current-password"
            maxLength={128}
          />
          <p className={classes.problem} role="alert">
            {form.problem}
          </p>
          <KeyButton kind="main" submit shownKey="Enter" disabled={form.working} onPress={() => undefined}>
            {t(form.working ? 'session.signIn.working' : 'session.signIn.go')}
          </KeyButton>
        </form>
      </div>
    </StageCard>
  );
}

interface DemoUsersProps {
  readonly users: SessionState['demoUsers'];
  readonly onPick: (name: string, pin: string) => void;
  readonly disabled: boolean;
}

function DemoUsers({ users, onPick, disabled }: DemoUsersProps) {
  const { t } = useText();
  return (
    <section className={classes.demo} aria-label={t('session.signIn.demoTitle')}>
      <h2 className={classes.demoTitle}>{t('session.signIn.demoTitle')}</h2>
      <p className={classes.demoHint}>{t('session.signIn.demoHint')}</p>
      {users.slice(0, 9).map((user, i) => (
        <DemoUser key={user.name} user={user} number={String(i + 1)} onPick={() => onPick(user.name, user.pin)} disabled={disabled} />
      ))}
    </section>
  );
}

function DemoUser({
  user,
  number,
  onPick,
  disabled,
}: {
  readonly user: SessionState['demoUsers'][number];
  readonly number: string;
  readonly onPick: () => void;
  readonly disabled: boolean;
}) {
  const { t } = useText();
  useShortcut(number, onPick, { enabled: !disabled });
  return (
    <button type="button" className={classes.user} onClick={onPick} disabled={disabled} aria-keyshortcuts={number}>
      <KeyCap>{number}</KeyCap>
      <span className={classes.userName}>{user.name}</span>
      <span className={classes.userRole}>{t(`common.role.${user.role}`)}</span>
      <span className={classes.userPin}>{t('session.signIn.pin', { pin: user.pin })}</span>
    </button>
  );
}
