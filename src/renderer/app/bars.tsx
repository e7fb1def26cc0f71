/** Bars under the glance line for what is wrong with the console itself. They push the screen down, they never cover it. */
import { useState } from 'react';
import { useLive } from '../live/index.ts';
import { KeyButton } from '../ui/key-button.tsx';
import { ageText, clockText } from '../ui/time-words.ts';
import classes from './bars.module.css';
import { useConnection } from './connection.ts';
import { useNow } from './now.ts';
import { useText } from './text.ts';

/** A blink of the connection is no news. */
const tellAfterMs = 1500;
/** Before there is a log: the post starts anew as what was chosen, and nobody has to write on paper meanwhile. */
const tellBeforeLogAfterMs = 15_000;

export function ConnectionBar({ hasLog = true }: { hasLog?: boolean }) {
  const { t } = useText();
  const connection = useConnection();
  const now = useNow();
  const ageMs = now - connection.sinceUtcMs;
  if (connection.status === 'up' || ageMs < (hasLog ? tellAfterMs : tellBeforeLogAfterMs)) return null;
  return (
    <div className={classes.bar} data-kind="problem" role="alert">
      <strong>
        <span aria-hidden="true">▲</span> {t('watch.connection.lost')}
      </strong>
      <span>{t('watch.connection.since', { time: clockText(connection.sinceUtcMs) })}</span>
      {hasLog ? <span>{t('watch.connection.works')}</span> : null}
      <span>{t(hasLog ? 'watch.connection.doing' : 'watch.connection.trying')}</span>
    </div>
  );
}

/** The journal can't be written: nothing that happens now is evidence. */
export function StoreBar() {
  const { t, tOr } = useText();
  const store = useLive((live) => live.glance?.store);
  const unwritten = useLive((live) => live.unwritten.length);
  if (store === undefined || store.state === 'ok') return null;
  const count = Math.max(store.unwritten, unwritten);
  return (
    <div className={classes.bar} data-kind="problem" role="alert">
      <strong>
        <span aria-hidden="true">▲</span> {t('watch.store.failed')}
      </strong>
      {store.sinceUtcMs === null ? null : <span>{t('watch.connection.since', { time: clockText(store.sinceUtcMs) })}</span>}
      {store.cause === null ? null : <span>{t('watch.store.cause', { cause: tOr(`errors.store.${store.cause}`, store.cause) })}</span>}
      {count === 0 ? null : <span>{t('watch.store.unwritten', { count })}</span>}
      <span>{t('watch.store.works')}</span>
      <span>{t('watch.store.todo')}</span>
    </div>
  );
}

/** A jump of the computer's clock, until someone has seen it. */
export function ClockBar() {
  const { t } = useText();
  const clock = useLive((live) => live.glance?.clock);
  const [seenAtUtcMs, setSeenAtUtcMs] = useState<number | null>(null);
  const jumpedAtUtcMs = clock?.jumpedAtUtcMs ?? null;
  if (clock === undefined || jumpedAtUtcMs === null || jumpedAtUtcMs === seenAtUtcMs) return null;
  const sign = clock.jumpMs < 0 ? '−' : '+';
  return (
    <div className={classes.bar} data-kind="notice" role="status">
      <strong>
        <span aria-hidden="true">◆</span> {t('watch.clock.jumped', { amount: sign + ageText(Math.abs(clock.jumpMs)), time: clockText(jumpedAtUtcMs) })}
      </strong>
      <span>{t('watch.clock.works')}</span>
      <KeyButton onPress={() => setSeenAtUtcMs(jumpedAtUtcMs)}>{t('watch.clock.seen')}</KeyButton>
    </div>
  );
}
