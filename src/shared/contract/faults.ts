/** Procedures of `faults`: reports of faulty equipment, drafted from false alarms (ALM6) or by hand (PAT5). */
import { z } from 'zod';
import { faultStates } from '../model/faults.ts';
import { everyone, only } from './base.ts';
import { line, timeUtcMs } from './schemas.ts';

const fault = z.object({
  faultId: z.string(),
  state: z.enum(faultStates),
  panelId: z.string(),
  source: z.string(),
  area: z.string().nullable(),
  description: z.string(),
  interimMeasure: z.string(),
  reportedTo: z.string(),
  ticket: z.string(),
  promisedForUtcMs: z.number().nullable(),
  openedAtUtcMs: z.number(),
  changedAtUtcMs: z.number(),
  changedBy: z.string(),
  repairedBy: z.string().optional(),
  evidenceSeqs: z.array(z.number().int()).readonly(),
  minutesWasted: z.number(),
  revision: z.number().int(),
});

const fields = { description: line(500), interimMeasure: line(200), reportedTo: line(100), ticket: line(60), promisedForUtcMs: timeUtcMs.nullable() };

export const faults = {
  /** Open ones first, then the newest hundred that have ended. */
  list: everyone.output(z.array(fault)),
  /** A report by hand. */
  open: only('guard', 'operator', 'lead')
    .input(z.object({ panelId: z.string().max(60), source: z.string().min(1).max(200), ...fields }))
    .output(fault),
  /** Rules: `faultStateOrder` (a state that can't follow), `otherPersonVerifies` (who repaired it can't verify it). */
  change: only('guard', 'operator', 'lead')
    .input(z.object({ faultId: z.string().max(60), revision: z.number().int(), state: z.enum(faultStates), ...fields }))
    .output(fault),
};
