/** Language, colours, brightness, the sound test and the duty of this seat. */
import type { ReactNode } from 'react';
import { languages } from '../../../shared/model/users.ts';
import { stepBrightness, toggleScheme, useAppearance } from '../../app/appearance.ts';
import { switchLanguage } from '../../app/language.ts';
import { useText } from '../../app/text.ts';
import { KeyButton } from '../../ui/index.ts';
import { DutyChoice } from './duty-choice.tsx';
import classes from './settings.module.css';

export function LookPart({ soundTest }: { readonly soundTest: ReactNode }) {
  const { t, language } = useText();
  const { scheme, brightness } = useAppearance();
  return (
    <>
      <DutyChoice />
      <section className={classes.form}>
        <h2 className={classes.heading}>{t('settings.look.language')}</h2>
        <div className={classes.buttons}>
          {languages.map((one) => (
            <KeyButton
              key={one}
              pressed={one === language}
              onPress={() => one !== language && switchLanguage()}
              {...(one === language ? {} : { shownKey: 'Ctrl+G' })}
            >
              {t(`common.language.${one}`)}
            </KeyButton>
          ))}
        </div>
        <h2 className={classes.heading}>{t('settings.look.theme')}</h2>
        <div className={classes.buttons}>
          {(['dark', 'light'] as const).map((one) => (
            <KeyButton key={one} pressed={one === scheme} onPress={() => one !== scheme && toggleScheme()} {...(one === scheme ? {} : { shownKey: 'Ctrl+D' })}>
              {t(`watch.theme.${one}`)}
            </KeyButton>
          ))}
          <KeyButton shownKey="Ctrl+B" onPress={stepBrightness}>
            {t('watch.brightnessIs', { percent: brightness })}
          </KeyButton>
        </div>
      </section>
      <section className={classes.form}>
        <h2 className={classes.heading}>{t('settings.look.sound')}</h2>
        {soundTest}
      </section>
    </>
  );
}
