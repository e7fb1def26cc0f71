/** Procedures of `alarms`: the alarm board. */
import { z } from 'zod';
import { setAsideReasons } from '../model/reasons.ts';
import { lockedToo, only } from './base.ts';
import { acknowledgeReasons, alarm, alarmFindings, alarmSteps, line, userName, withReason } from './schemas.ts';

const alarmRef = z.object({ alarmId: z.string(), revision: z.number().int() });

export const alarms = {
  acknowledge: only('guard', 'operator', 'lead')
    .input(alarmRef.extend({ reason: z.enum(acknowledgeReasons), note: line(500).optional() }))
    .output(alarm),
  /** Bulk only for the same source and condition cause; each alarm gets its own row. */
  acknowledgeMany: only('guard', 'operator', 'lead')
    .input(z.object({ alarms: z.array(alarmRef).min(2).max(200), reason: z.enum(acknowledgeReasons), note: line(500).optional() }))
    .output(z.array(alarm)),
  unacknowledge: only('operator', 'lead').input(alarmRef).output(alarm),
  take: only('guard', 'operator', 'lead').input(alarmRef).output(alarm),
  step: only('guard', 'operator', 'lead')
    .input(alarmRef.extend({ step: z.enum(alarmSteps), finding: z.enum(alarmFindings).optional(), note: line(500).optional() }))
    .output(alarm),
  /** Shelve until a time; priority 1–2 needs a second person's name and secret; life-safety can't be shelved. */
  shelve: only('operator', 'lead')
    .input(
      withReason(setAsideReasons, {
        ...alarmRef.shape,
        minutes: z
          .number()
          .int()
          .min(1)
          .max(24 * 60),
        second: z.object({ name: userName, secret: z.string().max(128) }).optional(),
      }),
    )
    .output(alarm),
  unshelve: only('operator', 'lead').input(alarmRef).output(alarm),
  /** Resets a latched alarm whose cause is gone. */
  reset: only('operator', 'lead').input(alarmRef).output(alarm),
  outOfService: only('lead').input(withReason(setAsideReasons, alarmRef.shape)).output(alarm),
  returnToService: only('lead').input(alarmRef).output(alarm),
  close: only('guard', 'operator', 'lead')
    .input(alarmRef.extend({ reason: z.enum(acknowledgeReasons), finding: z.enum(alarmFindings), note: line(500).optional() }))
    .output(z.object({ ok: z.literal(true) })),
  /** Sound off for 60 s; also from a locked seat. */
  silence: lockedToo.output(z.object({ untilUtcMs: z.number() })),
};
