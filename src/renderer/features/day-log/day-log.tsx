/** The day log: notes above, the live journal in words with filter and search, one row in full beside it, export and verification. */

import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import type { Entry } from '../../../shared/contract/schemas.ts';
import { callError } from '../../app/api.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { type RowFilter, useLogRows } from '../../live/log-rows.ts';
import { EmptyState, ErrorState, KeyButton, ScreenFrame, VirtualList } from '../../ui/index.ts';
import { useAimedRow } from './aimed-row.ts';
import classes from './day-log.module.css';
import { ExportButtons } from './export-buttons.tsx';
import { kindsOf } from './kinds.ts';
import { KindChips, type LogFilter, noFilter, SearchField } from './log-filter-bar.tsx';
import { LogRow } from './log-row.tsx';
import { NoteBox } from './note-box.tsx';
import { RowDetail } from './row-detail.tsx';
import { useVerify, VerifyButton, VerifyResult } from './verify.tsx';

const keyOf = (entry: Entry): string => String(entry.row.seq);

export function DayLog() {
  const { t } = useText();
  const live = useLive((state) => state.log);
  const [filter, setFilter] = useState<LogFilter>(noFilter);
  const [selectedKey, setSelectedKey] = useState<string | null>(null);
  const [text] = useDebouncedValue(filter.text.trim(), 250);
  const query = useMemo<RowFilter>(
    () => ({ ...(filter.group !== null && { kinds: kindsOf(filter.group) }), ...(text !== '' && { text }) }),
    [filter.group, text],
  );
  const log = useLogRows(live, query);
  const verify = useVerify();
  const filtered = filter.group !== null || text !== '';
  const aimed = useAimedRow();
  const selected = log.rows.find((entry) => keyOf(entry) === selectedKey) ?? aimed.entry;
  const close = () => {
    setSelectedKey(null);
    aimed.close();
  };

  return (
    <ScreenFrame
      title={t('log.title')}
      tools={<NoteBox />}
      bar={
        <div className={classes.bar}>
          <KindChips filter={filter} onFilter={setFilter} />
          <SearchField filter={filter} onFilter={setFilter} />
        </div>
      }
      detail={selected === null ? undefined : <RowDetail key={keyOf(selected)} entry={selected} onClose={close} />}
    >
      <VerifyResult verify={verify} />
      {log.failure === null ? null : (
        <ErrorState
          what={t('log.error.title')}
          whatToDo={callError(log.failure)}
          stillWorks={t('log.error.works')}
          action={<KeyButton onPress={log.retry}>{t('log.error.retry')}</KeyButton>}
        />
      )}
      <VirtualList
        rows={log.rows}
        keyOf={keyOf}
        label={t('log.list')}
        selectedKey={selectedKey}
        onSelect={setSelectedKey}
        empty={
          log.loading ? (
            <EmptyState>{t('log.searching')}</EmptyState>
          ) : filtered ? (
            <EmptyState action={<KeyButton onPress={() => setFilter(noFilter)}>{t('log.filter.clear')}</KeyButton>}>{t('log.empty.filtered')}</EmptyState>
          ) : (
            <EmptyState>
              {t('log.empty.title')} {t('log.empty.hint')}
            </EmptyState>
          )
        }
        render={(entry) => <LogRow entry={entry} />}
      />
      <footer className={classes.foot}>
        {log.ended ? (
          <p>{t('log.olderEnd')}</p>
        ) : (
          <KeyButton kind="quiet" shortcut="O" disabled={log.loading || log.rows.length === 0} onPress={log.loadOlder}>
            {t('log.older')}
          </KeyButton>
        )}
        {text === '' || log.loading ? null : <p aria-live="polite">{t('log.filter.results', { count: log.rows.length })}</p>}
        <div className={classes.keep}>
          <ExportButtons />
          <VerifyButton verify={verify} />
        </div>
      </footer>
    </ScreenFrame>
  );
}
