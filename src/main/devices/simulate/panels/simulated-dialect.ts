/** What a simulated panel of one dialect publishes, as real bridges do. Data only: who connects is panel.ts. */
import type { PanelDialectName } from '../../../../shared/model/panels.ts';

export interface PanelPublication {
  readonly topic: string;
  readonly payload: string | Uint8Array;
  readonly retain: boolean;
}

export interface StoryStep extends PanelPublication {
  /** After the step before. */
  readonly afterMs: number;
  /** What an operator should see, in English; printed by `guardpost simulate panel`. */
  readonly means: string;
}

export interface SimulatedDialect {
  readonly dialect: PanelDialectName;
  readonly defaultBase: string;
  /** Will and greeting of the bridge. */
  availability(base: string): { readonly topic: string; readonly online: string; readonly offline: string } | null;
  /** The states that it publishes when it connects. */
  announcements(base: string): readonly PanelPublication[];
  /** Alarms that come and go, troubles, arming, a test: every kind of thing that the dialect can say. */
  story(base: string): readonly StoryStep[];
  /** How it answers commands; null = it only reports. */
  readonly commands: {
    filters(base: string): readonly string[];
    answer(base: string, topic: string, payload: Uint8Array): readonly PanelPublication[];
  } | null;
}
