/** The speaker in the health strip: sounding, silent and for how long, or not able to sound. */
import { Volume2, VolumeX } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useNow } from '../../app/now.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { chooseSound } from './choose.ts';
import { player } from './player.ts';
import classes from './sound.module.css';

export function SoundState() {
  const { t } = useText();
  const now = useNow();
  const alarms = useLive((live) => live.alarms);
  const until = useLive((live) => live.silencedUntilUtcMs);
  const state = useSyncExternalStore(player.onState, player.state);
  const ringing = chooseSound(alarms, until, now) !== null;
  const silent = until !== null && now < until;
  const bad = state !== 'ready';
  const words = bad
    ? t(state === 'blocked' ? 'alarms.sound.blocked' : 'alarms.sound.failed')
    : ringing
      ? t('alarms.sound.ringing')
      : silent
        ? t('alarms.sound.silenced', { seconds: Math.ceil((until - now) / 1000) })
        : t('alarms.sound.on');
  const Icon = bad || silent ? VolumeX : Volume2;
  return (
    <span className={classes.state} data-bad={bad} data-ringing={ringing && !bad}>
      <Icon size={18} aria-hidden="true" /> {words}
    </span>
  );
}
