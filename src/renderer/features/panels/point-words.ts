/** How a line of the panels screen is said: its state with a shape, and whether it calls for someone. Pure. */
import type { TextKey } from '../../../shared/i18n/index.ts';
import { hasText } from '../../../shared/i18n/index.ts';
import { armedStates, type PanelPoint } from '../../../shared/model/panels.ts';
import type { Text } from '../../app/text.ts';

export type Tone = 'critical' | 'notable' | 'plain';
export interface StateWords {
  readonly shape: string;
  readonly words: string;
  readonly tone: Tone;
}

/** The state of a point: by our word where we have one, else as the panel says it. */
export function stateText(state: string | null, { t }: Pick<Text, 't'>): string {
  const key = `panels.state.${state ?? 'none'}`;
  return hasText(key) ? t(key satisfies TextKey) : (state ?? '');
}

export function stateWords(point: PanelPoint, text: Pick<Text, 't'>): StateWords {
  const state = stateText(point.state, text);
  const words = point.bypassed ? `${text.t('panels.bypassed')}, ${state}` : state;
  if (point.state === 'triggered') return { shape: '▲', words, tone: 'critical' };
  if (point.bypassed) return { shape: '⊘', words, tone: 'notable' };
  if (point.state === 'open' || point.state === 'entryDelay' || point.state === 'exitDelay') return { shape: '◆', words, tone: 'notable' };
  return { shape: point.state !== null && armedStates.has(point.state) ? '■' : '○', words, tone: 'plain' };
}
