/** Lets the most urgent alarm sound, louder and faster the longer nobody answers. Draws nothing; SoundState is its visual twin. */
import { useEffect, useRef } from 'react';
import { useNow } from '../../app/now.ts';
import { useOwnDuty } from '../../app/own-seat.ts';
import { useLive } from '../../live/index.ts';
import { chooseSound, type SoundPattern } from './choose.ts';
import { player } from './player.ts';
import { useSoundReport } from './sound-switch.ts';

export function AlarmSounds() {
  const now = useNow();
  const duty = useOwnDuty();
  const alarms = useLive((live) => live.alarms);
  const silencedUntilUtcMs = useLive((live) => live.silencedUntilUtcMs);
  const last = useRef<{ pattern: SoundPattern; atMonoMs: number } | null>(null);
  useSoundReport();
  useEffect(() => player.start(), []);
  useEffect(() => () => player.stop(), []);
  useEffect(() => {
    const sounding = chooseSound(alarms, silencedUntilUtcMs, now, duty);
    if (sounding === null) {
      if (last.current !== null) player.stop();
      last.current = null;
      return;
    }
    const before = last.current;
    const nowMonoMs = performance.now();
    // The tick comes once a second: half of it as tolerance keeps the pace even.
    if (before?.pattern === sounding.pattern && nowMonoMs - before.atMonoMs < sounding.everyMs - 500) return;
    if (before !== null && before.pattern !== sounding.pattern) player.stop();
    last.current = { pattern: sounding.pattern, atMonoMs: nowMonoMs };
    player.play(sounding.pattern, sounding.volume);
  }, [alarms, silencedUntilUtcMs, now, duty]);
  return null;
}
