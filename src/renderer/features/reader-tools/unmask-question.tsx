/** Before secrets come on a screen: what that means, and that it is written down. */
import { useShortcut } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.ts';
import { KeyButton } from '../../ui/index.ts';
import classes from './trace.module.css';

export function UnmaskQuestion({ onYes, onNo }: { readonly onYes: () => void; readonly onNo: () => void }) {
  const { t } = useText();
  useShortcut('Escape', onNo);
  return (
    <div className={classes.question} role="alert">
      <p className={classes.asked}>{t('readers.trace.unmaskTitle')}</p>
      <p>{t('readers.trace.unmaskText')}</p>
      <div className={classes.buttons}>
        <KeyButton shortcut="Y" onPress={onYes}>
          {t('readers.trace.unmaskGo')}
        </KeyButton>
        <KeyButton shownKey="Escape" onPress={onNo}>
          {t('common.cancel')}
        </KeyButton>
      </div>
    </div>
  );
}
