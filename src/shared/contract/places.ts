/** Procedures of `places`: what the site says of each source of alarms, and the site plan. */
import { z } from 'zod';
import { planMimes, planMostBytes } from '../model/places.ts';
import { done } from './alarm-schemas.ts';
import { everyone, only } from './base.ts';
import { line } from './schemas.ts';

const share = z.number().min(0).max(1).nullable();
const maybeLine = line(60).nullable();
export const place = z.object({
  panelId: z.string().max(60),
  source: z.string().min(1).max(200),
  area: maybeLine,
  camera: maybeLine,
  keyPart: z.boolean(),
  x: share,
  y: share,
});

export const places = {
  /** Every source that a panel has told of or that has raised an alarm, placed or not. */
  list: everyone.output(z.array(place)),
  save: only('lead', 'installer').input(place).output(place),
  plan: everyone.output(z.object({ mime: z.enum(planMimes), base64: z.string() }).nullable()),
  /** Null takes it away. The picture's first bytes must be those of its kind. */
  setPlan: only('lead', 'installer')
    .input(
      z
        .object({
          mime: z.enum(planMimes),
          base64: z
            .string()
            .min(1)
            .max(Math.ceil((planMostBytes * 4) / 3) + 4),
        })
        .nullable(),
    )
    .output(done),
};
