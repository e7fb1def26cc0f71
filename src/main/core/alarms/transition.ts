/**
 * The alarm machine (ISA-18.2 / IEC 62682, states A to G) as one pure function. It must not know where alarms are
 * kept, who may do what (roles are the contract's), or what time it is.
 */
import type { Alarm } from '../../../shared/model/alarms.ts';
import { acknowledge, reset, unacknowledge } from './acknowledge.ts';
import { type Outcome, refused } from './change.ts';
import { confirm, join } from './confirmed.ts';
import { escalate } from './escalation.ts';
import type { AlarmInput } from './input.ts';
import { procedureStep } from './procedure.ts';
import { clear, raise } from './raise.ts';
import { close, step, take, verify } from './response.ts';
import { expireShelf, returnToService, shelve, suppress, takeOutOfService, unshelve, unsuppress } from './set-aside.ts';

/**
 * The alarm after `input`, with the rows to write, or the rule that forbids it. `alarm` null = not on the board.
 * A person's input with another revision than the alarm's is a `conflict`.
 */
export function transition(alarm: Alarm | null, input: AlarmInput, nowUtcMs: number): Outcome {
  if (input.type === 'raise') return raise(alarm, input.alarmId, input.condition, nowUtcMs, input.occurrences);
  if (input.type === 'clear') return clear(alarm, nowUtcMs);
  if (alarm === null) return refused('notOnBoard');
  if ('revision' in input && input.revision !== alarm.revision) return refused('conflict');
  switch (input.type) {
    case 'acknowledge':
      return acknowledge(alarm, input, nowUtcMs);
    case 'unacknowledge':
      return unacknowledge(alarm, nowUtcMs);
    case 'reset':
      return reset(alarm, nowUtcMs);
    case 'take':
      return take(alarm, input, nowUtcMs);
    case 'step':
      return step(alarm, input, nowUtcMs);
    case 'close':
      return close(alarm, input, nowUtcMs);
    case 'verify':
      return verify(alarm, input, nowUtcMs);
    case 'procedureStep':
      return procedureStep(alarm, input, nowUtcMs);
    case 'escalate':
      return escalate(alarm, input.level, input.seats, nowUtcMs);
    case 'confirm':
      return confirm(alarm, input.alarmIds, nowUtcMs);
    case 'join':
      return join(alarm, input.confirmedId, nowUtcMs);
    case 'shelve':
      return shelve(alarm, input, nowUtcMs);
    case 'unshelve':
      return unshelve(alarm, nowUtcMs);
    case 'shelfExpired':
      return expireShelf(alarm, nowUtcMs);
    case 'outOfService':
      return takeOutOfService(alarm, input, nowUtcMs);
    case 'returnToService':
      return returnToService(alarm, nowUtcMs);
    case 'suppress':
      return suppress(alarm, input.reason, nowUtcMs);
    case 'unsuppress':
      return unsuppress(alarm, nowUtcMs);
  }
}
