/** Block, report lost, make active: one key, then the reason by number key. The reason is shown to the guard at the next read. */
import { useMutation } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { Entry } from '../../../shared/contract/schemas.ts';
import { type CardStatus, cardText } from '../../../shared/model/cards.ts';
import { api, callError } from '../../app/api.ts';
import { useText } from '../../app/text.ts';
import { KeyButton, ReasonPicker, toast } from '../../ui/index.ts';

type Credential = NonNullable<Entry['credential']>;

const reasonsFor = {
  blocked: ['left', 'misuse', 'stolen', 'order', 'other'],
  lost: ['lostCard', 'stolen', 'order', 'other'],
  active: ['found', 'lifted', 'order', 'other'],
} as const satisfies { readonly [status in CardStatus]: readonly string[] };
type Reason = (typeof reasonsFor)[CardStatus][number];

const buttons = [
  { status: 'blocked', key: 'B', words: 'gate.status.block' },
  { status: 'lost', key: 'L', words: 'gate.status.lost' },
  { status: 'active', key: 'V', words: 'gate.status.activate' },
] as const;

export function CardStatusActions({ credential }: { readonly credential: Credential }) {
  const { t } = useText();
  const [asked, setAsked] = useState<CardStatus | null>(null);
  const change = useMutation({
    mutationFn: (input: { status: CardStatus; note: string }) => {
      const { format, facility, number } = credential;
      return api.gate.setCardStatus({ card: { format, facility, number }, ...input });
    },
    onSuccess: (saved) => toast('done', t('gate.status.done', { card: cardText(saved), status: t(`gate.card.status.${saved.status}`) })),
    onError: (error) => toast('problem', callError(error)),
  });
  const { mutate } = change;
  const pick = useCallback(
    (reason: Reason) => {
      if (asked !== null) mutate({ status: asked, note: t(`gate.status.reasons.${reason}`) });
      setAsked(null);
    },
    [asked, mutate, t],
  );
  const options = useMemo(() => (asked === null ? [] : reasonsFor[asked].map((value) => ({ value, label: t(`gate.status.reasons.${value}`) }))), [asked, t]);
  if (asked !== null) return <ReasonPicker<Reason> label={t('gate.status.title')} options={options} onPick={pick} onCancel={() => setAsked(null)} />;
  return buttons
    .filter((button) => button.status !== (change.data ?? credential).status)
    .map((button) => (
      <KeyButton key={button.status} shortcut={button.key} disabled={change.isPending} onPress={() => setAsked(button.status)}>
        {t(button.words)}
      </KeyButton>
    ));
}
