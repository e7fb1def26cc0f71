/** What a seat is for when an alarm is passed on, by the post's list of the seats that watch. Pure. */
import type { Alarm, AlarmState } from '../../shared/model/alarms.ts';
import type { SeatDuty, WatchingSeat } from '../../shared/model/seats.ts';

/** From which escalation on an alarm is this seat's. */
const levelOf: { readonly [duty in SeatDuty]: 0 | 1 | 2 } = { first: 0, second: 1, lead: 2 };

const order: readonly SeatDuty[] = ['first', 'second', 'lead'];

/**
 * The duty that a seat has just now. One that is not on the list (yet) is a first seat: better a sound too many.
 * Where no first seat watches, the next in line stands in: an alarm must not wait for its escalation to be heard at all.
 */
export function actingDuty(seats: readonly WatchingSeat[], seat: string): SeatDuty {
  const own = seats.find((one) => one.seat === seat)?.duty ?? 'first';
  const nearest = order.find((duty) => seats.some((one) => one.duty === duty));
  return own === nearest ? 'first' : own;
}

/** Has it come as far as a seat of this duty? */
export const concerns = (alarm: Pick<Alarm, 'escalation'>, duty: SeatDuty): boolean => (alarm.escalation ?? 0) >= levelOf[duty];

const waiting: ReadonlySet<AlarmState> = new Set(['unacknowledged', 'returnedUnacknowledged']);

/** Was it passed on to a seat of this duty, and does nobody answer yet? */
export const callsSeat = (alarm: Alarm, duty: SeatDuty): boolean => duty !== 'first' && concerns(alarm, duty) && waiting.has(alarm.state);
