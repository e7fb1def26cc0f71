/** Procedures of `setup`: a post that has no configuration yet. */
import { z } from 'zod';
import { oneWayProtocols } from '../model/devices.ts';
import { open } from './base.ts';
import { line } from './schemas.ts';

export const setup = {
  serialPorts: open.output(z.array(z.object({ path: z.string(), label: z.string() }))),
  /** Writes the configuration and starts the post; the page then reconnects. */
  create: open
    .input(
      z.object({
        site: line(60).pipe(z.string().min(1)),
        name: line(60).pipe(z.string().min(1)),
        reader: z
          .object({
            path: line(200).pipe(z.string().min(1)),
            protocol: z.enum(oneWayProtocols),
            direction: z.enum(['in', 'out']).nullable(),
          })
          .nullable(),
        mqttUrl: line(200).nullable(),
      }),
    )
    .output(z.object({ ok: z.literal(true) })),
  lookAround: open.output(z.object({ ok: z.literal(true) })),
};
