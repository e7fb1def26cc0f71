/** Plays each pattern once, for the test at the start of a shift. */
import { useText } from '../../app/text.ts';
import { KeyButton, PriorityMark } from '../../ui/index.ts';
import { type SoundPattern, soundPatterns } from './choose.ts';
import { player } from './player.ts';
import classes from './sound.module.css';

const priorityOf = { critical: 1, high: 2, medium: 3 } as const;

/** Who tests the speaker wants to hear it. */
const playAloud = (pattern: SoundPattern): void => {
  player.setMuted(false);
  player.play(pattern, 1);
};

export function SoundTest() {
  const { t } = useText();
  return (
    <section className={classes.test} aria-label={t('alarms.sound.title')}>
      <p>{t('alarms.sound.testHint')}</p>
      <div className={classes.buttons}>
        {soundPatterns.map((pattern) => (
          <KeyButton key={pattern} onPress={() => playAloud(pattern)} icon={<PriorityMark priority={priorityOf[pattern]} calm />}>
            {t('alarms.sound.test')}
          </KeyButton>
        ))}
      </div>
      <p className={classes.testWords}>{t('alarms.sound.stripHint')}</p>
    </section>
  );
}
