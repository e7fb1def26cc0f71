/** Procedures of `settings`: the configuration file. */
import { z } from 'zod';
import { only } from './base.ts';
import { configProblem, json, line } from './schemas.ts';

export const settings = {
  /** The configuration as YAML text without passwords, and as data for the form. */
  get: only('lead', 'installer').output(z.object({ file: z.string(), yaml: z.string(), site: z.string(), name: z.string(), config: json })),
  serialPorts: only('lead', 'installer').output(z.array(z.object({ path: z.string(), label: z.string() }))),
  /** Checks and saves; comments in the file survive. Takes effect after `restart`. */
  save: only('lead', 'installer')
    .input(
      z.object({
        site: line(60).pipe(z.string().min(1)),
        name: line(60).pipe(z.string().min(1)),
        readers: z
          .array(z.object({ id: line(40), path: line(200), protocol: z.string(), baudRate: z.number().int(), direction: z.enum(['in', 'out']).nullable() }))
          .max(64),
        mqttUrl: line(200).nullable(),
      }),
    )
    .output(z.object({ problems: z.array(configProblem) })),
  /** Starts the post anew with the file as it is now. CONFIG_BAD: it was broken meanwhile, and the post goes on with what it has. */
  restart: only('lead', 'installer').output(z.object({ ok: z.literal(true) })),
};
