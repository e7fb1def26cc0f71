/** Large, on every seat, for as long as it lasts: where no alarm can be heard, and since when. */
import type { WatchingSeat } from '../../../shared/model/seats.ts';
import { useOwnSeat } from '../../app/own-seat.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { clockText, KeyButton } from '../../ui/index.ts';
import { silentSinceUtcMs } from './silent-since.ts';
import classes from './sound.module.css';
import { isSilent, type SilentState, toggleSound } from './sound-switch.ts';

/** More would push the screen away; the rest is counted. */
const namedAtMost = 2;

interface MuteSeat extends WatchingSeat {
  readonly sound: SilentState;
}
const isMute = (seat: WatchingSeat): seat is MuteSeat => isSilent(seat.sound);

export function SoundBar() {
  const { t } = useText();
  const own = useOwnSeat();
  const silent = useLive((live) => live.seats.filter(isMute));
  if (silent.length === 0) return null;
  // This seat first: here it can be changed.
  const listed = [...silent.filter((seat) => seat.seat === own), ...silent.filter((seat) => seat.seat !== own)];
  const more = listed.length - namedAtMost;
  return (
    <div className={classes.bar} role="alert">
      {listed.slice(0, namedAtMost).map((seat) => (
        <SilentSeat key={seat.seat} seat={seat} own={seat.seat === own} />
      ))}
      {more > 0 ? <span>{t('alarms.sound.moreSeats', { count: more })}</span> : null}
    </div>
  );
}

function SilentSeat({ seat, own }: { readonly seat: MuteSeat; readonly own: boolean }) {
  const { t } = useText();
  const sinceUtcMs = useLive((live) => silentSinceUtcMs(seat, live.log));
  const values = { seat: seat.user === null ? seat.seat : `${seat.user} (${seat.seat})`, time: clockText(sinceUtcMs, false) };
  return (
    <div className={classes.silent}>
      <strong>
        <span aria-hidden="true">▲</span> {t(own ? 'alarms.sound.offHere' : 'alarms.sound.offAt', values)}
      </strong>
      <span>{t(`alarms.sound.why.${seat.sound}`)}</span>
      {own && seat.sound === 'muted' ? (
        <KeyButton shownKey="Shift+S" onPress={toggleSound}>
          {t('alarms.sound.unmute')}
        </KeyButton>
      ) : null}
    </div>
  );
}
