/** What a site gets where its configuration says nothing: the readers' voice and the card formats. */
import type { WiegandFormat } from './cards.ts';
import type { ReaderVoice } from './config.ts';

/** The relay moves only for granted; the texts are for the few readers with a display, in plain ASCII. */
export const defaultVoice: ReaderVoice = {
  granted: { lamp: 'green', blinks: false, seconds: 3, beeps: 1, relay: { output: 0, seconds: 3 }, text: 'GRANTED' },
  denied: { lamp: 'red', blinks: true, seconds: 3, beeps: 3, relay: null, text: 'DENIED' },
  wait: { lamp: 'amber', blinks: true, seconds: 15, beeps: 0, relay: null, text: 'PLEASE WAIT' },
  install: { lamp: 'blue', blinks: true, seconds: 60, beeps: 0, relay: null, text: 'INSTALL MODE' },
};

/** One format for each length, so that no card can be taken for another by default. */
export const defaultCardFormats: readonly WiegandFormat[] = ['H10301', 'H10306', 'C1000-35', 'H10302', 'C1000-48'];
