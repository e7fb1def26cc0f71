/** How the stories of simulated panels are written: a step is a topic, a payload, and what it means. Data only. */
import type { PanelPublication, StoryStep } from './simulated-dialect.ts';

const pauseMs = 800;

/** A step after a short pause. */
export function step(publication: PanelPublication, means: string, afterMs = pauseMs): StoryStep {
  return { ...publication, afterMs, means };
}

export const retained = (topic: string, payload: string): PanelPublication => ({ topic, payload, retain: true });
export const once = (topic: string, payload: string): PanelPublication => ({ topic, payload, retain: false });

/** The text of a command. */
export const textOf = (payload: Uint8Array): string => Buffer.from(payload).toString('utf8').trim();
