/** Gives an unknown card to someone: a known holder picked by name, or a new one. Enter saves. */

import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type CardNumber, cardText, type Holder } from '../../../shared/model/cards.ts';
import { api, apiQuery, callError } from '../../app/api.ts';
import { useNow } from '../../app/now.ts';
import { useText } from '../../app/text.ts';
import { KeyButton, TextField, toast } from '../../ui/index.ts';
import { parseDay } from '../../ui/parse-day.ts';
import classes from './register-card.module.css';

interface Form {
  readonly name: string;
  readonly department: string;
  readonly until: string;
  /** A known holder was picked; typing another name undoes that. */
  readonly holder: Holder | null;
}

export function RegisterCard({ card, onDone }: { readonly card: CardNumber; readonly onDone: (name: string) => void }) {
  const { t } = useText();
  const now = useNow();
  const [form, setForm] = useState<Form>({ name: '', department: '', until: '', holder: null });
  const [tried, setTried] = useState(false);
  const until = parseDay(form.until, now);
  const save = useMutation({
    mutationFn: (validUntilUtcMs: number | null) =>
      api.gate.registerCard({ card, holderId: form.holder?.holderId ?? null, name: form.name.trim(), department: form.department.trim(), validUntilUtcMs }),
    onSuccess: () => {
      toast('done', t('gate.register.done', { card: cardText(card), name: form.name.trim() }));
      onDone(form.name.trim());
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (form.name.trim() !== '' && until !== 'wrong' && !save.isPending) save.mutate(until);
  };
  return (
    <form className={classes.form} onSubmit={submit} aria-label={t('gate.register.title', { card: cardText(card) })}>
      <h3 className={classes.title}>{t('gate.register.title', { card: cardText(card) })}</h3>
      <TextField
        label={t('gate.register.holder')}
        hint={form.holder === null ? t('gate.register.holderHint') : t('gate.register.known', { department: form.holder.department })}
        error={tried && form.name.trim() === '' ? t('gate.register.nameMissing') : null}
        value={form.name}
        maxLength={80}
        autoFocus
        autoComplete="off"
        onChange={(name) => setForm({ ...form, name, holder: null })}
      />
      {form.holder === null ? (
        <KnownHolders text={form.name} onPick={(holder) => setForm({ ...form, holder, name: holder.name, department: holder.department })} />
      ) : null}
      {form.holder === null ? (
        <TextField label={t('gate.register.department')} value={form.department} maxLength={80} onChange={(department) => setForm({ ...form, department })} />
      ) : null}
      <TextField
        label={t('gate.register.until')}
        value={form.until}
        maxLength={10}
        error={until === 'wrong' && (tried || form.until.length >= 10) ? t('gate.register.untilWrong') : null}
        onChange={(text) => setForm({ ...form, until: text })}
      />
      {save.isError ? (
        <p className={classes.problem} role="alert">
          {callError(save.error)}
        </p>
      ) : null}
      <KeyButton submit shownKey="Enter" disabled={save.isPending} onPress={() => undefined}>
        {t('gate.register.save')}
      </KeyButton>
    </form>
  );
}

function KnownHolders({ text, onPick }: { readonly text: string; readonly onPick: (holder: Holder) => void }) {
  const [wanted] = useDebouncedValue(text.trim(), 150);
  const found = useQuery(apiQuery.gate.find.queryOptions({ input: { text: wanted }, enabled: wanted.length >= 2 }));
  if (wanted.length < 2 || found.data === undefined || found.data.length === 0) return null;
  return (
    <ul className={classes.found}>
      {found.data.slice(0, 5).map(({ holder }) => (
        <li key={holder.holderId}>
          <button type="button" onClick={() => onPick(holder)}>
            {[holder.name, holder.department].filter((part) => part !== '').join(' · ')}
          </button>
        </li>
      ))}
    </ul>
  );
}
