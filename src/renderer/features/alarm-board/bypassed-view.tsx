/** What is bypassed now: zones that will tell of nothing. Taking a bypass back is a command to the panel. */
import { useState } from 'react';
import type { PanelPoint } from '../../../shared/model/panels.ts';
import { openScreen } from '../../app/navigation.ts';
import { panelTarget } from '../../app/screen-targets.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { AgeText, EmptyState, KeyButton, VirtualList } from '../../ui/index.ts';
import classes from './alarm-board.module.css';
import { usePanelName } from './alarm-row.tsx';
import { BoardFoot } from './board-foot.tsx';
import { BoardFrame } from './board-frame.tsx';
import type { View } from './lists.ts';
import { useListFocus } from './use-list-focus.ts';
import { useRowHeight } from './use-row-height.ts';

const keyOf = ({ panelId, kind, pointId }: PanelPoint): string => `${panelId}/${kind}/${pointId}`;

export function BypassedView({ onShow }: { readonly onShow: (view: View) => void }) {
  const { t } = useText();
  const points = useLive((live) => live.points.filter((point) => point.bypassed));
  const [cursor, setCursor] = useState<string | null>(null);
  const frame = useListFocus('bypassed');
  const rowHeight = useRowHeight();
  const target = points.find((point) => keyOf(point) === cursor) ?? points[0];
  const open = (point: PanelPoint | undefined) => {
    if (point === undefined) return;
    panelTarget.aim(point.panelId);
    openScreen('panels');
  };
  const empty = (
    <EmptyState
      action={
        <KeyButton shownKey="B" onPress={() => onShow('board')}>
          {t('alarms.empty.toBoard')}
        </KeyButton>
      }
    >
      {t('alarms.empty.bypassed')}
    </EmptyState>
  );
  return (
    <BoardFrame view="bypassed" onShow={onShow} detail={undefined}>
      <div className={classes.frame} ref={frame}>
        <VirtualList
          key={rowHeight}
          rows={points}
          keyOf={keyOf}
          render={(point) => <BypassedRow point={point} />}
          rowHeight={rowHeight}
          label={t('alarms.list.bypassed')}
          selectedKey={null}
          onSelect={(key) => open(points.find((point) => keyOf(point) === key))}
          onCursor={setCursor}
          empty={empty}
        />
      </div>
      <BoardFoot target={target?.name ?? ''}>
        {target === undefined ? null : (
          <div className={classes.footKeys}>
            <KeyButton shownKey="Enter" onPress={() => open(target)}>
              {t('alarms.action.openPanel')}
            </KeyButton>
          </div>
        )}
      </BoardFoot>
    </BoardFrame>
  );
}

function BypassedRow({ point }: { readonly point: PanelPoint }) {
  const { t, tOr } = useText();
  const panel = usePanelName(point.panelId);
  const where = [panel, point.partition === null ? '' : t('alarms.list.partition', { partition: point.partition })].filter((part) => part !== '').join(' · ');
  return (
    <div className={classes.line}>
      <span className={classes.lineFirst}>
        <span aria-hidden="true">⊘</span> {point.name}
      </span>
      <span className={classes.lineSecond}>{where}</span>
      <span className={classes.lineSide}>
        {t('alarms.list.bypassedFor')} <AgeText sinceUtcMs={point.sinceUtcMs} />
      </span>
      <span className={classes.lineSideSecond}>{point.state === null ? '' : tOr(`panels.state.${point.state}`, point.state)}</span>
    </div>
  );
}
