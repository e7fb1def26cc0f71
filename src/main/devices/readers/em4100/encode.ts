/** EM4100 ASCII frames as the modules send them (serial-readers 3.1). Used by the simulator and the tests. */
import type { CardNumber } from '../../../../shared/model/cards.ts';

/** RDM6300: 14 bytes. ID-12/ID-20: 16 bytes, with CR LF before the end byte. */
export type Em4100Module = 'rdm6300' | 'id12';

/** Null if the card is no EM4100 card. */
export function encodeEm4100(card: CardNumber, module: Em4100Module = 'rdm6300'): Uint8Array | null {
  if (card.format !== 'em4100' || !/^[0-9A-F]{10}$/.test(card.number)) return null;
  const checksum = em4100Checksum(card.number).toString(16).toUpperCase().padStart(2, '0');
  return Buffer.from(`\x02${card.number}${checksum}${module === 'id12' ? '\r\n' : ''}\x03`, 'latin1');
}

/** Xor of the five bytes that the ten hex characters stand for. */
export function em4100Checksum(tenHex: string): number {
  let sum = 0;
  for (let at = 0; at < tenHex.length; at += 2) sum ^= Number.parseInt(tenHex.slice(at, at + 2), 16);
  return sum;
}
