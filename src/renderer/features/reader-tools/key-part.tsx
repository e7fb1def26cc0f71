/** A key of its own for a reader, in three steps: prepare it, give it the key, test it. Nothing secret is on this screen. */
import { type ReactNode, useState } from 'react';
import type { InstallStep, ToolProblem } from '../../../shared/model/reader-tools.ts';
import { api } from '../../app/api.ts';
import { useNow } from '../../app/now.ts';
import { useText } from '../../app/text.ts';
import { postNowUtcMs } from '../../live/index.ts';
import { KeyButton } from '../../ui/index.ts';
import { callFailure, type Failure, problemFailure } from './failure.ts';
import { type StepMark, stepMarks } from './key-steps.ts';
import { FailureNote, type ReaderChoice, StopButton } from './parts.tsx';
import classes from './reader-tools.module.css';
import { useRun } from './use-run.ts';

const windowSeconds = 60;

type KeyEvent = { readonly type: 'step'; readonly step: InstallStep } | { readonly type: 'done' } | { readonly type: 'failed'; readonly problem: ToolProblem };

interface Progress {
  readonly last: InstallStep | null;
  readonly untilUtcMs: number | null;
  readonly outcome: 'running' | 'done' | 'failed' | null;
  readonly failure: Failure | null;
}
const nothingYet: Progress = { last: null, untilUtcMs: null, outcome: null, failure: null };

function useInstall({ reader, onChanged }: ReaderChoice) {
  const text = useText();
  const [progress, setProgress] = useState<Progress>(nothingYet);
  const end = (part: Partial<Progress>) => {
    setProgress((now) => ({ ...now, untilUtcMs: null, ...part }));
    onChanged();
  };
  const run = useRun<KeyEvent>({
    onEvent(event) {
      if (event.type === 'done') end({ outcome: 'done' });
      else if (event.type === 'failed') end({ outcome: 'failed', failure: problemFailure(event.problem, text) });
      else if (event.step === 'windowOpen') setProgress((now) => ({ ...now, last: event.step, untilUtcMs: postNowUtcMs() + windowSeconds * 1000 }));
      else if (event.step !== 'failed') setProgress((now) => ({ ...now, last: event.step }));
    },
    onError: (error) => end({ outcome: 'failed', failure: callFailure(error, text) }),
  });
  return {
    progress,
    start() {
      setProgress({ ...nothingYet, outcome: 'running' });
      run.start((signal) => api.readers.install({ readerId: reader.readerId, seconds: windowSeconds }, { signal }));
    },
    stop() {
      run.stop();
      end({ outcome: 'failed', failure: problemFailure({ code: 'cancelled', detail: null }, text) });
    },
  };
}

export function KeyPart({ choice }: { readonly choice: ReaderChoice }) {
  const { t } = useText();
  const { reader } = choice;
  const install = useInstall(choice);
  const { outcome, failure } = install.progress;
  const running = outcome === 'running';
  return (
    <>
      <ol className={classes.wizard}>
        <WizardStep title={t('readers.key.prepare')} state={outcome === null || outcome === 'failed' ? 'now' : 'done'}>
          <p>{t('readers.key.prepareText')}</p>
          <p className={classes.dim}>{t('readers.key.prepareWhy')}</p>
          {reader.key === 'stored' && outcome === null ? <p className={classes.warning}>{t('readers.key.replace')}</p> : null}
        </WizardStep>
        <WizardStep title={t('readers.key.give')} state={outcome === 'done' ? 'done' : 'now'}>
          <p>{t('readers.key.giveText')}</p>
          <div className={classes.mainButtons}>
            {running ? (
              <StopButton onStop={install.stop} />
            ) : (
              <KeyButton kind={outcome === 'done' ? 'plain' : 'main'} shortcut="G" onPress={install.start}>
                {outcome === 'failed' ? t('readers.again') : t('readers.key.go', { seconds: windowSeconds })}
              </KeyButton>
            )}
            {install.progress.untilUtcMs === null ? null : <TimeLeft untilUtcMs={install.progress.untilUtcMs} />}
          </div>
          <Steps progress={install.progress} />
        </WizardStep>
        <WizardStep title={t('readers.key.test')} state={outcome === 'done' ? 'now' : 'open'}>
          {outcome === 'done' ? (
            <>
              <p className={classes.good}>✓ {t('readers.key.done', { name: reader.name })}</p>
              <p>{t('readers.key.testText')}</p>
              {reader.secureRequired ? null : <p className={classes.warning}>{t('readers.key.clearReader')}</p>}
            </>
          ) : (
            <p className={classes.dim}>{t('readers.key.testLater')}</p>
          )}
        </WizardStep>
      </ol>
      <Spoken progress={install.progress} name={reader.name} />
      {failure === null ? null : <FailureNote failure={failure} more={t('readers.key.again')} />}
    </>
  );
}

function WizardStep({ title, state, children }: { readonly title: string; readonly state: StepMark; readonly children: ReactNode }) {
  return (
    <li className={classes.wizardStep} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
      <h2 className={classes.heading}>{title}</h2>
      {children}
    </li>
  );
}

const shapes: { readonly [mark in StepMark]: string } = { done: '✓', now: '◌', open: '○', failed: '✕' };

function Steps({ progress: { last, outcome } }: { readonly progress: Progress }) {
  const { t } = useText();
  return (
    <ul className={classes.steps}>
      {stepMarks(last, outcome).map(({ step, mark }) => (
        <li key={step} data-mark={mark}>
          <span aria-hidden="true">{shapes[mark]}</span> {t(`readers.key.step.${step}`)} <span className={classes.spoken}>{t(`readers.key.mark.${mark}`)}</span>
        </li>
      ))}
    </ul>
  );
}

function TimeLeft({ untilUtcMs }: { readonly untilUtcMs: number }) {
  const { t } = useText();
  const now = useNow();
  return (
    <span className={classes.figures}>{t('readers.key.left', { seconds: Math.max(0, Math.min(windowSeconds, Math.ceil((untilUtcMs - now) / 1000))) })}</span>
  );
}

/** Each step read out as it happens; a failure speaks for itself. */
function Spoken({ progress: { last, outcome }, name }: { readonly progress: Progress; readonly name: string }) {
  const { t } = useText();
  const words = outcome === 'done' ? t('readers.key.done', { name }) : outcome === 'running' && last !== null ? t(`readers.key.step.${last}`) : '';
  return (
    <p className={classes.spoken} aria-live="polite">
      {words}
    </p>
  );
}
