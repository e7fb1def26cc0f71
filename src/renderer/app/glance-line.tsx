/** The line that is read from 3 m: where, who inside, what waits, what time. It never moves and is never covered. */
import type { AlarmState, Priority } from '../../shared/model/alarms.ts';
import { useLive } from '../live/index.ts';
import { clockText, dateText } from '../ui/index.ts';
import { DeafFigure } from './deaf-figure.tsx';
import classes from './glance-line.module.css';
import { useNow } from './now.ts';
import { useSession } from './session-state.ts';
import { useText } from './text.ts';

const waiting: ReadonlySet<AlarmState> = new Set(['unacknowledged', 'returnedUnacknowledged']);
/** Shape and colour of the worst alarm that waits; unknown counts as critical. */
const tones: { readonly [priority in Priority]: { readonly tone: string; readonly mark: string } } = {
  1: { tone: 'critical', mark: '▲' },
  2: { tone: 'high', mark: '◆' },
  3: { tone: 'medium', mark: '●' },
  4: { tone: 'low', mark: '○' },
};

export function GlanceLine() {
  const { t } = useText();
  const session = useSession();
  const now = useNow();
  const glance = useLive((live) => live.glance);
  const stale = useLive((live) => live.status !== 'live');
  const worst = useLive((live) => live.alarms.find((alarm) => waiting.has(alarm.state))?.priority ?? 1);
  const user = session?.user ?? null;
  const who = user === null ? '' : `${user.name} · ${t(`common.role.${user.role}`)}`;
  // In full where it had to be cut.
  const place = [session?.post ?? '', session?.site ?? '', who].filter((part) => part !== '').join(' · ');
  return (
    <section className={classes.line} aria-label={t('watch.glance')} data-stale={stale}>
      <div className={classes.place} title={place}>
        <div className={classes.post}>{session?.post}</div>
        <div className={classes.who}>{session?.site}</div>
        <div className={classes.who}>{who}</div>
      </div>
      <DeafFigure />
      <Figure label={t('watch.inside')} value={glance?.inside} tone="plain" />
      <Figure label={t('watch.overdue')} value={glance?.overdue} tone="medium" mark="●" />
      <Figure label={t('watch.unacknowledged')} value={glance?.unacknowledged} {...tones[worst]} />
      <div className={classes.clock}>
        <time className={classes.far}>{clockText(now, false)}</time>
        <span className={classes.seconds}>
          <span>{clockText(now).slice(5)}</span>
          <span>{dateText(now)}</span>
        </span>
      </div>
    </section>
  );
}

function Figure({ label, value, tone, mark }: { readonly label: string; readonly value: number | undefined; readonly tone: string; readonly mark?: string }) {
  const calls = tone !== 'plain' && value !== undefined && value > 0;
  return (
    <div className={classes.figure} data-tone={calls ? tone : 'plain'}>
      <span className={classes.label}>
        {calls ? <span aria-hidden="true">{mark} </span> : null}
        {label}
      </span>
      <span className={classes.far}>{value ?? '–'}</span>
    </div>
  );
}
