/** What this seat is for when an alarm is passed on. It stays with the seat, whoever sits there. */
import { type SeatDuty, seatDuties } from '../../../shared/model/seats.ts';
import { api, callError } from '../../app/api.ts';
import { useOwnSeat } from '../../app/own-seat.ts';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { KeyButton, toast } from '../../ui/index.ts';
import classes from './settings.module.css';

export function DutyChoice() {
  const { t } = useText();
  const may = useMay('operator', 'lead');
  const seat = useOwnSeat();
  const duty = useLive((live) => live.seats.find((one) => one.seat === seat)?.duty ?? 'first');
  const change = (next: SeatDuty) => {
    if (next === duty) return;
    api.session
      .setDuty({ duty: next })
      .then(() => toast('done', t('settings.duty.saved', { duty: t(`settings.duty.name.${next}`) })))
      .catch((error: unknown) => toast('problem', callError(error)));
  };
  return (
    <section className={classes.form}>
      <h2 className={classes.heading}>{t('settings.duty.title')}</h2>
      <div className={classes.buttons}>
        {seatDuties.map((one) => (
          <KeyButton key={one} pressed={one === duty} disabled={!may && one !== duty} onPress={() => change(one)}>
            {t(`settings.duty.name.${one}`)}
          </KeyButton>
        ))}
      </div>
      <p className={classes.note}>
        {t(`settings.duty.text.${duty}`)} {seat === '' ? null : t('settings.duty.seat', { seat })} {may ? null : t('settings.duty.noRight')}
      </p>
    </section>
  );
}
