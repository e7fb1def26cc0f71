/**
 * What can be done to one alarm, each with its key, and the short questions that some of it asks (answered by number
 * keys). While a question stands it takes the place of the buttons; Esc takes it back.
 */
import { type ReactNode, useState } from 'react';
import { type AcknowledgeReason, type Alarm, acknowledgeReasons } from '../../../shared/model/alarms.ts';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { KeyButton, ReasonPicker } from '../../ui/index.ts';
import classes from './alarm-actions.module.css';
import { CloseQuestion } from './close-question.tsx';
import { sameCause } from './lists.ts';
import { NoteLine } from './note-line.tsx';
import { SetAsideQuestion, ShelveForm } from './shelve-form.tsx';
import type { AlarmCalls } from './use-alarm-calls.ts';
import { VerificationQuestion } from './verification-question.tsx';
import { alarmText, isSetAside, needsAcknowledgement } from './words.ts';

type Question = 'acknowledge' | 'acknowledgeAll' | 'close' | 'verify' | 'shelve' | 'outOfService';
/** What it is about is pinned when the question comes up: what is answered is what was asked. */
interface Asked {
  readonly alarm: Alarm;
  /** Those of the same cause at that moment. */
  readonly together: readonly Alarm[];
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
  /** Something was done to the alarm that may take it off its list. */
  readonly onDone?: (alarmId: string) => void;
  /** Brings up what to do about it. */
  readonly onProcedure: (alarm: Alarm) => void;
  /** Shows or hides the zones that confirm it; null = there are none. */
  readonly onFold?: (() => void) | null;
}

export function AlarmActions({ alarm, alarms, calls, compact = false, onAsking, onDone = nobody, onProcedure, onFold = null }: AlarmActionsProps) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const together = sameCause(alarm, alarms);
  const ask = (question: Question | null) => {
    setAsked(question === null ? null : { alarm, together, question });
    onAsking?.(question !== null);
  };
  return asked === null ? (
    <ActionKeys alarm={alarm} together={together} calls={calls} compact={compact} onAsk={ask} onDone={onDone} onProcedure={onProcedure} onFold={onFold} />
  ) : (
    <QuestionPart asked={asked} calls={calls} onAsk={ask} onDone={onDone} />
  );
}

const nobody = (): void => undefined;

type Asking = { readonly onAsk: (question: Question | null) => void; readonly onDone: (alarmId: string) => void };

interface ActionKeysProps extends Required<Pick<AlarmActionsProps, 'alarm' | 'calls' | 'compact' | 'onProcedure' | 'onFold'>>, Asking {
  readonly together: readonly Alarm[];
}

function ActionKeys({ alarm, together, calls, compact, onAsk, onDone, onProcedure, onFold }: ActionKeysProps) {
  const { t } = useText();
  const mayAct = useMay('guard', 'operator', 'lead');
  if (!mayAct) return null;
  const waiting = needsAcknowledgement(alarm);
  const aside = isSetAside(alarm);
  const kind = compact ? 'plain' : 'main';
  const next = waiting ? (
    <KeyButton shortcut="A" kind={kind} onPress={() => onAsk('acknowledge')}>
      {t('alarms.action.acknowledge')}
    </KeyButton>
  ) : aside ? null : (
    <KeyButton shortcut="C" kind={kind} onPress={() => onAsk('close')}>
      {t('alarms.action.close')}
    </KeyButton>
  );
  return (
    <div className={compact ? classes.keys : classes.beside}>
      {next}
      <Others compact={compact}>
        {waiting && together.length > 1 ? (
          <KeyButton shortcut="M" onPress={() => onAsk('acknowledgeAll')}>
            {t('alarms.action.acknowledgeAll', { count: together.length })}
          </KeyButton>
        ) : null}
        <KeyButton shortcut="P" onPress={() => onProcedure(alarm)}>
          {t('alarms.action.procedure')}
        </KeyButton>
        {aside ? null : (
          <KeyButton shortcut="T" onPress={() => void calls.take(alarm)}>
            {t('alarms.action.take')}
          </KeyButton>
        )}
        {aside || compact ? null : (
          <KeyButton shortcut="V" onPress={() => onAsk('verify')}>
            {t('alarms.action.verify')}
          </KeyButton>
        )}
        {onFold === null ? null : (
          <KeyButton shortcut="F" onPress={onFold}>
            {t('alarms.action.fold')}
          </KeyButton>
        )}
        {compact ? null : <SeniorKeys alarm={alarm} calls={calls} onAsk={onAsk} onDone={onDone} />}
        {compact && !waiting ? null : (
          <KeyButton shortcut="S" onPress={() => void calls.silence()}>
            {t('alarms.action.silence')}
          </KeyButton>
        )}
      </Others>
    </div>
  );
}

/** Beside the large key; where all are of one size they stand in one row with it. */
function Others({ compact, children }: { readonly compact: boolean; readonly children: ReactNode }) {
  return compact ? children : <div className={classes.others}>{children}</div>;
}

