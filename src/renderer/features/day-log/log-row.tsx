/** One row of the journal as one line; an amended note shows its old text struck through and the new beside it. */
import type { Entry } from '../../../shared/contract/schemas.ts';
import { useText } from '../../app/text.ts';
import { SimulatedMark, TimeText } from '../../ui/index.ts';
import { versionsOf } from './amended-text.ts';
import { groupOf } from './kinds.ts';
import classes from './log-row.module.css';
import { actorText, sentenceFor } from './sentence.ts';

export function LogRow({ entry }: { readonly entry: Entry }) {
  const { t } = useText();
  const { row } = entry;
  return (
    <div className={classes.row}>
      <span className={classes.dim}>
        <TimeText atUtcMs={Date.parse(row.enteredAtUtc)} />
      </span>
      <span className={classes.dim}>{t(`log.group.${groupOf(row.kind)}`)}</span>
      <span className={classes.words} data-note={row.kind === 'note.written'}>
        {entry.amendments.length === 0 ? sentenceFor(entry, t) : <Amended entry={entry} />}
      </span>
      <span className={classes.actor}>{entry.simulated ? <SimulatedMark short /> : row.kind.startsWith('note.') ? actorText(row.actor, t) : null}</span>
      <span className={classes.seq}>{row.seq}</span>
    </div>
  );
}

function Amended({ entry }: { readonly entry: Entry }) {
  const { t } = useText();
  const versions = versionsOf(entry);
  const now = versions.at(-1);
  return (
    <>
      <del className={classes.old}>{versions[0]?.text}</del> <ins className={classes.new}>{now?.text}</ins>{' '}
      <span className={classes.mark}>{t('log.amend.amended')}</span>
    </>
  );
}
