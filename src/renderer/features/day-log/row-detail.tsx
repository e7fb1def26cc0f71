/** One journal row in full: the sentence, who and where, its times, the payload in words, the raw row with its hashes; cite and amend. */
import { useState } from 'react';
import type { Entry } from '../../../shared/contract/schemas.ts';
import { openScreen } from '../../app/navigation.ts';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { DetailList, DetailPane, DetailRow, KeyButton, RawFold, SimulatedMark, TimeRows } from '../../ui/index.ts';
import { AmendForm } from './amend-form.tsx';
import { canAmend, citesOf, versionsOf } from './amended-text.ts';
import { factsOf } from './facts.ts';
import { citeRow } from './note-draft.ts';
import classes from './row-detail.module.css';
import { actorText, sentenceFor } from './sentence.ts';
import { Versions } from './versions.tsx';

export function RowDetail({ entry, onClose }: { readonly entry: Entry; readonly onClose: () => void }) {
  const { t } = useText();
  const may = useMay('guard', 'operator', 'lead');
  const [amending, setAmending] = useState(false);
  const { row } = entry;
  const amendable = canAmend(entry);
  const cite = () => {
    citeRow(row.seq);
    openScreen('log', 'note');
  };
  const actions =
    may && !amending ? (
      <>
        <KeyButton shortcut="C" onPress={cite}>
          {t('log.detail.cite')}
        </KeyButton>
        {amendable ? (
          <KeyButton shortcut="A" onPress={() => setAmending(true)}>
            {t('log.amend.open')}
          </KeyButton>
        ) : null}
      </>
    ) : undefined;
  return (
    <DetailPane title={t('log.detail.row', { seq: row.seq })} onClose={onClose} actions={actions}>
      {amending ? (
        <AmendForm entry={entry} onDone={() => setAmending(false)} />
      ) : (
        <>
          {entry.amendments.length > 0 ? <Versions versions={versionsOf(entry)} /> : <p className={classes.sentence}>{sentenceFor(entry, t)}</p>}
          {entry.simulated ? (
            <p className={classes.mark}>
              <SimulatedMark />
            </p>
          ) : null}
          <RowFacts entry={entry} />
          <RawFold label={t('log.detail.raw')} text={JSON.stringify(row, null, 2)} />
        </>
      )}
    </DetailPane>
  );
}

function RowFacts({ entry }: { readonly entry: Entry }) {
  const { t, tOr } = useText();
  const { row } = entry;
  const cites = citesOf(entry);
  return (
    <DetailList>
      <DetailRow label={t('log.detail.who')}>
        {actorText(row.actor, t)}
        {row.role === null ? '' : ` · ${tOr(`common.role.${row.role}`, row.role)}`}
        {row.seat === null ? '' : ` · ${row.seat}`}
      </DetailRow>
      <TimeRows {...row} />
      {factsOf(row, t).map((fact) => (
        <DetailRow key={fact.name} label={tOr(`log.fact.${fact.name}`, fact.name)}>
          {fact.text}
        </DetailRow>
      ))}
      {cites.length === 0 ? null : <DetailRow label={t('log.fact.cites')}>{cites.join(', ')}</DetailRow>}
      <DetailRow label={t('log.detail.kind')}>{row.kind}</DetailRow>
      <DetailRow label={t('log.detail.hash')}>
        <code className={classes.hash}>{row.hash}</code>
      </DetailRow>
    </DetailList>
  );
}
