/**
 * The last read, large: face, name, department, decision in words. A denial takes it for 8 s in red with what to do, then calms.
 * A granted read has nothing to say, so the face takes the room: it is what the guard compares.
 * Its height does not depend on what it shows, so that the list below never jumps.
 */
import type { Entry } from '../../../shared/contract/schemas.ts';
import { useNow } from '../../app/now.ts';
import { useText } from '../../app/text.ts';
import { type Unwritten, useLive } from '../../live/index.ts';
import { DecisionMark, dateText, SimulatedMark, TimeText } from '../../ui/index.ts';
import { Face } from './face.tsx';
import classes from './holder-card.module.css';
import { gateTimeUtcMs } from './passages.ts';
import { cardTextOf, directionOf, readerOf } from './read-words.ts';
import { dayText, isGranted, reasonOf, sayFor } from './say.ts';
import { denialShownMs, shownRead } from './shown-read.ts';

export function HolderCard() {
  const { t } = useText();
  const gate = useLive((live) => live.gate);
  const unwritten = useLive((live) => live.unwritten[0] ?? null);
  const now = useNow();
  if (unwritten !== null && now - unwritten.atUtcMs <= denialShownMs) return <UnwrittenCard read={unwritten} />;
  const shown = shownRead(gate, now);
  if (shown === null) {
    return (
      <article className={classes.card} aria-label={t('gate.live')}>
        <p className={classes.name}>{t('gate.card.none')}</p>
        <p className={classes.dim}>{t('gate.card.noneHint')}</p>
      </article>
    );
  }
  return <ReadCard entry={shown.entry} alarming={shown.alarming} nowUtcMs={now} />;
}

function ReadCard({ entry, alarming, nowUtcMs }: { readonly entry: Entry; readonly alarming: boolean; readonly nowUtcMs: number }) {
  const { t, language } = useText();
  const granted = isGranted(entry);
  const direction = directionOf(entry);
  return (
    <article className={classes.card} data-alarming={alarming} data-granted={granted} aria-label={t('gate.live')} aria-live="polite">
      <div className={classes.top}>
        <Face holder={entry.holder} size={granted ? 'large' : 'card'} />
        <div className={classes.who}>
          <p className={classes.name}>{entry.holder?.name ?? t('gate.card.unknownPerson')}</p>
          <p className={classes.dim}>
            {entry.holder === null ? cardTextOf(entry) : entry.holder.department}
            <Until entry={entry} />
          </p>
          <p className={classes.decision}>
            <DecisionMark granted={granted} strong words={t(granted ? 'gate.decision.granted' : 'gate.decision.denied')} />
            {entry.simulated ? <SimulatedMark short /> : null}
          </p>
          <p className={classes.where}>
            <span>
              {direction === null ? null : `${t(`gate.direction.${direction}`)} · `}
              {readerOf(entry)}
            </span>
            <TimeText atUtcMs={gateTimeUtcMs(entry)} />
            {entry.repeats > 0 ? <span>×{entry.repeats + 1}</span> : null}
          </p>
        </div>
      </div>
      {granted ? null : (
        <p className={classes.say}>
          <strong>{t(`gate.reason.${reasonOf(entry)}`)}</strong> {sayFor(entry, t, language, nowUtcMs)}
        </p>
      )}
    </article>
  );
}

function Until({ entry }: { readonly entry: Entry }) {
  const { t, language } = useText();
  const now = useNow();
  const untilUtcMs = entry.credential?.validUntilUtcMs ?? null;
  if (untilUtcMs === null) return null;
  return (
    <span title={dateText(untilUtcMs)}>
      {' · '}
      {t('gate.card.until', { date: dayText(untilUtcMs, language, now) })}
    </span>
  );
}

function UnwrittenCard({ read }: { readonly read: Unwritten }) {
  const { t } = useText();
  return (
    <article className={classes.card} data-alarming="true" aria-label={t('gate.live')} aria-live="polite">
      <div className={classes.top}>
        <Face holder={null} size="card" />
        <div className={classes.who}>
          <p className={classes.name}>{read.card.number}</p>
          <p className={classes.decision}>
            <DecisionMark granted={false} strong words={t('gate.decision.denied')} />
          </p>
          <p className={classes.where}>
            {read.readerId} · <TimeText atUtcMs={read.atUtcMs} />
          </p>
        </div>
      </div>
      <p className={classes.say}>
        <strong>{t('gate.reason.storeFailed')}</strong> {t('gate.say.storeFailed')}
      </p>
    </article>
  );
}
