/** The post order of an alarm: what was done, the step that is next with its answers, and what may follow stays unsaid until then. */
import type { Alarm } from '../../../shared/model/alarms.ts';
import type { Procedure, ProcedureStep } from '../../../shared/model/procedures.ts';
import { useText } from '../../app/text.ts';
import { KeyButton, ReasonPicker, TimeText } from '../../ui/index.ts';
import classes from './procedure.module.css';
import { type DoneStep, doneSteps, nextStep, skippedCount, wordsIn } from './procedure.ts';
import type { Tick } from './use-alarm-calls.ts';

export interface PostOrderProps {
  readonly alarm: Alarm;
  readonly procedure: Procedure | null;
  /** The procedures are still on their way. */
  readonly pending: boolean;
  readonly acts: boolean;
  readonly onTick: (tick: Tick) => void;
}

export function PostOrder({ alarm, procedure, pending, acts, onTick }: PostOrderProps) {
  const { t, language } = useText();
  const title = procedure === null ? t('alarms.procedure.title') : wordsIn(procedure.title, language);
  const done = doneSteps(alarm, procedure);
  const skipped = skippedCount(alarm);
  return (
    <section className={classes.part} aria-label={title}>
      <h3 className={classes.heading}>{title}</h3>
      {skipped === 0 ? null : <p className={classes.skipped}>{t('alarms.procedure.skippedCount', { count: skipped })}</p>}
      {done.length === 0 ? null : (
        <ol className={classes.steps}>
          {done.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: ticks are only ever added at the end, and a step may come twice
            <DoneLine key={at} done={one} />
          ))}
        </ol>
      )}
      <Next alarm={alarm} procedure={procedure} pending={pending} acts={acts} onTick={onTick} />
    </section>
  );
}

function Next({ alarm, procedure, pending, acts, onTick }: PostOrderProps) {
  const { t, language } = useText();
  if (procedure === null) {
    const key = pending ? 'common.loading' : alarm.procedure === undefined ? 'alarms.procedure.none' : 'alarms.procedure.changed';
    return <p className={classes.note}>{t(key)}</p>;
  }
  const step = nextStep(alarm, procedure);
  if (step === null) return <p className={classes.note}>✓ {t('alarms.procedure.complete')}</p>;
  const tick = (answerId: string | null, skipped: boolean) => onTick({ stepId: step.stepId, answerId, skipped });
  return (
    <div className={classes.next} aria-live="polite">
      <p className={classes.nextWords}>{wordsIn(step.words, language)}</p>
      <Answers key={step.stepId} step={step} acts={acts} onAnswer={(answerId) => tick(answerId, false)} />
      <KeyButton kind="quiet" shortcut="K" disabled={!acts} onPress={() => tick(null, true)}>
        {t('alarms.procedure.skip')}
      </KeyButton>
    </div>
  );
}

function Answers({ step, acts, onAnswer }: { readonly step: ProcedureStep; readonly acts: boolean; readonly onAnswer: (answerId: string | null) => void }) {
  const { t, language } = useText();
  if (step.answers.length === 0) {
    return (
      <KeyButton shortcut="1" disabled={!acts} onPress={() => onAnswer(null)}>
        {t('alarms.procedure.tick')}
      </KeyButton>
    );
  }
  const options = step.answers.map((answer) => ({ value: answer.answerId, label: wordsIn(answer.words, language) }));
  return <ReasonPicker label={t('alarms.procedure.answer')} options={options} onPick={onAnswer} enabled={acts} />;
}

function DoneLine({ done: { tick, words, answer } }: { readonly done: DoneStep }) {
  const { t, language } = useText();
  const said = words === null ? tick.stepId : wordsIn(words, language);
  return (
    <li className={classes.step} data-skipped={tick.skipped}>
      <span className={classes.done}>
        <span aria-hidden="true">{tick.skipped ? '⤼' : '✓'}</span> {said}
        {answer === null ? '' : ` → ${wordsIn(answer, language)}`}
      </span>
      <span className={classes.when}>
        {tick.skipped ? `${t('alarms.procedure.skipped')} · ` : ''}
        <TimeText atUtcMs={tick.atUtcMs} /> · {tick.by}
      </span>
    </li>
  );
}
