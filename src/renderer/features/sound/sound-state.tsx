/** The speaker in the health strip: sounding, silent and for how long, switched off, or not able to sound. Shift+S switches it off and on. */
import { Volume2, VolumeX } from 'lucide-react';
import { useNow } from '../../app/now.ts';
import { useOwnDuty } from '../../app/own-seat.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { KeyCap } from '../../ui/index.ts';
import { chooseSound } from './choose.ts';
import classes from './sound.module.css';
import { isSilent, toggleSound, useSoundState } from './sound-switch.ts';

const muteKey = 'Shift+S';

export function SoundState() {
  const { t } = useText();
  const now = useNow();
  const duty = useOwnDuty();
  const until = useLive((live) => live.silencedUntilUtcMs);
  const ringing = useLive((live) => chooseSound(live.alarms, live.silencedUntilUtcMs, now, duty) !== null);
  const state = useSoundState();
  const silenced = until !== null && now < until;
  const bad = isSilent(state);
  const words = bad
    ? t(`alarms.sound.${state}`)
    : ringing
      ? t('alarms.sound.ringing')
      : silenced
        ? t('alarms.sound.silenced', { seconds: Math.ceil((until - now) / 1000) })
        : t('alarms.sound.on');
  const Icon = bad || silenced ? VolumeX : Volume2;
  useShortcut(muteKey, toggleSound);
  return (
    <button
      type="button"
      className={classes.state}
      data-bad={bad}
      data-ringing={ringing && !bad}
      aria-keyshortcuts={muteKey}
      title={t(state === 'muted' ? 'alarms.sound.unmute' : 'alarms.sound.mute')}
      onClick={toggleSound}
    >
      <Icon size={18} aria-hidden="true" /> {words} <KeyCap>{muteKey}</KeyCap>
    </button>
  );
}
