/** Closing asks what was found, why, how sure it is where a call may follow, and of a key part a second person. Number keys answer. */
import { type ReactNode, useState } from 'react';
import {
  type AcknowledgeReason,
  type Alarm,
  type AlarmFinding,
  acknowledgeReasons,
  alarmFindings,
  type VerificationLevel,
} from '../../../shared/model/alarms.ts';
import { useText } from '../../app/text.ts';
import { ReasonPicker, SecondPerson } from '../../ui/index.ts';
import type { Closing } from './use-alarm-calls.ts';
import { VerificationQuestion } from './verification-question.tsx';
import { alarmText, asksVerification } from './words.ts';

export interface CloseQuestionProps {
  readonly alarm: Alarm;
  readonly onClose: (closing: Closing) => void;
  readonly onCancel: () => void;
  /** The line for words of one's own; not beside the scale, whose 0 is its key too. */
  readonly note: ReactNode;
}

export function CloseQuestion({ alarm, onClose, onCancel, note }: CloseQuestionProps) {
  const words = useText();
  const { t } = words;
  const [finding, setFinding] = useState<AlarmFinding | null>(null);
  const [reason, setReason] = useState<AcknowledgeReason | null>(null);
  const [level, setLevel] = useState<VerificationLevel | null>(null);
  const named = { alarm: alarmText(alarm, words) };
  if (finding === null) {
    const options = alarmFindings.map((value) => ({ value, label: t(`alarms.finding.${value}`) }));
    return (
      <>
        <ReasonPicker key="finding" label={t('alarms.ask.finding', named)} options={options} onPick={setFinding} onCancel={onCancel} />
        {note}
      </>
    );
  }
  const finish = (why: AcknowledgeReason, sure: VerificationLevel | null) => {
    if (asksVerification(alarm) && sure === null) return;
    if (alarm.keyPart !== true) onClose({ finding, reason: why, verification: sure, second: null });
  };
  if (reason === null) {
    const options = acknowledgeReasons.map((value) => ({ value, label: t(`alarms.reason.${value}`) }));
    const pick = (why: AcknowledgeReason) => {
      setReason(why);
      finish(why, null);
    };
    return (
      <>
        <ReasonPicker key="reason" label={t('alarms.ask.closeReason', named)} options={options} onPick={pick} onCancel={onCancel} />
        {note}
      </>
    );
  }
  if (asksVerification(alarm) && level === null) {
    const pick = (sure: VerificationLevel) => {
      setLevel(sure);
      finish(reason, sure);
    };
    return <VerificationQuestion alarm={alarm} onPick={pick} onCancel={onCancel} />;
  }
  return (
    <SecondPerson
      label={t('alarms.ask.secondForKeyPart', named)}
      action={t('alarms.action.close')}
      onGive={(second) => onClose({ finding, reason, verification: level, second })}
      onCancel={onCancel}
    />
  );
}
