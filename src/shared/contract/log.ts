/** Procedures of `log`: the day log. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { amendReasons } from '../model/reasons.ts';
import { everyone, only } from './base.ts';
import { entry, journalKinds, line, timeUtcMs, withReason } from './schemas.ts';

const logQuery = z.object({
  beforeSeq: z.number().int().optional(),
  afterSeq: z.number().int().optional(),
  limit: z.number().int().min(1).max(500),
  kinds: z.array(z.enum(journalKinds)).optional(),
  text: line(200).optional(),
  subject: z.string().optional(),
  sinceUtcMs: timeUtcMs.optional(),
  untilUtcMs: timeUtcMs.optional(),
});

export const log = {
  /** Newest first. */
  page: everyone.input(logQuery).output(z.array(entry)),
  entry: everyone.input(z.object({ seq: z.number().int() })).output(entry),
  note: only('guard', 'operator', 'lead')
    .input(
      z.object({
        text: line(2000).pipe(z.string().min(1)),
        eventAtUtcMs: timeUtcMs.nullable().optional(),
        cites: z.array(z.number().int()).max(20).optional(),
      }),
    )
    .output(entry),
  amend: only('guard', 'operator', 'lead')
    .input(withReason(amendReasons, { seq: z.number().int(), text: line(2000).pipe(z.string().min(1)) }))
    .output(entry),
  /** Text in pieces; put together they are the file. The export itself is a row. */
  export: only('operator', 'lead')
    .input(z.object({ format: z.enum(['jsonl', 'csv']), sinceUtcMs: timeUtcMs.nullable(), kinds: z.array(z.enum(journalKinds)).nullable() }))
    .output(eventIterator(z.object({ text: z.string() }))),
  verify: only('operator', 'lead').output(
    z.object({
      ok: z.boolean(),
      rows: z.number().int(),
      firstBadSeq: z.number().int().nullable(),
      problem: z.string().nullable(),
      checkpoint: z.string().nullable(),
    }),
  ),
};
