/** One key back to where a screen was opened from. In a field Esc leaves the field first, so that the keys on the buttons work again. */
import { useShortcut } from '../app/shortcuts.ts';
import { useText } from '../app/text.ts';
import { isTextInput } from '../app/text-input.ts';
import { KeyButton } from './key-button.tsx';

export function BackKey({ onBack }: { readonly onBack: () => void }) {
  const { t } = useText();
  useShortcut('Escape', (event) => (isTextInput(event.target) ? false : onBack()));
  return (
    <KeyButton kind="quiet" shownKey="Escape" onPress={onBack}>
      {t('common.back')}
    </KeyButton>
  );
}
