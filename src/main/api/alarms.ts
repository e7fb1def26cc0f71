/** Procedures of the alarm board. */
import { unwrap } from './contract-errors.ts';
import type { Implementer } from './implementer.ts';
import type { Services } from './services.ts';

/** Procedures of `alarms`. */
export function alarmProcedures({ alarms: os }: Implementer, { alarms, alarmFigures, seats, sessions }: Services) {
  const actor = sessions.actor;
  return {
    acknowledge: os.acknowledge.handler(({ context, input }) => unwrap(alarms.acknowledge(actor(context.seat), input))),
    acknowledgeMany: os.acknowledgeMany.handler(({ context, input }) => unwrap(alarms.acknowledgeMany(actor(context.seat), input))),
    unacknowledge: os.unacknowledge.handler(({ context, input }) => unwrap(alarms.unacknowledge(actor(context.seat), input))),
    take: os.take.handler(({ context, input }) => unwrap(alarms.take(actor(context.seat), input))),
    step: os.step.handler(({ context, input }) => unwrap(alarms.step(actor(context.seat), input))),
    shelve: os.shelve.handler(({ context, input }) => unwrap(alarms.shelve(actor(context.seat), input))),
    unshelve: os.unshelve.handler(({ context, input }) => unwrap(alarms.unshelve(actor(context.seat), input))),
    reset: os.reset.handler(({ context, input }) => unwrap(alarms.reset(actor(context.seat), input))),
    outOfService: os.outOfService.handler(({ context, input }) => unwrap(alarms.outOfService(actor(context.seat), input))),
    returnToService: os.returnToService.handler(({ context, input }) => unwrap(alarms.returnToService(actor(context.seat), input))),
    close: os.close.handler(({ context, input }) => unwrap(alarms.close(actor(context.seat), input))),
    verify: os.verify.handler(({ context, input }) => unwrap(alarms.verify(actor(context.seat), input))),
    procedures: os.procedures.handler(() => [...alarms.procedures()]),
    procedureStep: os.procedureStep.handler(({ context, input }) => unwrap(alarms.procedureStep(actor(context.seat), input))),
    soundState: os.soundState.handler(({ context, input }) => unwrap(seats.soundState(actor(context.seat), input.state))),
    soundTest: os.soundTest.handler(({ context, input }) => unwrap(seats.soundTest(actor(context.seat), input.heard))),
    policy: os.policy.handler(() => alarms.policy()),
    setPolicy: os.setPolicy.handler(({ context, input }) => unwrap(alarms.setPolicy(actor(context.seat), input))),
    figures: os.figures.handler(({ input }) => unwrap(alarmFigures.figures(input))),
    silence: os.silence.handler(({ context }) => unwrap(alarms.silence(actor(context.seat)))),
  };
}
