/** A list of alarms with what can be done to the one under the cursor, and its details or its procedure in the pane. */
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import type { Alarm } from '../../../shared/model/alarms.ts';
import { useFocusKept } from '../../app/navigation.ts';
import { useOwnDuty } from '../../app/own-seat.ts';
import type { AlarmTarget } from '../../app/screen-targets.ts';
import { callsSeat } from '../../app/seat-duty.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { EmptyState, KeyButton, VirtualList } from '../../ui/index.ts';
import { AlarmActions } from './alarm-actions.tsx';
import classes from './alarm-board.module.css';
import { AlarmDetail } from './alarm-detail.tsx';
import { AlarmColumns, AlarmRow } from './alarm-row.tsx';
import { AreaRow } from './area-row.tsx';
import { BoardFoot } from './board-foot.tsx';
import { BoardFrame } from './board-frame.tsx';
import { FloodBanner } from './flood-banner.tsx';
import { useFlood } from './flood-state.ts';
import { type AlarmView, calledFirst, listOf, type View } from './lists.ts';
import { ProcedurePane } from './procedure-pane.tsx';
import { type BoardRow, partsKey } from './rows.ts';
import { useAlarmCalls } from './use-alarm-calls.ts';
import { keyOfRow, useBoardRows } from './use-board-rows.ts';
import { useBoardTarget, usePaneOfShown } from './use-board-target.ts';
import { useListFocus } from './use-list-focus.ts';
import { useRowHeight } from './use-row-height.ts';
import { alarmText } from './words.ts';

export interface AlarmsViewProps {
  readonly view: AlarmView;
  /** What another screen asked for. */
  readonly begin: AlarmTarget | null;
  readonly onShow: (view: View) => void;
}

export function AlarmsView({ view, begin, onShow }: AlarmsViewProps) {
  const words = useText();
  const { t } = words;
  const alarms = useLive((live) => live.alarms);
  const calls = useAlarmCalls();
  const [pane, setPane] = useState<AlarmTarget | null>(begin);
  const [asked, setAsked] = useState<Alarm | null>(null);
  const asking = asked !== null;
  const flood = useFlood();
  const duty = useOwnDuty();
  const list = useMemo(() => calledFirst(listOf(view, alarms), (alarm) => callsSeat(alarm, duty)), [view, alarms, duty]);
  const { rows, newer, toggle } = useBoardRows(list, { holds: pane !== null || asking, byArea: flood.on && view === 'board' });
  const shown = useLive((live) => (pane === null ? undefined : live.alarmsById.get(pane.alarmId)));
  const { target, left, setCursor, letGo } = useBoardTarget({ rows, list, pinned: asked ?? shown });
  usePaneOfShown(pane, shown !== undefined, setPane);
  useFocusKept(rows.length > 0);
  const frame = useListFocus(view);
  const rowHeight = useRowHeight();
  // The foot grows with a question or beside a pane: what it is about must not slip under it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a pane or a question that comes or goes is what moves the foot
  useEffect(() => {
    frame.current?.querySelector('[role="option"][aria-selected="true"], [role="option"][data-cursor="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [pane, asking]);
  const close = useCallback(() => setPane(null), []);
  const select = useCallback(
    (key: string | null) => (key?.startsWith('area:') ? toggle(key) : setPane(key === null ? null : { alarmId: key, pane: 'detail' })),
    [toggle],
  );
  // Of a part, what it is folded under.
  const headId = target?.partOf ?? target?.alarmId ?? '';
  const folds = rows.some((row) => row.kind === 'alarm' && row.key === headId && row.parts > 0);
  let detail: ReactNode;
  if (shown !== undefined && pane?.pane === 'procedure') detail = <ProcedurePane alarm={shown} calls={calls} enabled={!asking} onClose={close} />;
  else if (shown !== undefined) detail = <AlarmDetail alarm={shown} onClose={close} />;
  return (
    <BoardFrame view={view} onShow={onShow} detail={detail}>
      {view === 'board' ? <FloodBanner /> : null}
      <div className={classes.frame} ref={frame}>
        <AlarmColumns />
        {newer === 0 ? null : (
          <button type="button" className={classes.newer} onClick={close}>
            {t('common.newRows', { count: newer })} ↑
          </button>
        )}
        <VirtualList
          key={rowHeight}
          rows={rows}
          keyOf={keyOfRow}
          render={renderRow}
          rowHeight={rowHeight}
          label={t('alarms.list.active')}
          selectedKey={shown?.alarmId ?? null}
          onSelect={select}
          onCursor={setCursor}
          empty={<Nothing view={view} onBoard={() => onShow('board')} />}
          holds={false}
        />
      </div>
      <BoardFoot
        target={asking ? null : target !== undefined ? alarmText(target, words) : left === null ? '' : t('alarms.list.left', { alarm: alarmText(left, words) })}
      >
        {target === undefined ? null : (
          <AlarmActions
            alarm={target}
            alarms={alarms}
            calls={calls}
            onAsking={(now) => setAsked(now ? target : null)}
            onDone={letGo}
            onProcedure={({ alarmId }) => setPane({ alarmId, pane: 'procedure' })}
            onFold={folds ? () => toggle(partsKey(headId)) : null}
          />
        )}
      </BoardFoot>
    </BoardFrame>
  );
}

const renderRow = (row: BoardRow): ReactNode =>
  row.kind === 'area' ? <AreaRow row={row} /> : <AlarmRow alarm={row.alarm} first={row.first} parts={row.parts} unfolded={row.unfolded} part={row.part} />;

function Nothing({ view, onBoard }: { readonly view: AlarmView; readonly onBoard: () => void }) {
  const { t } = useText();
  const action =
    view === 'board' ? undefined : (
      <KeyButton shownKey="B" onPress={onBoard}>
        {t('alarms.empty.toBoard')}
      </KeyButton>
    );
  return <EmptyState action={action}>{t(`alarms.empty.${view}`)}</EmptyState>;
}
