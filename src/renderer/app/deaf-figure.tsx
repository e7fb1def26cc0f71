/** On the glance line: that panels are silent, or, large and red, that the post is deaf: no alarm would reach it. */
import { useLive } from '../live/index.ts';
import { clockText, dateText, sameDay } from '../ui/index.ts';
import { deafness } from './deaf-words.ts';
import classes from './glance-line.module.css';
import { useNow } from './now.ts';
import { useText } from './text.ts';

export function DeafFigure() {
  const { t } = useText();
  const now = useNow();
  const panels = useLive((live) => live.glance?.panels);
  const state = panels === undefined ? null : deafness(panels);
  if (state === null) return null;
  if (state.kind === 'some') {
    return (
      <div className={classes.figure} data-tone="high">
        <span className={classes.label}>
          <span aria-hidden="true">◆ </span>
          {t('watch.deaf.some')}
        </span>
        <span className={classes.far}>{`${state.deaf}/${state.all}`}</span>
      </div>
    );
  }
  const { sinceUtcMs } = state;
  return (
    <div className={`${classes.figure} ${classes.deaf}`} role="alert">
      <span className={classes.deafMark} aria-hidden="true">
        ▲
      </span>
      <span className={classes.far}>{t('watch.deaf.all')}</span>
      {sinceUtcMs === null ? null : (
        <span className={classes.deafSince}>
          <span>{sameDay(sinceUtcMs, now) ? t('watch.deaf.since') : dateText(sinceUtcMs)}</span>
          <span>{clockText(sinceUtcMs, false)}</span>
        </span>
      )}
    </div>
  );
}
