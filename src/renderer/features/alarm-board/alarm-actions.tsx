/**
 * What can be done to one alarm, each with its key, and the short questions that some of it asks (answered by number
 * keys). While a question stands it takes the place of the buttons; Esc takes it back.
 */
import { useState } from 'react';
import {
  type AcknowledgeReason,
  type Alarm,
  type AlarmFinding,
  type AlarmStep,
  acknowledgeReasons,
  alarmFindings,
  alarmSteps,
} from '../../../shared/model/alarms.ts';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { KeyButton, ReasonPicker } from '../../ui/index.ts';
import classes from './alarm-actions.module.css';
import { sameCause } from './lists.ts';
import { NoteLine } from './note-line.tsx';
import { SetAsideQuestion, ShelveForm } from './shelve-form.tsx';
import type { AlarmCalls } from './use-alarm-calls.ts';
import { alarmText, isSetAside, needsAcknowledgement } from './words.ts';

type Question = 'acknowledge' | 'acknowledgeAll' | 'steps' | 'finding' | 'closeFinding' | 'shelve' | 'outOfService' | { readonly closeReason: AlarmFinding };
/** The alarm is pinned when the question comes up: what is answered is what was asked. */
interface Asked {
  readonly alarm: Alarm;
  readonly question: Question;
}

export interface AlarmActionsProps {
  readonly alarm: Alarm;
  /** All alarms that this seat knows, to find those with the same cause. */
  readonly alarms: readonly Alarm[];
  readonly calls: AlarmCalls;
  /** Fewer buttons where there is little room. */
  readonly compact?: boolean;
  /** A question stands: lists must hold still. */
  readonly onAsking?: (asking: boolean) => void;
}

export function AlarmActions({ alarm, alarms, calls, compact = false, onAsking }: AlarmActionsProps) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const together = sameCause(asked?.alarm ?? alarm, alarms);
  const ask = (question: Question | null) => {
    setAsked(question === null ? null : { alarm: asked?.alarm ?? alarm, question });
    onAsking?.(question !== null);
  };
  return asked === null ? (
    <ActionKeys alarm={alarm} together={together} calls={calls} compact={compact} onAsk={ask} />
  ) : (
    <QuestionPart asked={asked} together={together} calls={calls} onAsk={ask} />
  );
}

type Asking = { readonly onAsk: (question: Question | null) => void };

function ActionKeys({
  alarm,
  together,
  calls,
  compact,
  onAsk,
}: Omit<AlarmActionsProps, 'onAsking' | 'alarms'> & { readonly together: readonly Alarm[] } & Asking) {
  const { t } = useText();
  const mayAct = useMay('guard', 'operator', 'lead');
  if (!mayAct) return null;
  const waiting = needsAcknowledgement(alarm);
  const aside = isSetAside(alarm);
  return (
    <div className={classes.keys}>
      {waiting ? (
        <KeyButton shortcut="A" kind={compact ? 'plain' : 'main'} onPress={() => onAsk('acknowledge')}>
          {t('alarms.action.acknowledge')}
        </KeyButton>
      ) : null}
      {waiting && together.length > 1 ? (
        <KeyButton shortcut="M" onPress={() => onAsk('acknowledgeAll')}>
          {t('alarms.action.acknowledgeAll', { count: together.length })}
        </KeyButton>
      ) : null}
      {aside ? null : (
        <KeyButton shortcut="T" onPress={() => void calls.take(alarm)}>
          {t('alarms.action.take')}
        </KeyButton>
      )}
      {waiting || aside ? null : (
        <>
          <KeyButton shortcut="P" onPress={() => onAsk('steps')}>
            {t('alarms.action.steps')}
          </KeyButton>
          <KeyButton shortcut="C" onPress={() => onAsk('closeFinding')}>
            {t('alarms.action.close')}
          </KeyButton>
        </>
      )}
      {compact ? null : <SeniorKeys alarm={alarm} calls={calls} onAsk={onAsk} />}
      {compact ? null : (
        <KeyButton shortcut="S" onPress={() => void calls.silence()}>
          {t('alarms.action.silence')}
        </KeyButton>
      )}
    </div>
  );
}

