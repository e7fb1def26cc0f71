/** Holders and the status of their cards. A change says why: the guard at the gate reads it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { type CardStatus, type Credential, cardStatuses, cardText, type Holder } from '../../../shared/model/cards.ts';
import { type CardReason, cardReasonsFor, type Why } from '../../../shared/model/reasons.ts';
import { api, apiQuery, callError } from '../../app/api.ts';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { EmptyState, ErrorState, KeyButton, TextField, toast, WhyQuestion, whyWords } from '../../ui/index.ts';
import { CardPinForm } from './card-pin.tsx';
import { HolderPhoto } from './holder-photo.tsx';
import classes from './settings.module.css';

export function CardsPart() {
  const { t } = useText();
  const [text, setText] = useState('');
  const query = useDeferredValue(text.trim());
  const found = useQuery({ ...apiQuery.gate.find.queryOptions({ input: { text: query } }), enabled: query !== '' });
  return (
    <section className={classes.form}>
      <TextField label={t('settings.cards.find')} value={text} onChange={setText} autoFocus maxLength={80} />
      {query === '' ? <EmptyState>{t('settings.cards.empty')}</EmptyState> : null}
      {found.isError ? <ErrorState what={callError(found.error)} /> : null}
      {query !== '' && found.data?.length === 0 ? <EmptyState>{t('settings.cards.nothing')}</EmptyState> : null}
      {query === '' ? null : found.data?.map(({ holder, cards }) => <HolderCards key={holder.holderId} holder={holder} cards={cards} />)}
    </section>
  );
}

function HolderCards({ holder, cards }: { readonly holder: Holder; readonly cards: readonly Credential[] }) {
  const { t } = useText();
  const mayPhoto = useMay('lead', 'installer');
  return (
    <div className={classes.holder}>
      <div className={classes.buttons}>
        <span className={classes.name}>{holder.name}</span>
        <span className={classes.dim}>{holder.department}</span>
        {mayPhoto ? <HolderPhoto holder={holder} /> : null}
      </div>
      {cards.length === 0 ? <span className={classes.dim}>{t('settings.cards.noCards')}</span> : null}
      {cards.map((card) => (
        <CardStatusLine key={`${card.format} ${cardText(card)}`} card={card} />
      ))}
    </div>
  );
}

function CardStatusLine({ card }: { readonly card: Credential }) {
  const { t } = useText();
  const client = useQueryClient();
  const mayChange = useMay('lead', 'operator');
  const mayPin = useMay('lead', 'installer');
  const [pin, setPin] = useState(false);
  const [next, setNext] = useState<CardStatus | null>(null);
  const why = whyWords('gate.status.reasons', card.statusReason ?? '', card.statusNote, t);
  const change = useMutation({
    mutationFn: (input: Why<CardReason> & { status: CardStatus }) => {
      const { format, facility, number } = card;
      return api.gate.setCardStatus({ card: { format, facility, number }, ...input });
    },
    onSuccess: (_saved, { status }) => {
      toast('done', t('settings.cards.changed', { card: cardText(card), status: t(`settings.cards.status.${status}`) }));
      setNext(null);
    },
    onSettled: () => void client.invalidateQueries({ queryKey: apiQuery.gate.key() }),
  });
  const ask = (status: CardStatus | null) => {
    change.reset();
    setNext(status);
  };
  return (
    <>
      <div className={classes.card}>
        <span>{`${cardText(card)} · ${t(`gate.format.${card.format}`)}`}</span>
        <span>
          {t(`settings.cards.status.${card.status}`)}
          {why === '' ? null : <span className={classes.dim}> · {why}</span>}
        </span>
        <span className={classes.buttons}>
          {mayChange
            ? cardStatuses
                .filter((status) => status !== card.status)
                .map((status) => (
                  <KeyButton key={status} pressed={next === status} onPress={() => ask(status)}>
                    {t(`settings.cards.status.${status}`)}
                  </KeyButton>
                ))
            : null}
          {mayPin ? (
            <KeyButton pressed={pin} onPress={() => setPin(!pin)}>
              {t('gate.pin.set')}
            </KeyButton>
          ) : null}
        </span>
      </div>
      {pin ? <CardPinForm card={card} onDone={() => setPin(false)} /> : null}
      {next === null ? null : (
        <WhyQuestion
          label={`${t(`settings.cards.status.${next}`)}: ${t('settings.cards.why')}`}
          options={cardReasonsFor[next].map((value) => ({ value, label: t(`gate.status.reasons.${value}`) }))}
          problem={change.isError ? callError(change.error) : null}
          busy={change.isPending}
          onGive={(given) => change.mutate({ status: next, ...given })}
          onCancel={() => ask(null)}
        />
      )}
    </>
  );
}
