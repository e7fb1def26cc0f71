/** The strip at the bottom: is the equipment alive, is the log being written, is any of it simulated. */
import { useLive } from '../live/index.ts';
import { AgeText, SimulatedMark } from '../ui/index.ts';
import { AppearanceKeys } from './appearance-keys.tsx';
import { deafness } from './deaf-words.ts';
import classes from './health-strip.module.css';
import { healthFacts } from './health-words.ts';
import { openScreen } from './navigation.ts';
import { useSession } from './session-state.ts';
import { SoundState } from './slots.ts';
import { useText } from './text.ts';

export function HealthStrip({ locked = false }: { readonly locked?: boolean }) {
  const { t } = useText();
  const demo = useSession()?.demo ?? false;
  const devices = useLive((live) => live.devices);
  const store = useLive((live) => live.glance?.store.state ?? 'ok');
  const jumped = useLive((live) => live.glance?.clock.jumpedAtUtcMs ?? null);
  const panels = useLive((live) => live.glance?.panels);
  const deaf = panels !== undefined && deafness(panels)?.kind === 'all';
  const facts = healthFacts(devices);
  return (
    <section className={classes.strip} aria-label={t('watch.health.title')}>
      <button type="button" className={classes.facts} disabled={locked} onClick={() => openScreen('devices')}>
        <Fact bad={facts.readers.up < facts.readers.all}>
          {facts.readers.all === 0 ? t('watch.health.noReaders') : t('watch.health.readers', facts.readers)}
        </Fact>
        <Fact bad={facts.panels.up < facts.panels.all}>{facts.panels.all === 0 ? t('watch.health.noPanels') : t('watch.health.panels', facts.panels)}</Fact>
        {deaf ? (
          <span className={classes.deaf}>
            <span aria-hidden="true">▲</span> {t('watch.deaf.strip')}
          </span>
        ) : null}
        {deaf || facts.worst === null ? null : (
          <span className={classes.worst}>
            <span aria-hidden="true">▲</span> {facts.worst.name} {t(`watch.health.${facts.worst.state}`)} <AgeText sinceUtcMs={facts.worst.sinceUtcMs} />
          </span>
        )}
        {facts.broker === null ? null : <Fact bad={facts.broker !== 'online'}>{`${t('watch.health.broker')} ${t(`watch.health.${facts.broker}`)}`}</Fact>}
        <Fact bad={store === 'failed'}>{`${t('watch.health.log')} ${t(store === 'failed' ? 'watch.health.failed' : 'watch.health.ok')}`}</Fact>
        <Fact bad={jumped !== null}>{`${t('watch.health.clock')} ${t(jumped === null ? 'watch.health.ok' : 'watch.health.jumped')}`}</Fact>
      </button>
      <SoundState />
      <AppearanceKeys />
      {demo || facts.simulated ? <SimulatedMark /> : null}
    </section>
  );
}

function Fact({ bad, children }: { readonly bad: boolean; readonly children: string }) {
  return (
    <span className={classes.fact} data-bad={bad}>
      {children}
    </span>
  );
}
