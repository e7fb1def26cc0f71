/** Plays each pattern once, for the test at the start of a shift. */
import { useText } from '../../app/text.ts';
import { KeyButton, PriorityMark } from '../../ui/index.ts';
import { soundPatterns } from './choose.ts';
import { player } from './player.ts';
import classes from './sound.module.css';
import { SoundState } from './sound-state.tsx';

const priorityOf = { critical: 1, high: 2, medium: 3 } as const;

export function SoundTest() {
  const { t } = useText();
  return (
    <section className={classes.test} aria-label={t('alarms.sound.title')}>
      <p>{t('alarms.sound.testHint')}</p>
      <div className={classes.buttons}>
        {soundPatterns.map((pattern) => (
          <KeyButton key={pattern} onPress={() => player.play(pattern, 1)} icon={<PriorityMark priority={priorityOf[pattern]} calm />}>
            {t('alarms.sound.test')}
          </KeyButton>
        ))}
      </div>
      <SoundState />
    </section>
  );
}
