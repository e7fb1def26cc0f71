/** How a simulated OSDP reader reports a card: its Wiegand bits in a RAW reply. Pure. */
import type { CardNumber } from '../../../../shared/model/cards.ts';
import { bitsOfRawCard } from '../../../core/access/identify-card.ts';
import { bytesFromBits, encodeWiegand } from '../../../core/access/wiegand.ts';
import type { Reply } from '../../readers/osdp/messages.ts';

const unspecified = 0;
const wiegandWithParity = 1;

/** Null for a card that has no bits. */
export function cardReply(card: CardNumber): Extract<Reply, { name: 'raw' }> | null {
  const bits = encodeWiegand(card) ?? bitsOfRawCard(card);
  if (bits === null) return null;
  return { name: 'raw', reader: 0, format: card.format === 'raw' ? unspecified : wiegandWithParity, bitCount: bits.length, bits: bytesFromBits(bits) };
}
