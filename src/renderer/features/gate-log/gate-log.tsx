/** The gate log: every read, newest on top, with filters, the day's chart, and the detail of one read beside it. */
import { lazy, Suspense, useMemo, useState } from 'react';
import type { JournalKind } from '../../../shared/model/journal.ts';
import { callError } from '../../app/api.ts';
import { fetched } from '../../app/fetched.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { useLogRows } from '../../live/log-rows.ts';
import { EmptyState, ErrorState, KeyButton, ScreenFrame, VirtualList } from '../../ui/index.ts';
import { type Filter, GateFilter, noFilter } from './gate-filter.tsx';
import classes from './gate-log.module.css';
import { GateRow, GateRowHead } from './gate-row.tsx';
import { ReadDetail } from './read-detail.tsx';
import { takeWantedRow } from './selected-row.ts';

const PassagesChart = lazy(() => fetched(() => import('./passages-chart.tsx')));

const kindsOf: { readonly [decision in Filter['decision']]: readonly JournalKind[] } = {
  all: ['gate.granted', 'gate.denied'],
  granted: ['gate.granted'],
  denied: ['gate.denied'],
};

const keyOf = (entry: { readonly row: { readonly seq: number } }): string => String(entry.row.seq);

export function GateLog() {
  const { t } = useText();
  const gate = useLive((live) => live.gate);
  const [filter, setFilter] = useState<Filter>(noFilter);
  const [chart, setChart] = useState(false);
  const [selectedKey, setSelectedKey] = useState<string | null>(() => takeWantedRow()?.toString() ?? null);
  const query = useMemo(() => ({ kinds: kindsOf[filter.decision], ...(filter.reader !== null && { subject: filter.reader }) }), [filter]);
  const log = useLogRows(gate, query);
  const selected = log.rows.find((entry) => keyOf(entry) === selectedKey) ?? null;
  const filtered = filter.decision !== 'all' || filter.reader !== null;

  return (
    <ScreenFrame
      title={t('gate.title')}
      tools={
        <>
          <GateFilter filter={filter} onFilter={setFilter} />
          <KeyButton shortcut="C" pressed={chart} onPress={() => setChart(!chart)}>
            {t('gate.chart.show')}
          </KeyButton>
        </>
      }
      detail={selected === null ? undefined : <ReadDetail key={selectedKey} entry={selected} onClose={() => setSelectedKey(null)} />}
    >
      {chart ? (
        <Suspense fallback={null}>
          <PassagesChart />
        </Suspense>
      ) : null}
      {log.failure === null ? null : (
        <ErrorState
          what={t('gate.error.title')}
          whatToDo={callError(log.failure)}
          stillWorks={t('gate.error.works')}
          action={<KeyButton onPress={log.retry}>{t('gate.error.retry')}</KeyButton>}
        />
      )}
      <div className={classes.table} data-narrow={selected !== null}>
        <GateRowHead />
        <VirtualList
          rows={log.rows}
          keyOf={keyOf}
          label={t('gate.list')}
          selectedKey={selectedKey}
          onSelect={setSelectedKey}
          empty={
            filtered ? (
              <EmptyState action={<KeyButton onPress={() => setFilter(noFilter)}>{t('gate.empty.clear')}</KeyButton>}>{t('gate.empty.filtered')}</EmptyState>
            ) : (
              <EmptyState>
                {t('gate.empty.title')} {t('gate.empty.hint')}
              </EmptyState>
            )
          }
          render={(entry) => <GateRow entry={entry} />}
        />
      </div>
      <footer className={classes.foot}>
        {log.ended ? (
          <p>{t('gate.olderEnd')}</p>
        ) : (
          <KeyButton kind="quiet" shortcut="O" disabled={log.loading || log.rows.length === 0} onPress={log.loadOlder}>
            {t('gate.older')}
          </KeyButton>
        )}
      </footer>
    </ScreenFrame>
  );
}
