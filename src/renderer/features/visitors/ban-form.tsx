/** A new ban: at least one trace to know the person by, and the sentence the guard says. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type BanReason, banReasons } from '../../../shared/model/visits.ts';
import { api, callError } from '../../app/api.ts';
import { useNow } from '../../app/now.ts';
import { translate, useText } from '../../app/text.ts';
import { KeyButton, SelectField, TextField, toast } from '../../ui/index.ts';
import { parseDay } from '../../ui/parse-day.ts';
import classes from './ban-list.module.css';

const traces = ['name', 'documentNumber', 'plate', 'phone'] as const;
const maxLength = { name: 80, documentNumber: 40, plate: 16, phone: 40 } as const;
const empty = { name: '', documentNumber: '', plate: '', phone: '', reason: 'other' as BanReason, sayText: '', until: '' };

export function BanForm({ onSaved }: { readonly onSaved: () => void }) {
  const { t } = useText();
  const now = useNow();
  const [form, setForm] = useState(empty);
  const [tried, setTried] = useState(false);
  const until = parseDay(form.until, now);
  const traced = traces.some((trace) => form[trace].trim() !== '');
  const save = useMutation({
    mutationFn: (untilUtcMs: number | null) => {
      const { until: _typed, ...ban } = form;
      return api.visitors.addBan({ ...ban, untilUtcMs });
    },
    onSuccess: () => {
      toast('done', translate('visitors.banList.added'));
      onSaved();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (traced && form.sayText.trim() !== '' && until !== 'wrong' && !save.isPending) save.mutate(until);
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className={tried && !traced ? classes.problem : classes.dim}>{t('visitors.banList.trace')}</p>
      {traces.map((trace, at) => (
        <TextField
          key={trace}
          label={t(`visitors.form.${trace}`)}
          value={form[trace]}
          maxLength={maxLength[trace]}
          autoFocus={at === 0}
          autoComplete="off"
          onChange={(value) => setForm({ ...form, [trace]: value })}
        />
      ))}
      <SelectField<BanReason>
        label={t('visitors.banList.reason')}
        value={form.reason}
        options={banReasons.map((value) => ({ value, label: t(`visitors.reason.${value}`) }))}
        onChange={(reason) => setForm({ ...form, reason })}
      />
      <TextField
        label={t('visitors.banList.sayText')}
        value={form.sayText}
        maxLength={200}
        error={tried && form.sayText.trim() === '' ? t('visitors.banList.sayMissing') : null}
        onChange={(sayText) => setForm({ ...form, sayText })}
      />
      <TextField
        label={t('visitors.banList.until')}
        value={form.until}
        maxLength={10}
        error={until === 'wrong' && (tried || form.until.length >= 10) ? t('visitors.banList.untilWrong') : null}
        onChange={(text) => setForm({ ...form, until: text })}
      />
      {save.isError ? (
        <p className={classes.problem} role="alert">
          {callError(save.error)}
        </p>
      ) : null}
      <KeyButton kind="main" submit shownKey="Enter" disabled={save.isPending} onPress={() => undefined}>
        {t('visitors.banList.save')}
      </KeyButton>
    </form>
  );
}