/** What operators and leads may do besides. */
function SeniorKeys({ alarm, calls, onAsk, onDone }: { readonly alarm: Alarm; readonly calls: AlarmCalls } & Asking) {
  const { t } = useText();
  const operator = useMay('operator', 'lead');
  const lead = useMay('lead');
  const resettable = alarm.latched && !alarm.active && alarm.state === 'acknowledged';
  const does = (call: (alarm: Alarm) => Promise<boolean>) => () => {
    onDone(alarm.alarmId);
    void call(alarm);
  };
  return (
    <>
      {operator && resettable ? (
        <KeyButton shortcut="R" onPress={does(calls.reset)}>
          {t('alarms.action.reset')}
        </KeyButton>
      ) : null}
      {operator && alarm.state === 'acknowledged' ? (
        <KeyButton shortcut="Z" onPress={() => void calls.unacknowledge(alarm)}>
          {t('alarms.action.unacknowledge')}
        </KeyButton>
      ) : null}
      {operator && !isSetAside(alarm) ? (
        <KeyButton shortcut="H" disabled={alarm.category === 'life'} onPress={() => onAsk('shelve')}>
          {t('alarms.action.shelve')}
        </KeyButton>
      ) : null}
      {operator && alarm.state === 'shelved' ? (
        <KeyButton shortcut="H" onPress={does(calls.unshelve)}>
          {t('alarms.action.unshelve')}
        </KeyButton>
      ) : null}
      {lead && !isSetAside(alarm) ? (
        <KeyButton shortcut="X" onPress={() => onAsk('outOfService')}>
          {t('alarms.action.outOfService')}
        </KeyButton>
      ) : null}
      {lead && alarm.state === 'outOfService' ? (
        <KeyButton shortcut="X" onPress={does(calls.returnToService)}>
          {t('alarms.action.returnToService')}
        </KeyButton>
      ) : null}
    </>
  );
}

/** What is acknowledged or only looked at more closely stays on its list as long as its cause does. */
const takesOff = ({ alarm, question }: Asked): boolean => question !== 'verify' && (!alarm.active || !question.startsWith('acknowledge'));

interface QuestionProps extends Asking {
  readonly asked: Asked;
  readonly calls: AlarmCalls;
}

function QuestionPart(props: QuestionProps) {
  const { asked, calls, onAsk, onDone } = props;
  const { alarm, question } = asked;
  const { t } = useText();
  // A note lasts from one question to the next, until an answer takes it along.
  const [note, setNote] = useState<string | null>(null);
  const cancel = () => onAsk(null);
  const after = (work: Promise<boolean>) => {
    onAsk(null);
    if (takesOff(asked)) onDone(alarm.alarmId);
    void work;
  };
  if (question === 'shelve') return <ShelveForm alarm={alarm} onShelve={(shelving) => after(calls.shelve(alarm, shelving))} onCancel={cancel} />;
  if (question === 'outOfService') {
    return <SetAsideQuestion action={t('alarms.action.outOfService')} onGive={(why) => after(calls.outOfService(alarm, why))} onCancel={cancel} />;
  }
  const noteLine = <NoteLine note={note} onNote={setNote} />;
  // On a scale that begins at 0 that key is no note.
  if (question === 'verify') return <VerificationQuestion alarm={alarm} onPick={(level) => after(calls.verify(alarm, level, ''))} onCancel={cancel} />;
  return (
    <div className={classes.question}>
      {question === 'close' ? (
        <CloseQuestion alarm={alarm} onClose={(closing) => after(calls.close(alarm, closing, note ?? ''))} onCancel={cancel} note={noteLine} />
      ) : (
        <>
          <AcknowledgeQuestion {...props} question={question} note={note ?? ''} cancel={cancel} after={after} />
          {noteLine}
        </>
      )}
    </div>
  );
}

interface AcknowledgeQuestionProps extends QuestionProps {
  readonly question: 'acknowledge' | 'acknowledgeAll';
  readonly note: string;
  readonly cancel: () => void;
  readonly after: (work: Promise<boolean>) => void;
}

/** One number key answers. */
function AcknowledgeQuestion({ asked: { alarm, together }, question, note, calls, cancel, after }: AcknowledgeQuestionProps) {
  const words = useText();
  const { t } = words;
  const reasons = acknowledgeReasons.map((value) => ({ value, label: t(`alarms.reason.${value}`) }));
  const acknowledge = (reason: AcknowledgeReason) =>
    after(question === 'acknowledge' ? calls.acknowledge(alarm, reason, note) : calls.acknowledgeMany(together, reason, note));
  const named = { alarm: alarmText(alarm, words), count: together.length };
  const label = t(question === 'acknowledge' ? 'alarms.ask.reason' : 'alarms.ask.reasonMany', named);
  return <ReasonPicker key={question} label={label} options={reasons} onPick={acknowledge} onCancel={cancel} />;
}
