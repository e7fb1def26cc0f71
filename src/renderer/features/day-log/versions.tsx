/** The texts of an amended note: old ones struck through, the one that holds last, each with who, when and why. */
import { useText } from '../../app/text.ts';
import { dateTimeText } from '../../ui/index.ts';
import type { Version } from './amended-text.ts';
import { reasonOf } from './reasons.ts';
import classes from './row-detail.module.css';
import { actorText } from './sentence.ts';

export function Versions({ versions }: { readonly versions: readonly Version[] }) {
  const { t } = useText();
  return (
    <ol className={classes.versions}>
      {versions.map((version, at) => (
        <li key={version.amendment?.seq ?? 0}>
          {at < versions.length - 1 ? <del>{version.text}</del> : <ins>{version.text}</ins>}
          {version.amendment === null ? null : (
            <p className={classes.by}>
              {t('log.amend.by', {
                reason: reasonOf(version.amendment.kind, version.amendment.payload, t) || t('log.value.none'),
                who: actorText(version.amendment.actor, t),
                when: dateTimeText(Date.parse(version.amendment.enteredAtUtc)),
              })}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
