/** The box was given an employee's card: whose it is and how the cards stand. */
import { useQuery } from '@tanstack/react-query';
import { cardText, type Holder } from '../../../shared/model/cards.ts';
import { apiQuery } from '../../app/api.ts';
import { useText } from '../../app/text.ts';
import { dateText } from '../../ui/index.ts';
import classes from './visitor-box.module.css';

export function CardHolderAnswer({ holder }: { readonly holder: Holder }) {
  const { t } = useText();
  const found = useQuery(apiQuery.gate.find.queryOptions({ input: { text: holder.name.slice(0, 80) }, staleTime: 0 }));
  const cards = found.data?.find((each) => each.holder.holderId === holder.holderId)?.cards ?? [];
  return (
    <div className={classes.holder} aria-live="polite">
      <p className={classes.holderName}>{holder.name}</p>
      <p className={classes.dim}>{holder.department}</p>
      {cards.map((card) => (
        <p key={`${card.format} ${cardText(card)}`}>
          {cardText(card)} · {t(`gate.card.status.${card.status}`)}
          {card.validUntilUtcMs === null ? '' : ` · ${t('gate.card.until', { date: dateText(card.validUntilUtcMs) })}`}
        </p>
      ))}
    </div>
  );
}
