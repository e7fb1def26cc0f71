/** Someone sent, arrived, found: each with its key while it is to be done, and then with its time since the acknowledgement. */
import type { Alarm, AlarmStep } from '../../../shared/model/alarms.ts';
import { useText } from '../../app/text.ts';
import { ageText, dateTimeText, KeyButton, TimeText } from '../../ui/index.ts';
import classes from './procedure.module.css';
import { type ResponseStep, responseSteps } from './procedure.ts';

const keys: { readonly [step in AlarmStep]: string } = { sent: '7', arrived: '8', found: '9' };

export interface ResponseStepsProps {
  readonly alarm: Alarm;
  /** Steps may be taken now. */
  readonly acts: boolean;
  readonly onStep: (step: AlarmStep) => void;
}

export function ResponseSteps({ alarm, acts, onStep }: ResponseStepsProps) {
  const { t } = useText();
  return (
    <section className={classes.part} aria-label={t('alarms.procedure.response')}>
      <h3 className={classes.heading}>{t('alarms.procedure.response')}</h3>
      <ol className={classes.response}>
        {responseSteps(alarm).map((one) => (
          <li key={one.step} className={classes.step}>
            {one.done === null ? (
              <KeyButton shortcut={keys[one.step]} disabled={!acts} onPress={() => onStep(one.step)}>
                {t(`alarms.action.${one.step}`)}
              </KeyButton>
            ) : (
              <Done step={one.step} done={one.done} />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Done({ step, done }: { readonly step: AlarmStep; readonly done: NonNullable<ResponseStep['done']> }) {
  const { t } = useText();
  return (
    <span className={classes.taken} title={`${dateTimeText(done.atUtcMs)} · ${done.by}`}>
      <span>
        <span aria-hidden="true">✓</span> {t(`alarms.action.${step}`)}
      </span>
      <span className={classes.when}>{done.afterMs === null ? <TimeText atUtcMs={done.atUtcMs} /> : `+${ageText(done.afterMs)}`}</span>
      {done.finding === undefined ? null : <span className={classes.when}>{t(`alarms.finding.${done.finding}`)}</span>}
    </span>
  );
}
