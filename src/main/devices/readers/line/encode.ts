/** A code as a barcode or QR scanner sends it over a serial line. Used by the simulator and the tests. */
import type { CardNumber } from '../../../../shared/model/cards.ts';

/** Null if the card is not a text card. */
export function encodeLine(card: CardNumber, end: '\r' | '\n' | '\r\n' | '' = '\r\n', aimPrefix = ''): Uint8Array | null {
  return card.format === 'text' ? Buffer.from(aimPrefix + card.number + end, 'utf8') : null;
}
