/** A swipe as a magnetic stripe reader sends it over a serial line. Used by the simulator and the tests. */
import type { CardNumber } from '../../../../shared/model/cards.ts';
import { checkOf } from './tracks.ts';

export interface SwipeForm {
  /** STX before and ETX behind. */
  readonly framed?: boolean;
  /** The check character behind each track, which most readers keep to themselves. */
  readonly checks?: boolean;
}

/** Null if the card is no badge with digits on track 2. */
export function encodeMagstripe(card: CardNumber, form: SwipeForm = {}): Uint8Array | null {
  if (card.format !== 'magstripe') return null;
  const sent = `;${card.number}?`;
  const track = form.checks === true ? sent + checkOf({ number: 2, sent }) : sent;
  return Buffer.from(form.framed === true ? `\x02${track}\r\x03` : `${track}\r`, 'latin1');
}
