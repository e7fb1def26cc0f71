/** Tells screen readers of new alarms: the critical ones at once, the others politely, one sentence a second at most. Draws nothing. */
import { useEffect, useRef, useState } from 'react';
import { useNow } from '../../app/now.ts';
import { useText } from '../../app/text.ts';
import { live } from '../../live/index.ts';
import classes from './alarm-board.module.css';
import { type Announcement, announcementOf, newsOf, type Waiting } from './announce.ts';
import { reckonFlood } from './flood-state.ts';
import { alarmText } from './words.ts';

export function AlarmAnnouncer() {
  const words = useText();
  const { t } = words;
  const now = useNow();
  const before = useRef<Waiting | null>(null);
  const [said, setSaid] = useState<Announcement | null>(null);
  useEffect(() => {
    const state = live.state();
    // What stands there is told of as one number, once all of it has come.
    if (state.status === 'connecting' || state.alarmsFollow) return;
    reckonFlood(state, now);
    const news = newsOf(state.alarms, before.current);
    const announcement = announcementOf(news, before.current === null);
    before.current = news.waiting;
    if (announcement !== null) setSaid(announcement);
  }, [now]);
  const text = said === null ? '' : said.kind === 'standing' ? t('alarms.announce.standing', { count: said.count }) : newText(said);
  const urgent = said?.kind === 'new' && said.urgent;
  return (
    <div className={classes.unseen}>
      <p aria-live="assertive">{urgent ? text : ''}</p>
      <p aria-live="polite">{urgent ? '' : text}</p>
    </div>
  );

  function newText({ alarm, more }: Announcement & { readonly kind: 'new' }): string {
    const values = { priority: t(`alarms.priority.${alarm.priority}`), alarm: alarmText(alarm, words), count: more };
    return more === 0 ? t('alarms.announce.one', values) : t('alarms.announce.more', values);
  }
}
