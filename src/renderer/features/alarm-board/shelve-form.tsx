/** Shelving asks for how long (number key), why, and for priorities 1 and 2 a second person. Out of service asks only why. */
import { type FormEvent, useState } from 'react';
import type { Alarm } from '../../../shared/model/alarms.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.ts';
import { KeyButton, ReasonPicker, TextField } from '../../ui/index.ts';
import classes from './alarm-actions.module.css';
import type { Shelving } from './use-alarm-calls.ts';
import { alarmText } from './words.ts';

const times = ['15', '30', '60', '120', '240', '480', '1440'] as const;
type Minutes = (typeof times)[number];

export function ShelveForm({
  alarm,
  onShelve,
  onCancel,
}: {
  readonly alarm: Alarm;
  readonly onShelve: (shelving: Shelving) => void;
  readonly onCancel: () => void;
}) {
  const words = useText();
  const { t } = words;
  const [minutes, setMinutes] = useState<Minutes | null>(null);
  const [name, setName] = useState('');
  const [secret, setSecret] = useState('');
  const four = alarm.priority <= 2;
  if (minutes === null) {
    const options = times.map((value) => ({ value, label: t(`alarms.minutes.${value}`) }));
    return <ReasonPicker label={t('alarms.ask.shelveFor', { alarm: alarmText(alarm, words) })} options={options} onPick={setMinutes} onCancel={onCancel} />;
  }
  const give = (reason: string) => onShelve({ minutes: Number(minutes), reason, second: four ? { name: name.trim(), secret } : null });
  const complete = !four || (name.trim() !== '' && secret !== '');
  return (
    <ReasonForm label={`${t('alarms.action.shelve')}: ${t(`alarms.minutes.${minutes}`)}`} complete={complete} onGive={give} onCancel={onCancel}>
      {four ? (
        <>
          <TextField label={t('alarms.ask.second')} hint={t('alarms.ask.secondHint')} value={name} onChange={setName} autoComplete="off" maxLength={40} />
          <TextField label={t('alarms.ask.secondSecret')} type="password" value={secret} onChange={setSecret} autoComplete="off" maxLength={128} />
        </>
      ) : null}
    </ReasonForm>
  );
}

export interface ReasonFormProps {
  readonly label: string;
  readonly complete?: boolean;
  readonly onGive: (reason: string) => void;
  readonly onCancel: () => void;
  readonly children?: React.ReactNode;
}

/** One line of why, which stands in the day log; Enter confirms, Esc takes it back. */
export function ReasonForm({ label, complete = true, onGive, onCancel, children }: ReasonFormProps) {
  const { t } = useText();
  const [reason, setReason] = useState('');
  useShortcut('Escape', onCancel);
  const ready = complete && reason.trim() !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) onGive(reason.trim());
  };
  return (
    <form className={classes.form} onSubmit={submit} aria-label={label}>
      <TextField label={`${label}. ${t('alarms.ask.why')}`} hint={t('alarms.ask.whyHint')} value={reason} onChange={setReason} autoFocus maxLength={200} />
      {children}
      <div className={classes.buttons}>
        <KeyButton submit shownKey="Enter" disabled={!ready} onPress={() => undefined}>
          {t('alarms.ask.confirm')}
        </KeyButton>
        <KeyButton kind="quiet" shownKey="Escape" onPress={onCancel}>
          {t('common.cancel')}
        </KeyButton>
      </div>
    </form>
  );
}
