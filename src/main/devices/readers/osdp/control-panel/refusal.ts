/** What a NAK means at the point where it comes (clauses 7.3 and 5.9, Annex D). A pure rule. */
import { nakCodes } from '../messages.ts';

export type Purpose = 'greet' | 'question' | 'challenge' | 'prove' | 'keySet' | 'job' | 'poll';

export type Refusal =
  /** The answer to the command: told to whoever asked. */
  | 'final'
  /** The command came broken: the same bytes again. */
  | 'repeat'
  /** The reader may know the checksum only, or CRC only. */
  | 'tryOtherCheck'
  /** Sequence or session are lost on its side: anew from sequence 0. */
  | 'sessionGone'
  /** In clear where it must not be. */
  | 'plainReply'
  /** It does not know secure channels. */
  | 'noSecurity'
  /** It will not open a channel with this key. */
  | 'keyRefused'
  /** It talks only in a secure channel, which it is not to have by its settings. */
  | 'clearRefused'
  /** The key may have been taken: the handshake tells. */
  | 'keyMayBeTaken';

export interface Refused {
  readonly nak: number;
  readonly purpose: Purpose;
  /** The command was POLL, as a greeting or later. */
  readonly isPoll: boolean;
  readonly hasChannel: boolean;
  /** The NAK itself came in clear. */
  readonly inClear: boolean;
  readonly needsChannel: boolean;
  /** This reader has answered with the check in use. */
  readonly checkProven: boolean;
  /** By PDCAP; null where it did not say. */
  readonly canSecure: boolean | null;
}

export function meaningOf(refused: Refused): Refusal {
  const { nak, purpose, inClear, hasChannel } = refused;
  if (nak === nakCodes.sequence) return 'sessionGone';
  if (nak === nakCodes.badCheck && inClear) return refused.checkProven ? 'repeat' : 'tryOtherCheck';
  if (purpose === 'challenge' || purpose === 'prove') return inHandshake(refused);
  const aboutSecurity = nak === nakCodes.securityUnsupported || nak === nakCodes.securityNotMet;
  if (hasChannel && inClear) {
    if (nak === nakCodes.length) return 'repeat';
    if (!aboutSecurity) return 'plainReply';
    return purpose === 'keySet' ? 'keyMayBeTaken' : 'sessionGone';
  }
  return refused.isPoll && aboutSecurity && !refused.needsChannel ? 'clearRefused' : 'final';
}

/** Many readers that have another key, or none yet, say that the block is unsupported: it is so only where PDCAP does not promise AES. */
function inHandshake({ nak, canSecure }: Refused): Refusal {
  if (nak === nakCodes.unknownCommand) return 'noSecurity';
  return nak === nakCodes.securityUnsupported && canSecure !== true ? 'noSecurity' : 'keyRefused';
}
