/** The sound of this seat: on or off by hand, and the post is told what the speaker can do, so that every seat sees a mute one. */
import { useEffect, useSyncExternalStore } from 'react';
import type { SoundState } from '../../../shared/model/seats.ts';
import { api } from '../../app/api.ts';
import { useConnection } from '../../app/connection.ts';
import { useOwnSeat } from '../../app/own-seat.ts';
import { player } from './player.ts';

export type SilentState = Extract<SoundState, 'muted' | 'blocked' | 'failed'>;

/** Nobody at a seat with such a speaker hears an alarm. */
export const isSilent = (state: SoundState): state is SilentState => state === 'muted' || state === 'blocked' || state === 'failed';

export const useSoundState = (): SoundState => useSyncExternalStore(player.onState, player.state);

export const toggleSound = (): void => player.setMuted(player.state() !== 'muted');

/** Tells the post when it changes, and again after each break of the connection (then the post knows the seat by another name). */
export function useSoundReport(): void {
  const state = useSoundState();
  const seat = useOwnSeat();
  const up = useConnection().status === 'up';
  useEffect(() => {
    if (state === 'unknown' || seat === '' || !up) return;
    // Not told for lack of a connection: the next one tells it.
    api.alarms.soundState({ state }).catch(() => undefined);
  }, [state, seat, up]);
}
