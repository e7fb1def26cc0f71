/**
 * Events that are told together, in their order. They are checked against the contract and written as text once, however many seats are told:
 * at 1,000 alarms a second and 20 seats nothing else costs as much.
 */
import type { LiveEvent, LiveMessage } from '../../shared/contract/index.ts';
import { liveEvent } from '../../shared/contract/live.ts';
import { maskEvent } from './snapshot.ts';

export interface Told {
  readonly events: readonly LiveEvent[];
  /** The message. `masked`: for a locked seat. */
  message(masked: boolean): LiveMessage;
}

/** One message of these events. What the contract does not know is left out of them; an event that it does not allow is a bug and throws. */
export function told(events: readonly LiveEvent[]): Told {
  const written: { plain?: LiveMessage; masked?: LiveMessage } = {};
  const write = (masked: boolean): LiveMessage => ({ events: JSON.stringify(events.map((event) => liveEvent.parse(masked ? maskEvent(event) : event))) });
  const plain = (): LiveMessage => {
    written.plain ??= write(false);
    return written.plain;
  };
  const masked = (): LiveMessage => {
    written.masked ??= events.some((event) => maskEvent(event) !== event) ? write(true) : plain();
    return written.masked;
  };
  return { events, message: (isMasked) => (isMasked ? masked() : plain()) };
}
