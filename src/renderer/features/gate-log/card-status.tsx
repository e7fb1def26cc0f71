/** Block, report lost, make active: one key, then the reason by number key. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Entry } from '../../../shared/contract/schemas.ts';
import { type CardStatus, cardText } from '../../../shared/model/cards.ts';
import { type CardReason, cardReasonsFor, type Why } from '../../../shared/model/reasons.ts';
import { api, callError } from '../../app/api.ts';
import { useText } from '../../app/text.ts';
import { KeyButton, toast, WhyQuestion } from '../../ui/index.ts';

type Credential = NonNullable<Entry['credential']>;

const buttons = [
  { status: 'blocked', key: 'B', words: 'gate.status.block' },
  { status: 'lost', key: 'L', words: 'gate.status.lost' },
  { status: 'active', key: 'V', words: 'gate.status.activate' },
] as const;

export function CardStatusActions({ credential }: { readonly credential: Credential }) {
  const { t } = useText();
  const [asked, setAsked] = useState<CardStatus | null>(null);
  const change = useMutation({
    mutationFn: (input: Why<CardReason> & { status: CardStatus }) => {
      const { format, facility, number } = credential;
      return api.gate.setCardStatus({ card: { format, facility, number }, ...input });
    },
    onSuccess: (saved) => {
      toast('done', t('gate.status.done', { card: cardText(saved), status: t(`gate.card.status.${saved.status}`) }));
      setAsked(null);
    },
  });
  if (asked !== null) {
    const options = cardReasonsFor[asked].map((value) => ({ value, label: t(`gate.status.reasons.${value}`) }));
    return (
      <WhyQuestion
        label={t('gate.status.title')}
        options={options}
        problem={change.isError ? callError(change.error) : null}
        busy={change.isPending}
        onGive={(why: Why<CardReason>) => change.mutate({ status: asked, ...why })}
        onCancel={() => {
          if (change.isError) change.reset();
          setAsked(null);
        }}
      />
    );
  }
  return buttons
    .filter((button) => button.status !== (change.data ?? credential).status)
    .map((button) => (
      <KeyButton key={button.status} shortcut={button.key} disabled={change.isPending} onPress={() => setAsked(button.status)}>
        {t(button.words)}
      </KeyButton>
    ));
}