/** What operators and leads may do besides. */
function SeniorKeys({ alarm, calls, onAsk }: { readonly alarm: Alarm; readonly calls: AlarmCalls } & Asking) {
  const { t } = useText();
  const operator = useMay('operator', 'lead');
  const lead = useMay('lead');
  const resettable = alarm.latched && !alarm.active && alarm.state === 'acknowledged';
  return (
    <>
      {operator && resettable ? (
        <KeyButton shortcut="R" onPress={() => void calls.reset(alarm)}>
          {t('alarms.action.reset')}
        </KeyButton>
      ) : null}
      {operator && alarm.state === 'acknowledged' ? (
        <KeyButton shortcut="U" onPress={() => void calls.unacknowledge(alarm)}>
          {t('alarms.action.unacknowledge')}
        </KeyButton>
      ) : null}
      {operator && !isSetAside(alarm) ? (
        <KeyButton shortcut="H" disabled={alarm.category === 'life'} onPress={() => onAsk('shelve')}>
          {t('alarms.action.shelve')}
        </KeyButton>
      ) : null}
      {operator && alarm.state === 'shelved' ? (
        <KeyButton shortcut="H" onPress={() => void calls.unshelve(alarm)}>
          {t('alarms.action.unshelve')}
        </KeyButton>
      ) : null}
      {lead && !isSetAside(alarm) ? (
        <KeyButton shortcut="X" onPress={() => onAsk('outOfService')}>
          {t('alarms.action.outOfService')}
        </KeyButton>
      ) : null}
      {lead && alarm.state === 'outOfService' ? (
        <KeyButton shortcut="X" onPress={() => void calls.returnToService(alarm)}>
          {t('alarms.action.returnToService')}
        </KeyButton>
      ) : null}
    </>
  );
}

interface QuestionProps extends Asking {
  readonly asked: Asked;
  readonly together: readonly Alarm[];
  readonly calls: AlarmCalls;
}

function QuestionPart(props: QuestionProps) {
  const { asked, calls, onAsk } = props;
  const { alarm, question } = asked;
  const { t } = useText();
  // A note lasts from one question to the next, until an answer takes it along.
  const [note, setNote] = useState<string | null>(null);
  const cancel = () => onAsk(null);
  const after = (work: Promise<boolean>) => {
    onAsk(null);
    void work;
  };
  if (question === 'shelve') return <ShelveForm alarm={alarm} onShelve={(shelving) => after(calls.shelve(alarm, shelving))} onCancel={cancel} />;
  if (question === 'outOfService') {
    return <SetAsideQuestion action={t('alarms.action.outOfService')} onGive={(why) => after(calls.outOfService(alarm, why))} onCancel={cancel} />;
  }
  return (
    <div className={classes.question}>
      <NumberQuestion {...props} question={question} note={note ?? ''} cancel={cancel} after={after} />
      <NoteLine note={note} onNote={setNote} />
    </div>
  );
}

interface NumberQuestionProps extends QuestionProps {
  readonly question: Exclude<Question, 'shelve' | 'outOfService'>;
  readonly note: string;
  readonly cancel: () => void;
  readonly after: (work: Promise<boolean>) => void;
}

/** Questions that one number key answers. */
function NumberQuestion({ asked: { alarm }, question, note, together, calls, onAsk, cancel, after }: NumberQuestionProps) {
  const words = useText();
  const { t } = words;
  const named = { alarm: alarmText(alarm, words) };
  const reasons = acknowledgeReasons.map((value) => ({ value, label: t(`alarms.reason.${value}`) }));
  const findings = alarmFindings.map((value) => ({ value, label: t(`alarms.finding.${value}`) }));
  if (typeof question === 'object') {
    const close = (reason: AcknowledgeReason) => after(calls.close(alarm, reason, question.closeReason, note));
    return <ReasonPicker key="close" label={t('alarms.ask.closeReason', named)} options={reasons} onPick={close} onCancel={cancel} />;
  }
  if (question === 'acknowledge' || question === 'acknowledgeAll') {
    const acknowledge = (reason: AcknowledgeReason) =>
      after(question === 'acknowledge' ? calls.acknowledge(alarm, reason, note) : calls.acknowledgeMany(together, reason, note));
    return <ReasonPicker key={question} label={t('alarms.ask.reason', named)} options={reasons} onPick={acknowledge} onCancel={cancel} />;
  }
  if (question === 'steps') {
    const steps = alarmSteps.filter((step) => alarm.steps[step] === undefined).map((value) => ({ value, label: t(`alarms.action.${value}`) }));
    const take = (step: AlarmStep) => (step === 'found' ? onAsk('finding') : after(calls.step(alarm, step, null, note)));
    return <ReasonPicker key={question} label={t('alarms.ask.step', named)} options={steps} onPick={take} onCancel={cancel} />;
  }
  const found = (finding: AlarmFinding) => (question === 'finding' ? after(calls.step(alarm, 'found', finding, note)) : onAsk({ closeReason: finding }));
  return <ReasonPicker key={question} label={t('alarms.ask.finding', named)} options={findings} onPick={found} onCancel={cancel} />;
}
