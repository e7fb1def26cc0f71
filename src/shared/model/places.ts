/** Where alarms come from: what a site says of a source (camera, key part) and where it is on the site plan. */

export interface Place {
  readonly panelId: string;
  /** As alarms name it. */
  readonly source: string;
  /** Goes before what the panel says; null = the panel's word. */
  readonly area: string | null;
  /** Number or name of the camera that looks there, as text. */
  readonly camera: string | null;
  /** A key part: its alarms are one step more urgent, and closing one takes a second person. */
  readonly keyPart: boolean;
  /** On the plan, 0 to 1 from the left and from the top; null = not placed. */
  readonly x: number | null;
  readonly y: number | null;
}

/** Kinds of picture that a site plan may be. No SVG: it can carry scripts. */
export const planMimes = ['image/png', 'image/jpeg', 'image/webp'] as const;
export type PlanMime = (typeof planMimes)[number];
export const planMostBytes = 4_194_304;
