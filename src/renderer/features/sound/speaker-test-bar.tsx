/**
 * At the start of a shift: can the alarms be heard here? A bar, no dialog: it takes no focus, and everything else goes on.
 * Its keys are with Shift, as the one that switches the sound off: the plain ones belong to the screen below.
 */
import { useEffect, useState } from 'react';
import { api, callError } from '../../app/api.ts';
import { useNow } from '../../app/now.ts';
import { useMay, useSession } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { KeyButton, PriorityMark, toast } from '../../ui/index.ts';
import { player } from './player.ts';
import classes from './sound.module.css';
import { useSoundState } from './sound-switch.ts';
import { isTestDue, keepTest, lastTest, testTune } from './speaker-test.ts';

const priorityOf = { critical: 1, high: 2, medium: 3 } as const;

/** Who has put it off until the next sign-in. For as long as the page lives. */
let putOffBy: string | null = null;

export function SpeakerTestBar() {
  const user = useSession()?.user?.name ?? null;
  const watches = useMay('guard', 'operator', 'lead');
  const now = useNow();
  const [, answered] = useState(0);
  if (user === null || !watches || putOffBy === user || !isTestDue(lastTest(), user, now)) return null;
  const put = (change: () => void) => {
    change();
    answered((times) => times + 1);
  };
  return (
    <Test
      key={user}
      onHeard={() => put(() => keepTest({ user, atUtcMs: now }))}
      onLater={() =>
        put(() => {
          putOffBy = user;
        })
      }
    />
  );
}

function Test({ onHeard, onLater }: { readonly onHeard: () => void; readonly onLater: () => void }) {
  const { t } = useText();
  const [stage, setStage] = useState<'begin' | 'asked' | 'notHeard'>('begin');
  const tune = useTune();
  const state = useSoundState();
  const play = () => {
    tune.play();
    setStage('asked');
  };
  const answer = (heard: boolean) => {
    api.alarms.soundTest({ heard }).catch((error: unknown) => toast('problem', callError(error)));
    if (heard) onHeard();
    else setStage('notHeard');
  };
  return (
    <section className={classes.testBar} aria-label={t('alarms.sound.testTitle')}>
      <span className={classes.testWords} role="status">
        <strong>{t('alarms.sound.testTitle')}</strong> {t(`alarms.sound.testStage.${state === 'failed' ? 'failed' : stage}`)}
      </span>
      <span className={classes.tune} aria-hidden="true">
        {testTune.map(({ pattern }) => (
          <span key={pattern} data-now={tune.now === pattern}>
            <PriorityMark priority={priorityOf[pattern]} calm={tune.now !== pattern} short />
          </span>
        ))}
      </span>
      <span className={classes.buttons}>
        <KeyButton shortcut="Shift+T" onPress={play}>
          {t('alarms.sound.test')}
        </KeyButton>
        {stage === 'asked' ? (
          <>
            <KeyButton shortcut="Shift+Y" onPress={() => answer(true)}>
              {t('alarms.sound.heard')}
            </KeyButton>
            <KeyButton shortcut="Shift+N" onPress={() => answer(false)}>
              {t('alarms.sound.notHeard')}
            </KeyButton>
          </>
        ) : null}
        <KeyButton kind="quiet" shortcut="Shift+L" onPress={onLater}>
          {t('alarms.sound.later')}
        </KeyButton>
      </span>
    </section>
  );
}

/** Plays the patterns one after another; `now` is the one that sounds. */
function useTune() {
  const [at, setAt] = useState<number | null>(null);
  const step = at === null ? undefined : testTune[at];
  useEffect(() => {
    if (step === undefined || at === null) return undefined;
    player.play(step.pattern, 1);
    const timer = setTimeout(() => setAt(at + 1 < testTune.length ? at + 1 : null), step.ms);
    return () => clearTimeout(timer);
  }, [at, step]);
  useEffect(() => () => player.stop(), []);
  const play = () => {
    // Who tests the speaker wants to hear it.
    player.setMuted(false);
    setAt(0);
  };
  return { now: step?.pattern ?? null, play };
}
