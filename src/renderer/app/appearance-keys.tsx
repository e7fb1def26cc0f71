/** Language, colours and brightness with their keys: in the health strip, and on the screens before sign-in. */
import { stepBrightness, toggleScheme, useAppearance } from './appearance.ts';
import classes from './health-strip.module.css';
import { switchLanguage } from './language.ts';
import { useText } from './text.ts';

export function AppearanceKeys() {
  const { t } = useText();
  const { scheme, brightness } = useAppearance();
  const keys = [
    { key: 'Ctrl+G', words: t('watch.languageSwitch'), press: switchLanguage },
    { key: 'Ctrl+D', words: t(scheme === 'dark' ? 'watch.theme.light' : 'watch.theme.dark'), press: toggleScheme },
    { key: 'Ctrl+B', words: `${brightness} %`, press: stepBrightness, label: `${t('watch.brightness')}: ${brightness} % Ctrl+B` },
  ];
  return (
    <span className={classes.keys}>
      {keys.map(({ key, words, press, label }) => (
        <button key={key} type="button" className={classes.key} onClick={press} aria-label={label} aria-keyshortcuts={key}>
          {words} <kbd>{key}</kbd>
        </button>
      ))}
    </span>
  );
}
