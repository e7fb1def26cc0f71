/** The alarm that matters most, large enough to be read from three metres: on the board, and on any screen once it was passed on to this seat. */
import type { CSSProperties, ReactNode } from 'react';
import type { Alarm } from '../../../shared/model/alarms.ts';
import { useText } from '../../app/text.ts';
import { AgeText } from '../../ui/index.ts';
import { AlarmChips, AlarmMark, useCalledText, useOwnerText, usePanelName } from './alarm-row.tsx';
import classes from './top-hero.module.css';
import { conditionText, countText, needsAcknowledgement, stateKey, whereParts, widthInEm } from './words.ts';

/** CSS properties of our own have no place in React's type. */
type Sized = CSSProperties & { readonly '--em': string };

export function TopHero({ alarm, keys }: { readonly alarm: Alarm; readonly keys?: ReactNode }) {
  const words = useText();
  const { t } = words;
  const panel = usePanelName(alarm.panelId);
  const called = useCalledText(alarm);
  const { owner } = useOwnerText(alarm);
  const waiting = needsAcknowledgement(alarm);
  const what = conditionText(alarm, words);
  const where = [alarm.area ?? '', ...whereParts(alarm, panel, words)].filter((part) => part !== '');
  const sized: Sized = { '--em': widthInEm(what).toFixed(2) };
  const state = [t(stateKey(alarm)), owner, countText(alarm, words) ?? ''].filter((word) => word !== '').join(' · ');
  return (
    <section className={classes.hero} data-waiting={waiting} aria-label={t('alarms.list.top')}>
      <div className={classes.head}>
        <AlarmMark alarm={alarm} />
        <span className={classes.age}>
          <AgeText sinceUtcMs={alarm.raisedAtUtcMs} />
        </span>
      </div>
      <div className={classes.what} style={sized} title={what}>
        <span>{what}</span>
      </div>
      <div className={classes.side}>
        <p className={classes.where} title={where.join(' · ')}>
          {where.join(' · ')}
        </p>
        <p className={classes.state} title={called === null ? state : `${called} · ${state}`}>
          {called !== null && waiting ? <strong>⇧ {called}</strong> : null} {state} <AlarmChips alarm={alarm} />
        </p>
      </div>
      {keys === undefined ? null : <div className={classes.keys}>{keys}</div>}
    </section>
  );
}
