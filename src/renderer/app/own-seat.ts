/** This seat: its name, and what it is for just now when an alarm is passed on. */
import type { SeatDuty } from '../../shared/model/seats.ts';
import { useLive } from '../live/index.ts';
import { actingDuty } from './seat-duty.ts';
import { useSession } from './session-state.ts';

/** Name of this seat, as rows and the other seats name it. */
export const useOwnSeat = (): string => useSession()?.seat ?? '';

export function useOwnDuty(): SeatDuty {
  const seat = useOwnSeat();
  return useLive((live) => actingDuty(live.seats, seat));
}
