/** Who may sign in, and as what. Adding and changing is for the shift lead; the API checks it. */
import { Input } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import { canUnlock, type Role, roles, type User } from '../../../shared/model/users.ts';
import { api, apiQuery, callError } from '../../app/api.ts';
import { secretLongEnough } from '../../app/secret-rule.ts';
import { useMay, useSession } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { EmptyState, ErrorState, KeyButton, SelectField, TextField } from '../../ui/index.ts';
import classes from './settings.module.css';
import { UnlockPerson } from './unlock-person.tsx';
import { useUserCall } from './use-user-call.ts';

export function PeoplePart() {
  const { t } = useText();
  const users = useQuery(apiQuery.users.list.queryOptions());
  const mayChange = useMay('lead');
  const me = useSession()?.user;
  useListFollows(users.refetch);
  if (users.isError)
    return <ErrorState what={callError(users.error)} action={<KeyButton onPress={() => void users.refetch()}>{t('common.retry')}</KeyButton>} />;
  const all = users.data ?? [];
  const unlockable = all.filter((user) => user.locked && me !== null && me !== undefined && canUnlock(me, user, all));
  return (
    <div className={classes.split}>
      <section className={classes.people} aria-label={t('settings.part.people')}>
        {all.length === 1 ? <EmptyState>{t('settings.people.empty')}</EmptyState> : null}
        {all.map((user) => (
          <Person key={user.name} user={user} mayChange={mayChange} unlock={unlockable.includes(user) ? (unlockable[0] === user ? 'withKey' : 'yes') : 'no'} />
        ))}
      </section>
      {mayChange ? <AddPerson /> : null}
    </div>
  );
}

/** An account that is locked while the list is open shows so: each row about users asks for the list again. */
function useListFollows(refetch: () => unknown): void {
  const newest = useLive((live) => live.log.find((entry) => /^(auth|user)\./.test(entry.row.kind))?.row.seq ?? 0);
  useEffect(() => {
    if (newest > 0) void refetch();
  }, [newest, refetch]);
}

interface PersonProps {
  readonly user: User;
  readonly mayChange: boolean;
  readonly unlock: 'no' | 'yes' | 'withKey';
}

function Person({ user, mayChange, unlock }: PersonProps) {
  const { t } = useText();
  const call = useUserCall();
  const me = useSession()?.user?.name;
  const [asking, setAsking] = useState(false);
  const change = (active: boolean) =>
    void call(api.users.change({ name: user.name, active }), (changed) => t('settings.people.changed', { name: changed.name }));
  return (
    <div className={classes.row}>
      <span className={classes.name}>{user.name}</span>
      {mayChange && user.name !== me ? <RoleOf user={user} /> : <span>{t(`common.role.${user.role}`)}</span>}
      <span className={classes.dim} data-locked={user.locked}>
        {user.locked ? (
          <>
            <span aria-hidden="true">▲ </span>
            {t('settings.people.locked')}
          </>
        ) : (
          t(user.active ? 'settings.people.active' : 'settings.people.inactive')
        )}
      </span>
      <span className={classes.buttons}>
        {unlock === 'no' ? null : <UnlockPerson name={user.name} withKey={unlock === 'withKey'} />}
        {mayChange ? (
          <>
            <KeyButton onPress={() => setAsking(!asking)}>{t('settings.people.newSecret')}</KeyButton>
            <KeyButton onPress={() => change(!user.active)}>{t(user.active ? 'settings.people.deactivate' : 'settings.people.activate')}</KeyButton>
          </>
        ) : null}
      </span>
      {asking ? <NewSecret name={user.name} onDone={() => setAsking(false)} /> : null}
    </div>
  );
}

/** Another role works at once: the post signs the person out where they sit. Nobody changes their own. */
function RoleOf({ user }: { readonly user: User }) {
  const { t } = useText();
  const call = useUserCall();
  const change = (text: string) => {
    const role = roles.find((one) => one === text);
    if (role === undefined || role === user.role) return;
    void call(api.users.change({ name: user.name, role }), (changed) =>
      t('settings.people.roleChanged', { name: changed.name, role: t(`common.role.${changed.role}`) }),
    );
  };
  return (
    <Input
      component="select"
      size="md"
      aria-label={t('settings.people.roleOf', { name: user.name })}
      value={user.role}
      rightSection={<ChevronDown size={20} aria-hidden="true" />}
      rightSectionPointerEvents="none"
      onChange={(event) => change(event.currentTarget.value)}
    >
      {roles.map((role) => (
        <option key={role} value={role}>
          {t(`common.role.${role}`)}
        </option>
      ))}
    </Input>
  );
}

function NewSecret({ name, onDone }: { readonly name: string; readonly onDone: () => void }) {
  const { t } = useText();
  const call = useUserCall();
  const [secret, setSecret] = useState('');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!secretLongEnough(secret)) return;
    void call(api.users.change({ name, secret }), (changed) => t('settings.people.changed', { name: changed.name }));
    onDone();
  };
  const error = secret !== '' && !secretLongEnough(secret) ? t('settings.people.secretHint') : null;
  return (
    <form className={classes.newSecret} onSubmit={onSubmit}>
      <TextField
        label={`${t('settings.people.secret')}: ${name}`}
        type="password"
        value={secret}
        onChange={setSecret}
        error={error}
        autoFocus
        maxLength={128}
        autoComplete="new-password"
      />
      <KeyButton submit shownKey="Enter" disabled={!secretLongEnough(secret)} onPress={() => undefined}>
        {t('settings.people.setSecret')}
      </KeyButton>
    </form>
  );
}

function AddPerson() {
  const { t } = useText();
  const call = useUserCall();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('guard');
  const [secret, setSecret] = useState('');
  const [tried, setTried] = useState(false);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setTried(!secretLongEnough(secret));
    if (!secretLongEnough(secret)) return;
    void call(api.users.add({ name: name.trim(), role, secret }), (user) => {
      setName('');
      return t('settings.people.added', { name: user.name });
    });
    setSecret('');
  };
  return (
    <form className={classes.form} onSubmit={onSubmit}>
      <h2 className={classes.heading}>{t('settings.people.addTitle')}</h2>
      <TextField label={t('settings.people.name')} value={name} onChange={setName} maxLength={40} autoComplete="off" />
      <SelectField
        label={t('settings.people.role')}
        value={role}
        options={roles.map((value) => ({ value, label: t(`common.role.${value}`) }))}
        onChange={setRole}
      />
      <TextField
        label={t('settings.people.secret')}
        hint={t('settings.people.secretHint')}
        error={tried && !secretLongEnough(secret) ? t('settings.people.secretHint') : null}
        type="password"
        value={secret}
        onChange={setSecret}
        maxLength={128}
        autoComplete="new-password"
      />
      <div className={classes.buttons}>
        <KeyButton submit shownKey="Enter" onPress={() => undefined} disabled={name.trim() === '' || secret === ''}>
          {t('settings.people.add')}
        </KeyButton>
      </div>
    </form>
  );
}
