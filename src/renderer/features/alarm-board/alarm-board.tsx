/** The board: one list, most urgent first, folded by area in a flood; the standing lists are one key away. Works without a mouse. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Alarm } from '../../../shared/model/alarms.ts';
import { useNow } from '../../app/now.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { EmptyState, KeyButton, ScreenFrame, VirtualList } from '../../ui/index.ts';
import { AlarmActions } from './alarm-actions.tsx';
import classes from './alarm-board.module.css';
import { AlarmDetail } from './alarm-detail.tsx';
import { AlarmColumns, AlarmRow } from './alarm-row.tsx';
import { AreaRow } from './area-row.tsx';
import { type BoardRow, foldByArea, isFlood, plainRows, recentAlarms } from './flood.ts';
import { heldOrder, listOf, type View, views } from './lists.ts';
import { useAlarmCalls } from './use-alarm-calls.ts';
import { alarmText } from './words.ts';

const viewKeys: { readonly [view in View]: string } = { board: 'B', open: 'N', aside: 'L', outOfService: 'O' };

export function AlarmBoard() {
  const words = useText();
  const { t } = words;
  const alarms = useLive((live) => live.alarms);
  const calls = useAlarmCalls();
  const [view, setView] = useState<View>('board');
  const [selected, setSelected] = useState<string | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const list = useMemo(() => listOf(view, alarms), [view, alarms]);
  const held = useHeld(list, selected !== null || asking, view);
  const flood = useFlood(alarms);
  const { rows, toggle } = useRows(held.rows, flood.on && view === 'board');
  const byId = (key: string | null): Alarm | null => list.find((alarm) => alarm.alarmId === key) ?? null;
  const target = byId(selected) ?? byId(cursor) ?? firstAlarm(rows);
  const detail = byId(selected);
  const frame = useListFocus(view);
  const show = (next: View) => {
    setView(next);
    setSelected(null);
    setCursor(null);
  };
  const select = useCallback((key: string | null) => (key?.startsWith('area:') ? toggle(key) : setSelected(key)), [toggle]);
  return (
    <ScreenFrame
      title={t('alarms.title')}
      tools={<ViewKeys alarms={alarms} view={view} onShow={show} />}
      detail={detail === null ? undefined : <AlarmDetail alarm={detail} onClose={() => setSelected(null)} />}
    >
      {flood.on && view === 'board' ? (
        <p className={classes.flood} role="status">
          <span aria-hidden="true">◆</span> {t('alarms.flood.banner', { count: flood.recent })}
        </p>
      ) : null}
      <div className={classes.frame} ref={frame}>
        <AlarmColumns />
        {held.newer === 0 ? null : (
          <button type="button" className={classes.newer} onClick={() => setSelected(null)}>
            {t('common.newRows', { count: held.newer })} ↑
          </button>
        )}
        <VirtualList
          rows={rows}
          keyOf={keyOf}
          render={(row) => (row.kind === 'area' ? <AreaRow row={row} /> : <AlarmRow alarm={row.alarm} first={row.first} />)}
          label={t('alarms.list.active')}
          selectedKey={detail === null ? null : selected}
          onSelect={select}
          onCursor={setCursor}
          empty={<Nothing view={view} onBoard={() => show('board')} />}
          holds={false}
        />
      </div>
      {target === null ? null : (
        <div className={classes.actions}>
          {asking ? null : (
            <p className={classes.target} title={alarmText(target, words)}>
              {alarmText(target, words)}
            </p>
          )}
          <AlarmActions alarm={target} alarms={alarms} calls={calls} onAsking={setAsking} />
        </div>
      )}
    </ScreenFrame>
  );
}

const keyOf = (row: BoardRow): string => row.key;

function firstAlarm(rows: readonly BoardRow[]): Alarm | null {
  const [row] = rows;
  if (row === undefined) return null;
  return row.kind === 'alarm' ? row.alarm : row.top;
}

/** Nothing jumps while a row is selected or a question stands. */
function useHeld(list: readonly Alarm[], holds: boolean, view: View) {
  const latest = useRef(list);
  latest.current = list;
  const [ids, setIds] = useState<readonly string[] | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins its own order
  useEffect(() => setIds(holds ? latest.current.map((alarm) => alarm.alarmId) : null), [holds, view]);
  return useMemo(() => heldOrder(list, ids), [list, ids]);
}

function useFlood(alarms: readonly Alarm[]): { readonly on: boolean; readonly recent: number } {
  const now = useNow();
  const log = useLive((live) => live.log);
  const before = useRef(false);
  const recent = recentAlarms(alarms, log, now);
  const on = isFlood(before.current, recent);
  useEffect(() => {
    before.current = on;
  });
  return { on, recent };
}

function useRows(alarms: readonly Alarm[], folds: boolean) {
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback(
    (key: string) => setUnfolded((before) => (before.has(key) ? new Set([...before].filter((one) => one !== key)) : new Set([...before, key]))),
    [],
  );
  const rows = useMemo(() => (folds ? foldByArea(alarms, unfolded) : plainRows(alarms)), [alarms, folds, unfolded]);
  return { rows, toggle };
}

/** The list has the focus when the screen opens and whenever an arrow key is pressed outside it. */
function useListFocus(view: View) {
  const frame = useRef<HTMLDivElement>(null);
  const focus = () => {
    const list = frame.current?.querySelector('[role="listbox"]');
    if (!(list instanceof HTMLElement) || document.activeElement === list) return false;
    list.focus();
    return true;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a newly shown list takes the focus too
  useEffect(() => void focus(), [view]);
  useShortcut('ArrowDown', focus);
  useShortcut('ArrowUp', focus);
  return frame;
}

function ViewKeys({ alarms, view, onShow }: { readonly alarms: readonly Alarm[]; readonly view: View; readonly onShow: (view: View) => void }) {
  const { t } = useText();
  return (
    <div className={classes.views}>
      {views.map((name) => (
        <KeyButton key={name} kind="quiet" shortcut={viewKeys[name]} pressed={view === name} onPress={() => onShow(name)}>
          {`${t(`alarms.view.${name}`)} ${listOf(name, alarms).length}`}
        </KeyButton>
      ))}
    </div>
  );
}

function Nothing({ view, onBoard }: { readonly view: View; readonly onBoard: () => void }) {
  const { t } = useText();
  const action =
    view === 'board' ? undefined : (
      <KeyButton shownKey="B" onPress={onBoard}>
        {t('alarms.empty.toBoard')}
      </KeyButton>
    );
  return <EmptyState action={action}>{t(`alarms.empty.${view}`)}</EmptyState>;
}
