/** Alarms in ten minutes: bars with the limits 1, 2 and 10 drawn in, and the same as a table. */
import { useElementSize } from '@mantine/hooks';
import { Bar, BarChart, Cell, LabelList, ReferenceLine, XAxis, YAxis } from 'recharts';
import type { AlarmFigures } from '../../../shared/model/alarm-figures.ts';
import { useText } from '../../app/text.ts';
import { clockText, dateText } from '../../ui/index.ts';
import { barHours, barsOf, busyTimes, type Bar as RateBar, type Span } from './bars.ts';
import classes from './figures.module.css';
import { rateGrade } from './grades.ts';
import { shortNumber } from './number-words.ts';
import { Tile } from './tile.tsx';

const chartHeight = 190;
/** More than this in ten minutes is a flood. */
const floodOver = 10;
const limits = [
  { at: 1, words: 'fine' },
  { at: 2, words: 'most2' },
  { at: floodOver, words: 'flood' },
] as const;

export function RateTile({ figures, span }: { readonly figures: AlarmFigures; readonly span: Span }) {
  const { t } = useText();
  const mean = shortNumber(figures.meanPerTenMinutes);
  const summary = t('figures.rate.chart', { total: figures.raised, mean, most: figures.mostInTenMinutes });
  const hours = barHours[span];
  return (
    <Tile title={t('figures.rate.title')} grade={rateGrade(figures)} goal={t('figures.rate.goal')} size="wide">
      <div className={classes.rate}>
        <div className={classes.plotPart}>
          <p className={classes.value}>
            {t('figures.rate.mean', { value: mean })} <span className={classes.note}>{t('figures.rate.most', { count: figures.mostInTenMinutes })}</span>
          </p>
          <Plot bars={barsOf(figures, span)} span={span} summary={summary} />
          {hours === 0 ? null : <p className={classes.goal}>{t(hours === 1 ? 'figures.rate.barHour' : 'figures.rate.barSpan', { hours })}</p>}
        </div>
        <RateTable figures={figures} />
      </div>
    </Tile>
  );
}

const tickText = (span: Span) => (atUtcMs: number) =>
  span === 'shift' || span === 'day' ? clockText(atUtcMs, false) : dateText(atUtcMs).slice('2026-'.length);

function Plot({ bars, span, summary }: { readonly bars: readonly RateBar[]; readonly span: Span; readonly summary: string }) {
  const { t } = useText();
  const { ref, width } = useElementSize();
  const highest = Math.max(floodOver, ...bars.map(({ count }) => count));
  return (
    <div ref={ref} className={classes.plot} role="img" aria-label={summary}>
      {width === 0 ? null : (
        <BarChart
          width={width}
          height={chartHeight}
          data={[...bars]}
          margin={{ top: 20, right: 0, bottom: 0, left: 0 }}
          accessibilityLayer={false}
          barCategoryGap="12%"
        >
          <XAxis
            dataKey="atUtcMs"
            tickFormatter={tickText(span)}
            tickLine={false}
            axisLine={{ stroke: 'var(--line-strong)' }}
            tick={{ fill: 'var(--text-dim)', fontSize: 14 }}
            interval="preserveStartEnd"
            minTickGap={40}
          />
          <YAxis hide domain={[0, highest * 1.1]} />
          {limits.map(({ at, words }) => (
            <ReferenceLine
              key={at}
              y={at}
              stroke={at === floodOver ? 'var(--text-dim)' : 'var(--line-strong)'}
              strokeDasharray={at === floodOver ? '6 4' : '2 4'}
              {...(at === 1
                ? {}
                : { label: { value: t(`figures.rate.${words}`), position: 'insideBottomLeft' as const, fill: 'var(--text-dim)', fontSize: 14 } })}
            />
          ))}
          <Bar dataKey="count" isAnimationActive={false} minPointSize={1}>
            {bars.map((bar) => (
              <Cell key={bar.atUtcMs} fill={bar.count > floodOver ? 'var(--critical)' : 'var(--text-faint)'} />
            ))}
            <LabelList
              position="top"
              valueAccessor={(bar: { payload?: RateBar }) => ((bar.payload?.count ?? 0) > floodOver ? `▲${bar.payload?.count}` : '')}
              fill="var(--text)"
              fontSize={14}
            />
          </Bar>
        </BarChart>
      )}
    </div>
  );
}

function RateTable({ figures }: { readonly figures: AlarmFigures }) {
  const { t } = useText();
  const times = busyTimes(figures);
  if (times.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={t('figures.rate.table')}>
      <table className={classes.table}>
        <caption className={classes.spoken}>{t('figures.rate.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('figures.rate.at')}</th>
            <th scope="col">{t('figures.rate.count')}</th>
          </tr>
        </thead>
        <tbody>
          {times.map(({ atUtcMs, count }) => (
            <tr key={atUtcMs}>
              <th scope="row">{`${dateText(atUtcMs).slice('2026-'.length)} ${clockText(atUtcMs, false)}`}</th>
              <td>{count > floodOver ? `▲ ${count}` : count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
