/** The readers that answer (OSDP): from a card to the decision at the reader, poll rounds, and what many readers cost. Each beside a peer or a limit. */
import { benchOsdpDecision } from './osdp-decision.ts';
import { benchOsdpLoad } from './osdp-load.ts';
import { benchOsdpRounds } from './osdp-rounds.ts';

export async function benchOsdp() {
  return { cardToDecision: await benchOsdpDecision(), pollRounds: await benchOsdpRounds(), processorShare: await benchOsdpLoad() };
}
