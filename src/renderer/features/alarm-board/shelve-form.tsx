/** Shelving asks for how long, why (number keys), and for priorities 1 and 2 a second person. Out of service asks only why. */
import { useState } from 'react';
import type { Alarm } from '../../../shared/model/alarms.ts';
import { type SetAsideReason, setAsideReasons, type Why } from '../../../shared/model/reasons.ts';
import { useText } from '../../app/text.ts';
import { ReasonPicker, SecondPerson, type SecondPersonValues, WhyQuestion } from '../../ui/index.ts';
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
  const give = (second: SecondPersonValues) => onShelve({ minutes: Number(minutes), why, second });
  return <SecondPerson label={action} action={t('alarms.ask.confirm')} onGive={give} onCancel={onCancel} />;
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
