/** Figures of a shift, a day, a week or a month: how much the alarms ask of people, and what to mend. Each says good or not in words. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AlarmFigures } from '../../../shared/model/alarm-figures.ts';
import { defaultAlarmPolicy } from '../../../shared/model/alarm-policy.ts';
import { apiQuery, callError } from '../../app/api.ts';
import { useText } from '../../app/text.ts';
import { postNowUtcMs } from '../../live/index.ts';
import { BackKey, clockText, dateText, ErrorState, KeyButton, ScreenFrame } from '../../ui/index.ts';
import { type Span, spanMs, spans } from './bars.ts';
import { FalseAlarmsTile } from './false-alarms.tsx';
import classes from './figures.module.css';
import { chatteringGrade, floodGrade, staleGrade } from './grades.ts';
import { percent } from './number-words.ts';
import { RateTile } from './rate-tile.tsx';
import { AcknowledgeTile, EscalatedTile, FindingsTile } from './response-tiles.tsx';
import { PriorityTile, TopTile } from './share-tiles.tsx';
import { Tile } from './tile.tsx';

/** The newest figures are worth having, but a month of rows is work for the post. */
const againMs = 60_000;

/** A span that ends now; a new one begins when it is chosen again. */
const endingNow = (span: Span) => {
  const untilUtcMs = postNowUtcMs();
  return { span, input: { sinceUtcMs: untilUtcMs - spanMs[span], untilUtcMs } };
};

export function Figures({ onBack }: { readonly onBack: () => void }) {
  const { t } = useText();
  const [{ span, input }, setChosen] = useState(() => endingNow('shift'));
  const figures = useQuery({ ...apiQuery.alarms.figures.queryOptions({ input }), staleTime: againMs, placeholderData: (before) => before });
  const { data } = figures;
  const tools = (
    <>
      {spans.map((one, i) => (
        <KeyButton key={one} shortcut={String(i + 1)} pressed={one === span} onPress={() => setChosen(endingNow(one))}>
          {t(`figures.span.${one}`)}
        </KeyButton>
      ))}
      <BackKey onBack={onBack} />
    </>
  );
  return (
    <ScreenFrame title={t('figures.title')} tools={tools}>
      {figures.isError ? (
        <ErrorState what={callError(figures.error)} action={<KeyButton onPress={() => void figures.refetch()}>{t('common.retry')}</KeyButton>} />
      ) : data === undefined ? (
        <p className={classes.page}>{t('common.loading')}</p>
      ) : (
        <Page figures={data} span={span} />
      )}
    </ScreenFrame>
  );
}

/** `2026-11-21 14:05` */
const minuteText = (atUtcMs: number): string => `${dateText(atUtcMs)} ${clockText(atUtcMs, false)}`;

function Page({ figures, span }: { readonly figures: AlarmFigures; readonly span: Span }) {
  const { t } = useText();
  const policy = useQuery(apiQuery.alarms.policy.queryOptions()).data ?? defaultAlarmPolicy;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and arrows must be able to do it
    <section className={classes.page} aria-label={t('figures.title')} tabIndex={0}>
      <p className={classes.from}>
        {t('figures.from', { from: minuteText(figures.sinceUtcMs), until: minuteText(figures.untilUtcMs) })}
        {figures.raised === 0 ? ` · ${t('figures.none')}` : ''}
      </p>
      <div className={classes.tiles}>
        <RateTile figures={figures} span={span} />
        <Tile
          size="small"
          title={t('figures.flood.title')}
          grade={floodGrade(figures)}
          value={t('figures.flood.value', { percent: percent(figures.floodShare) })}
          note={t('figures.flood.count', { count: figures.floods })}
          goal={t('figures.flood.goal')}
        />
        <Tile
          size="small"
          title={t('figures.stale.title')}
          grade={staleGrade(figures)}
          value={String(figures.stale)}
          note={t('figures.stale.note')}
          goal={t('figures.stale.goal')}
        />
        <ChatteringTile figures={figures} />
        <EscalatedTile figures={figures} />
        <AcknowledgeTile figures={figures} policy={policy} />
        <PriorityTile figures={figures} />
        <TopTile figures={figures} />
        <FalseAlarmsTile figures={figures} />
        <FindingsTile figures={figures} />
      </div>
    </section>
  );
}

function ChatteringTile({ figures }: { readonly figures: AlarmFigures }) {
  const { t, tOr } = useText();
  return (
    <Tile
      size="small"
      title={t('figures.chattering.title')}
      grade={chatteringGrade(figures)}
      value={String(figures.chattering.length)}
      note={t('figures.chattering.note')}
      goal={t('figures.chattering.goal')}
    >
      {figures.chattering.length === 0 ? null : (
        <ul className={classes.sources}>
          {figures.chattering.map(({ panelId, source, condition, bursts }) => (
            <li key={`${panelId} ${source} ${condition}`}>{`${source} · ${tOr(`alarms.condition.${condition}`, condition)} ×${bursts}`}</li>
          ))}
        </ul>
      )}
    </Tile>
  );
}
