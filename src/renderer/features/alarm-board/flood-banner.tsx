/** Says that a flood is on, how large it is, and with which alarm it began. */
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { TimeText } from '../../ui/index.ts';
import classes from './alarm-board.module.css';
import { useFlood } from './flood-state.ts';
import { alarmText } from './words.ts';

export function FloodBanner() {
  const words = useText();
  const { t } = words;
  const { on, recent, firstAlarmId } = useFlood();
  const first = useLive((live) => (firstAlarmId === null ? undefined : live.alarmsById.get(firstAlarmId)));
  if (!on) return null;
  const banner = t('alarms.flood.banner', { count: recent });
  return (
    <p className={classes.flood} title={banner}>
      <span aria-hidden="true">◆</span> {banner}{' '}
      {first === undefined ? null : (
        <span className={classes.floodFirst}>
          {t('alarms.flood.began')} {alarmText(first, words)} <TimeText atUtcMs={first.raisedAtUtcMs} />
        </span>
      )}
    </p>
  );
}
