/**
 * The newest reads, one short line each, for the Watch screen: who, and where; for a denial why in place of where.
 * Enter or a click opens the row in the gate log.
 */
import type { Entry } from '../../../shared/contract/schemas.ts';
import { openScreen } from '../../app/navigation.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { EmptyState, TimeText, VirtualList } from '../../ui/index.ts';
import classes from './gate-list.module.css';
import { gateTimeUtcMs } from './passages.ts';
import { readerOf } from './read-words.ts';
import { isGranted, reasonOf } from './say.ts';
import { wantRow } from './selected-row.ts';

const keyOf = (entry: Entry): string => String(entry.row.seq);

export function GateList({ limit = 100 }: { readonly limit?: number }) {
  const { t } = useText();
  const gate = useLive((live) => live.gate);
  return (
    <VirtualList
      rows={gate.slice(0, limit)}
      keyOf={keyOf}
      label={t('gate.list')}
      selectedKey={null}
      onSelect={(key) => {
        if (key === null) return;
        wantRow(Number(key));
        openScreen('gate');
      }}
      empty={<EmptyState>{t('gate.empty.title')}</EmptyState>}
      render={(entry) => <ShortRow entry={entry} />}
    />
  );
}

function ShortRow({ entry }: { readonly entry: Entry }) {
  const { t } = useText();
  const granted = isGranted(entry);
  const name = entry.holder?.name ?? t('gate.card.unknownPerson');
  return (
    <div className={classes.row}>
      <span className={classes.time}>
        <TimeText atUtcMs={gateTimeUtcMs(entry)} />
      </span>
      <span className={classes.mark} data-granted={granted}>
        <span aria-hidden="true">{granted ? '✓' : '✕'}</span>
        <span className={classes.spoken}>{t(granted ? 'common.granted' : 'common.denied')}</span>
      </span>
      <span className={classes.person} title={name}>
        {name}
        {entry.repeats > 0 ? <span className={classes.repeats}> ×{entry.repeats + 1}</span> : null}
      </span>
      {granted || entry.holder === null ? (
        <span className={classes.reader} title={readerOf(entry)}>
          {readerOf(entry)}
        </span>
      ) : (
        <span className={classes.reason} title={readerOf(entry)}>
          {t(`gate.reason.${reasonOf(entry)}`)}
        </span>
      )}
    </div>
  );
}
