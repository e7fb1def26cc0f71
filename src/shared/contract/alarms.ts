/** Procedures of `alarms`: the alarm board. */
import { z } from 'zod';
import { verificationLevels } from '../model/alarms.ts';
import { setAsideReasons } from '../model/reasons.ts';
import { soundStates } from '../model/seats.ts';
import { alarmFigures, alarmPolicy, done, procedure, secondPerson } from './alarm-schemas.ts';
import { everyone, lockedToo, only } from './base.ts';
import { acknowledgeReasons, alarm, alarmFindings, alarmSteps, line, timeUtcMs, withReason } from './schemas.ts';

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
        second: secondPerson.optional(),
      }),
    )
    .output(alarm),
  unshelve: only('operator', 'lead').input(alarmRef).output(alarm),
  /** Resets a latched alarm whose cause is gone. */
  reset: only('operator', 'lead').input(alarmRef).output(alarm),
  outOfService: only('lead').input(withReason(setAsideReasons, alarmRef.shape)).output(alarm),
  returnToService: only('lead').input(alarmRef).output(alarm),
  /** A key part needs a second person. */
  close: only('guard', 'operator', 'lead')
    .input(
      alarmRef.extend({
        reason: z.enum(acknowledgeReasons),
        finding: z.enum(alarmFindings),
        verification: z.literal(verificationLevels).optional(),
        note: line(500).optional(),
        second: secondPerson.optional(),
      }),
    )
    .output(z.object({ ok: z.literal(true) })),
  /** How sure it is that someone is there, and what they are about: 0 no call needed to 4 threat to life. */
  verify: only('guard', 'operator', 'lead')
    .input(alarmRef.extend({ level: z.literal(verificationLevels), note: line(500).optional() }))
    .output(alarm),
  /** All procedures (post orders), to be shown in the seat's language. */
  procedures: everyone.output(z.array(procedure)),
  /** The next step of the alarm's procedure (or, first, its beginning): done, answered or skipped. */
  procedureStep: only('guard', 'operator', 'lead')
    .input(alarmRef.extend({ stepId: z.string().max(60), answerId: z.string().max(60).nullable(), skipped: z.boolean() }))
    .output(alarm),
  /** Sound off for 60 s; also from a locked seat. */
  silence: lockedToo.output(z.object({ untilUtcMs: z.number() })),
  /** What this seat's speaker can do. A change is a row; a seat that is mute is shown at every seat, and an alarm if it lasts. */
  soundState: lockedToo.input(z.object({ state: z.enum(soundStates) })).output(done),
  /** The test at the start of the shift: was it heard? */
  soundTest: everyone.input(z.object({ heard: z.boolean() })).output(done),
  policy: everyone.output(alarmPolicy),
  setPolicy: only('lead').input(alarmPolicy).output(alarmPolicy),
  figures: everyone.input(z.object({ sinceUtcMs: timeUtcMs, untilUtcMs: timeUtcMs })).output(alarmFigures),
};
