/** The photo of a holder, or initials, or a mark that nobody holds the card. */
import type { Entry } from '../../../shared/contract/schemas.ts';
import { useText } from '../../app/text.ts';
import classes from './face.module.css';
import { initialsOf } from './read-words.ts';
import { usePhoto } from './use-photo.ts';

type Holder = NonNullable<Entry['holder']>;

export function Face({ holder, size }: { readonly holder: Holder | null; readonly size: 'card' | 'large' | 'pane' }) {
  const { t } = useText();
  const address = usePhoto(holder?.holderId ?? '', holder?.hasPhoto === true);
  if (holder !== null && address !== null) {
    return <img className={classes.face} data-size={size} src={address} alt={t('gate.card.photoOf', { name: holder.name })} />;
  }
  return (
    <span className={classes.face} data-size={size} data-unknown={holder === null} aria-hidden="true">
      {holder === null ? '?' : initialsOf(holder.name)}
    </span>
  );
}
