/** Shelving asks for how long, why (number keys), and for priorities 1 and 2 a second person. Out of service asks only why. */
import { type FormEvent, useState } from 'react';
import type { Alarm } from '../../../shared/model/alarms.ts';
import { type SetAsideReason, setAsideReasons, type Why } from '../../../shared/model/reasons.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.ts';
import { KeyButton, ReasonPicker, TextField, WhyQuestion } from '../../ui/index.ts';
import classes from './alarm-actions.module.css';
import type { Shelving } from './use-alarm-calls.ts';
import { alarmText } from './words.ts';

const times = ['15', '30', '60', '120', '240', '480', '1440'] as const;
type Minutes = (typeof times)[number];

interface ShelveFormProps {
  readonly alarm: Alarm;
  readonly onShelve: (shelving: Shelving) => void;
  readonly onCancel: () => void;
}

export function ShelveForm({ alarm, onShelve, onCancel }: ShelveFormProps) {
  const words = useText();
  const { t } = words;
  const [minutes, setMinutes] = useState<Minutes | null>(null);
  const [why, setWhy] = useState<Why<SetAsideReason> | null>(null);
  if (minutes === null) {
    const options = times.map((value) => ({ value, label: t(`alarms.minutes.${value}`) }));
    const label = t('alarms.ask.shelveFor', { alarm: alarmText(alarm, words) });
    return <ReasonPicker key="minutes" label={label} options={options} onPick={setMinutes} onCancel={onCancel} />;
  }
  const action = `${t('alarms.action.shelve')}, ${t(`alarms.minutes.${minutes}`)}`;
  if (why === null) {
    const give = (given: Why<SetAsideReason>) => (alarm.priority <= 2 ? setWhy(given) : onShelve({ minutes: Number(minutes), why: given, second: null }));
    return <SetAsideQuestion action={action} onGive={give} onCancel={onCancel} />;
  }
  return <SecondPerson label={action} onGive={(second) => onShelve({ minutes: Number(minutes), why, second })} onCancel={onCancel} />;
}

interface SetAsideQuestionProps {
  readonly action: string;
  readonly onGive: (why: Why<SetAsideReason>) => void;
  readonly onCancel: () => void;
}

/** Why an alarm is set aside; it stands in the day log and on the alarm. */
export function SetAsideQuestion({ action, onGive, onCancel }: SetAsideQuestionProps) {
  const { t } = useText();
  const options = setAsideReasons.map((value) => ({ value, label: t(`alarms.setAsideReason.${value}`) }));
  return <WhyQuestion label={t('alarms.ask.why', { action })} options={options} onGive={onGive} onCancel={onCancel} />;
}

interface SecondPersonProps {
  readonly label: string;
  readonly onGive: (second: { readonly name: string; readonly secret: string }) => void;
  readonly onCancel: () => void;
}

/** The second pair of eyes, by their own secret. Enter confirms, Esc takes it back. */
function SecondPerson({ label, onGive, onCancel }: SecondPersonProps) {
  const { t } = useText();
  const [name, setName] = useState('');
  const [secret, setSecret] = useState('');
  useShortcut('Escape', onCancel);
  const ready = name.trim() !== '' && secret !== '';
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
          {t('alarms.ask.confirm')}
        </KeyButton>
        <KeyButton kind="quiet" shownKey="Escape" onPress={onCancel}>
          {t('common.cancel')}
        </KeyButton>
      </div>
    </form>
  );
}
