/** Half-done registrations: one key brings the newest back. */
import { useText } from '../../app/text.ts';
import { KeyButton } from '../../ui/index.ts';
import { changeDesk } from './desk-store.ts';
import { type Draft, resumeDraft } from './draft.ts';
import classes from './visitor-box.module.css';

export function ParkedDrafts({ parked }: { readonly parked: readonly Draft[] }) {
  const { t } = useText();
  return parked.toReversed().map((draft, at) => (
    <div key={draft.draftId} className={classes.parked}>
      <KeyButton {...(at === 0 && { shortcut: 'Ctrl+U' })} onPress={() => changeDesk((desk) => resumeDraft(desk, draft.draftId))}>
        {t('visitors.box.resume', { name: draft.name.trim() || t('visitors.box.unnamed') })}
      </KeyButton>
    </div>
  ));
}
