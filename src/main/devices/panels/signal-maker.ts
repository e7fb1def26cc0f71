/**
 * Makes the signals of one panel, and remembers which of its conditions are raised, so that a source that goes away can
 * be ended. Must not know any dialect.
 */
import { hash } from 'node:crypto';
import type { PanelConfig } from '../../../shared/model/config.ts';
import type { MappedWord } from '../../../shared/model/mapped-word.ts';
import type { PointKind } from '../../../shared/model/panels.ts';
import type { PanelSignal } from '../../core/ports/devices.ts';
import type { ConditionMeaning } from './condition-words.ts';

type Signal<T extends PanelSignal['type']> = Extract<PanelSignal, { type: T }>;

/** Where and how something was said. */
export interface Said {
  readonly source: string;
  readonly retained: boolean;
  readonly partition?: string | null;
  readonly code?: string | null;
  readonly text?: string | null;
  readonly panelTimeUtcMs?: number | null;
  readonly momentary?: boolean;
}

export interface SaidEvent extends Said {
  readonly event: string;
  readonly kind?: NonNullable<Signal<'event'>['kind']>;
  readonly user?: string | null;
  readonly active?: boolean;
  readonly identity?: string;
}

export type SaidPoint = Omit<Signal<'point'>, 'type' | 'panelId' | 'simulated'>;

const maxNameLength = 120;
/** A flood of invented names must not fill the memory; beyond it, sources are not remembered. */
export const maxSources = 20_000;

/** A name that a board can show; what is cut stays unique by a hash of the whole. */
export function shownName(name: string): string {
  return name.length <= maxNameLength ? name : `${name.slice(0, maxNameLength - 10)}… ${hash('sha256', name).slice(0, 8)}`;
}

/** A text for people: without blanks around it, at most 200 characters; null when nothing is left. */
export function shownText(text: unknown): string | null {
  const trimmed = typeof text === 'string' ? text.trim().slice(0, 200) : '';
  return trimmed === '' ? null : trimmed;
}

export class SignalMaker {
  readonly #config: Pick<PanelConfig, 'id' | 'name' | 'simulated'>;
  readonly #raised = new Map<string, Map<string, { readonly meaning: ConditionMeaning; readonly said: Said }>>();

  constructor(config: Pick<PanelConfig, 'id' | 'name' | 'simulated'>) {
    this.#config = config;
  }

  condition(meaning: ConditionMeaning, active: boolean, said: Said): PanelSignal {
    this.#remember(meaning, active, said);
    const { source, retained, text = null, panelTimeUtcMs = null, ...rest } = said;
    return {
      type: 'condition',
      panelId: this.#config.id,
      area: this.#config.name,
      ...meaning,
      active,
      source,
      retained,
      text,
      panelTimeUtcMs,
      simulated: this.#config.simulated,
      ...rest,
    };
  }

  /** What a word that the site has taught means here. `active`: is the thing so (a flag may be false)? */
  taught(meaning: MappedWord, active: boolean, said: Said): readonly PanelSignal[] {
    if (meaning === 'ignore' || meaning === 'alive') return [];
    if (meaning === 'clear') return active ? this.endAll(said) : [];
    return [this.condition(meaning, active, said)];
  }

  event(said: SaidEvent): PanelSignal {
    const { momentary: _momentary, text = null, ...rest } = said;
    return { type: 'event', panelId: this.#config.id, text, simulated: this.#config.simulated, ...rest };
  }

  point(said: SaidPoint): PanelSignal {
    return { type: 'point', panelId: this.#config.id, simulated: this.#config.simulated, ...said };
  }

  pointGone(kind: PointKind, pointId: string): PanelSignal {
    return { type: 'pointGone', panelId: this.#config.id, kind, pointId };
  }

  availability(online: boolean): PanelSignal {
    return { type: 'availability', panelId: this.#config.id, online, simulated: this.#config.simulated };
  }

  /** What the source has raised and not ended. */
  raisedAt(source: string): readonly ConditionMeaning[] {
    return [...(this.#raised.get(source)?.values() ?? [])].map(({ meaning }) => meaning);
  }

  /** Ends everything that the source has raised. */
  endAll(said: Said): readonly PanelSignal[] {
    const raised = [...(this.#raised.get(said.source)?.values() ?? [])];
    return raised.map((one) => this.condition(one.meaning, false, { ...partitionOf(one.said), ...said }));
  }

  #remember(meaning: ConditionMeaning, active: boolean, said: Said): void {
    const known = this.#raised.get(said.source);
    if (!active) {
      known?.delete(meaning.condition);
      if (known?.size === 0) this.#raised.delete(said.source);
    } else if (known !== undefined) known.set(meaning.condition, { meaning, said });
    else if (this.#raised.size < maxSources) this.#raised.set(said.source, new Map([[meaning.condition, { meaning, said }]]));
  }
}

const partitionOf = ({ partition }: Said): Pick<Said, 'partition'> => (partition === undefined ? {} : { partition });
