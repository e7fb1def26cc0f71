/** What a scanned document says against the draft: another name than the one on file, or that it has expired. */
import { useText } from '../../app/text.ts';
import type { Draft } from './draft.ts';
import classes from './registration-form.module.css';

export function ScannedNote({ draft: { scanned, name } }: { readonly draft: Draft }) {
  const { t } = useText();
  if (scanned === null) return null;
  const otherName = scanned.name.toLowerCase() !== name.trim().toLowerCase();
  return (
    <div aria-live="polite">
      {otherName ? <p className={classes.dim}>{t('visitors.scan.onDocument', { name: scanned.name })}</p> : null}
      {scanned.expiredOn === null ? null : (
        <p className={classes.problem}>
          <span aria-hidden="true">▲</span> {t('visitors.scan.expired', { date: scanned.expiredOn })}
        </p>
      )}
    </div>
  );
}
