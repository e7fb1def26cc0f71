/** How sure it is that someone is there and what they are about, by the number of the level itself: 0 to 4. */
import { type Alarm, type VerificationLevel, verificationLevels } from '../../../shared/model/alarms.ts';
import { useText } from '../../app/text.ts';
import { ReasonPicker } from '../../ui/index.ts';
import { alarmText } from './words.ts';

export interface VerificationQuestionProps {
  readonly alarm: Alarm;
  readonly onPick: (level: VerificationLevel) => void;
  readonly onCancel: () => void;
}

export function VerificationQuestion({ alarm, onPick, onCancel }: VerificationQuestionProps) {
  const words = useText();
  const { t } = words;
  const options = verificationLevels.map((level) => ({ value: String(level), label: t(`alarms.verification.${level}`) }));
  const pick = (value: string) => {
    const level = verificationLevels.find((one) => String(one) === value);
    if (level !== undefined) onPick(level);
  };
  return (
    <ReasonPicker
      key="verification"
      label={t('alarms.ask.verification', { alarm: alarmText(alarm, words) })}
      options={options}
      onPick={pick}
      onCancel={onCancel}
      firstNumber={0}
    />
  );
}
