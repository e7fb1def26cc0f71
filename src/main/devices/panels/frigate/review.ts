/** A Frigate review as it is published: one stretch of activity before one camera. Pure; never throws. */
import * as z from 'zod';

const texts = z.array(z.string()).catch([]);
const shape = z.object({
  type: z.string(),
  after: z.object({
    id: z.string(),
    camera: z.string().min(1),
    severity: z.string(),
    start_time: z.number().nonnegative().nullish().catch(null),
    end_time: z.number().nonnegative().nullish().catch(null),
    data: z.object({ objects: texts, zones: texts, audio: texts }).catch({ objects: [], zones: [], audio: [] }),
  }),
});

export interface Review {
  readonly type: string;
  readonly id: string;
  readonly camera: string;
  readonly severity: string;
  readonly startUtcMs: number | null;
  readonly endUtcMs: number | null;
  /** What was seen and where: `person, car (front_yard)`. */
  readonly text: string | null;
}

/** The review in a payload; null when it is none. */
export function parseReview(json: unknown): Review | null {
  const parsed = shape.safeParse(json);
  if (!parsed.success) return null;
  const { type, after } = parsed.data;
  const what = [...after.data.objects, ...after.data.audio].join(', ');
  const where = after.data.zones.join(', ');
  const text = [what, where === '' ? '' : `(${where})`].filter((part) => part !== '').join(' ');
  return {
    type,
    id: after.id,
    camera: after.camera,
    severity: after.severity,
    startUtcMs: toMs(after.start_time),
    endUtcMs: toMs(after.end_time),
    text: text === '' ? null : text.slice(0, 200),
  };
}

const toMs = (seconds: number | null | undefined): number | null =>
  seconds === null || seconds === undefined || seconds > 8.64e12 ? null : Math.round(seconds * 1000);
