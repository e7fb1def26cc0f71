/** One read in full: what, who, what to do, the card and its times, the raw frame folded; and what may be done with the card. */
import { useState } from 'react';
import type { Entry } from '../../../shared/contract/schemas.ts';
import { cardText } from '../../../shared/model/cards.ts';
import { useNow } from '../../app/now.ts';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { DecisionMark, DetailList, DetailPane, DetailRow, dateText, KeyButton, RawFold, SimulatedMark, TimeRows, whyWords } from '../../ui/index.ts';
import { CardStatusActions } from './card-status.tsx';
import { Face } from './face.tsx';
import classes from './read-detail.module.css';
import { cardOf, cardTextOf, directionOf, rawHexOf, readerOf } from './read-words.ts';
import { RegisterCard } from './register-card.tsx';
import { isGranted, reasonOf, sayFor } from './say.ts';

export function ReadDetail({ entry, onClose }: { readonly entry: Entry; readonly onClose: () => void }) {
  const { t } = useText();
  const mayRegister = useMay('lead', 'installer');
  const mayChange = useMay('lead', 'operator');
  const [registering, setRegistering] = useState(false);
  /** Registered just now: the row goes on saying what was true when the card was read. */
  const [registeredTo, setRegisteredTo] = useState<string | null>(null);
  const card = cardOf(entry);
  const unknown = entry.credential === null && card !== null && registeredTo === null;
  const actions = (
    <>
      {unknown && mayRegister && !registering ? (
        <KeyButton shortcut="R" onPress={() => setRegistering(true)}>
          {t('gate.register.open')}
        </KeyButton>
      ) : null}
      {entry.credential !== null && mayChange ? <CardStatusActions credential={entry.credential} /> : null}
    </>
  );
  const hasActions = (unknown && mayRegister && !registering) || (entry.credential !== null && mayChange);
  return (
    <DetailPane title={entry.holder?.name ?? t('gate.card.unknownPerson')} onClose={onClose} actions={hasActions ? actions : undefined}>
      {registering && card !== null ? (
        <RegisterCard
          card={card}
          onDone={(name) => {
            setRegistering(false);
            setRegisteredTo(name);
          }}
        />
      ) : (
        <>
          {registeredTo === null || card === null ? null : (
            <p className={classes.say}>{t('gate.register.done', { card: cardText(card), name: registeredTo })}</p>
          )}
          <ReadFacts entry={entry} />
        </>
      )}
    </DetailPane>
  );
}

function ReadFacts({ entry }: { readonly entry: Entry }) {
  const { t, language } = useText();
  const now = useNow();
  const granted = isGranted(entry);
  const direction = directionOf(entry);
  const raw = rawHexOf(entry);
  return (
    <>
      <div className={classes.top}>
        <Face holder={entry.holder} size="pane" />
        <div>
          <p className={classes.decision}>
            <DecisionMark granted={granted} strong words={t(granted ? 'gate.decision.granted' : 'gate.decision.denied')} />
          </p>
          <p>{t(`gate.reason.${reasonOf(entry)}`)}</p>
          <p className={classes.dim}>
            {readerOf(entry)}
            {direction === null ? '' : ` · ${t(`gate.direction.${direction}`)}`}
          </p>
          {entry.simulated ? <SimulatedMark /> : null}
        </div>
      </div>
      {granted ? null : <p className={classes.say}>{sayFor(entry, t, language, now)}</p>}
      <DetailList>
        {entry.holder === null ? null : <DetailRow label={t('gate.detail.department')}>{entry.holder.department || '–'}</DetailRow>}
        <CardFacts entry={entry} />
        {entry.repeats > 0 ? <DetailRow label={t('gate.column.repeats')}>{t('gate.card.repeats', { count: entry.repeats + 1 })}</DetailRow> : null}
        <TimeRows {...entry.row} />
        <DetailRow label={t('gate.detail.what')}>{t('gate.detail.row', { seq: entry.row.seq })}</DetailRow>
      </DetailList>
      {raw === '' ? null : <RawFold text={raw} />}
    </>
  );
}

/** The card as it stands now, which may be other than when it was read. */
function CardFacts({ entry }: { readonly entry: Entry }) {
  const { t } = useText();
  const card = cardOf(entry);
  const { credential } = entry;
  const until = credential?.validUntilUtcMs ?? null;
  const statusWhy = whyWords('gate.status.reasons', credential?.statusReason ?? '', credential?.statusNote, t);
  return (
    <>
      <DetailRow label={t('gate.detail.card')}>
        {cardTextOf(entry)} {card === null ? '' : `· ${t(`gate.format.${card.format}`)}`}
      </DetailRow>
      {credential === null ? null : (
        <>
          <DetailRow label={t('gate.detail.valid')}>
            {credential.validFromUtcMs === null ? '' : `${dateText(credential.validFromUtcMs)} – `}
            {until === null ? t('gate.card.openEnd') : t('gate.card.until', { date: dateText(until) })}
          </DetailRow>
          <DetailRow label={t('gate.detail.status')}>
            {t(`gate.card.status.${credential.status}`)}
            {statusWhy === '' ? '' : ` · ${statusWhy}`}
            {credential.statusBy === null ? '' : ` · ${credential.statusBy}`}
            {credential.statusAtUtcMs === null ? '' : ` · ${dateText(credential.statusAtUtcMs)}`}
          </DetailRow>
        </>
      )}
    </>
  );
}
