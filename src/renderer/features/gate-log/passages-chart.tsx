/** Passages per hour today: grey bars, denied ones in the accent, figures on the bars, the table beside it. Loaded only when asked for. */

import { useElementSize } from '@mantine/hooks';
import { Bar, BarChart, LabelList, XAxis } from 'recharts';
import { callError } from '../../app/api.ts';
import { useText } from '../../app/text.ts';
import { clockText, ErrorState } from '../../ui/index.ts';
import classes from './passages-chart.module.css';
import { usePassages } from './use-passages.ts';

const chartHeight = 150;

/** The hour's total, said once, over the part of the bar that is on top. */
const totalOver = (part: 'granted' | 'denied') => (bar: { payload?: { granted: number; denied: number } }) => {
  const { granted = 0, denied = 0 } = bar.payload ?? {};
  const onTop = denied > 0 ? 'denied' : 'granted';
  return part === onTop && granted + denied > 0 ? granted + denied : '';
};

export default function PassagesChart() {
  const { t } = useText();
  const { hours, sinceUtcMs, failure } = usePassages();
  const { ref, width } = useElementSize();
  const total = hours.reduce((sum, hour) => sum + hour.granted + hour.denied, 0);
  const busiest = hours.reduce(
    (most, hour) => (hour.granted + hour.denied > most.granted + most.denied ? hour : most),
    hours[0] ?? { hour: '00', granted: 0, denied: 0 },
  );
  const summary = total === 0 ? t('gate.chart.none') : t('gate.chart.summary', { total, hour: `${busiest.hour}:00`, most: busiest.granted + busiest.denied });
  if (failure !== null && total === 0) return <ErrorState what={t('gate.error.title')} whatToDo={callError(failure)} stillWorks={t('gate.error.works')} />;
  return (
    <section className={classes.frame} aria-label={t('gate.chart.title')}>
      <div className={classes.left}>
        <h2 className={classes.title}>{t('gate.chart.title')}</h2>
        <p className={classes.summary}>
          {summary}
          {sinceUtcMs === null ? '' : ` · ${t('gate.chart.partial', { time: clockText(sinceUtcMs, false) })}`}
        </p>
        <div ref={ref} className={classes.plot} role="img" aria-label={summary}>
          {width === 0 ? null : (
            <BarChart
              width={width}
              height={chartHeight}
              data={[...hours]}
              margin={{ top: 22, right: 0, bottom: 0, left: 0 }}
              accessibilityLayer={false}
              barCategoryGap="18%"
            >
              <XAxis
                dataKey="hour"
                tickLine={false}
                axisLine={{ stroke: 'var(--line-strong)' }}
                tick={{ fill: 'var(--text-dim)', fontSize: 14 }}
                interval="preserveStartEnd"
              />
              {(['granted', 'denied'] as const).map((part) => (
                <Bar key={part} dataKey={part} stackId="all" fill={part === 'granted' ? 'var(--line-strong)' : 'var(--critical)'} isAnimationActive={false}>
                  <LabelList position="top" valueAccessor={totalOver(part)} fill="var(--text)" fontSize={14} />
                </Bar>
              ))}
            </BarChart>
          )}
        </div>
      </div>
      <HourTable hours={hours} />
    </section>
  );
}

function HourTable({ hours }: { readonly hours: ReturnType<typeof usePassages>['hours'] }) {
  const { t } = useText();
  const busy = hours.filter((hour) => hour.granted + hour.denied > 0).toReversed();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
    <section className={classes.table} tabIndex={0} aria-label={t('gate.chart.table')}>
      <table>
        <caption className={classes.spoken}>{t('gate.chart.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('gate.chart.hour')}</th>
            <th scope="col">{t('gate.chart.granted')}</th>
            <th scope="col">{t('gate.chart.denied')}</th>
          </tr>
        </thead>
        <tbody>
          {busy.map((hour) => (
            <tr key={hour.hour}>
              <th scope="row">{hour.hour}:00</th>
              <td>{hour.granted}</td>
              <td>{hour.denied}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
