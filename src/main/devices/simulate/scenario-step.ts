/** What a scenario is made of: steps, and what it is written from. */
import type { CardNumber, Credential } from '../../../shared/model/cards.ts';
import type { DemoPanelId, Publication } from './panel-topics.ts';
import type { SeededRandom } from './random.ts';

export type Action =
  | { readonly type: 'card'; readonly readerId: string; readonly card: CardNumber }
  /** Typed at a PIN pad. */
  | { readonly type: 'keys'; readonly readerId: string; readonly keys: string }
  /** A reader's housing is opened or closed. */
  | { readonly type: 'tamper'; readonly readerId: string; readonly on: boolean }
  /** A document on the scanner, by its machine-readable lines. */
  | { readonly type: 'document'; readonly readerId: string; readonly lines: readonly string[] }
  | { readonly type: 'panel'; readonly panelId: DemoPanelId; readonly publication: Publication };

/** `afterMs` counts from the step before in the same stream. */
export interface Step {
  readonly afterMs: number;
  readonly action: Action;
}

export interface ScenarioInput {
  readonly random: SeededRandom;
  readonly cards: readonly Credential[];
  readonly unknown: readonly CardNumber[];
  /** To tell expired and not yet valid cards from the others. */
  readonly nowUtcMs: number;
}
