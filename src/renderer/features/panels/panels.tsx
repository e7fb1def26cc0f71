/** Panels: partitions and zones as they stand, commands with their keys and how far each has come, codes, and taught words. */
import { useMemo, useState } from 'react';
import type { PanelCommand } from '../../../shared/model/panels.ts';
import { useFocusKept } from '../../app/navigation.ts';
import { panelTarget, useTarget } from '../../app/screen-targets.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { BackKey, EmptyState, KeyButton, ScreenFrame, VirtualList } from '../../ui/index.ts';
import { PanelActions } from './panel-actions.tsx';
import { ListRow, PanelColumns } from './panel-row.tsx';
import classes from './panels.module.css';
import { RowDetail } from './row-detail.tsx';
import { panelKey, pointKey, type Row, rowsOf } from './rows.ts';
import { TaughtWords } from './taught-words.tsx';
import { useAbilities } from './use-panels.ts';

const views = ['all', 'attention', 'words'] as const;
type View = (typeof views)[number];

export function Panels({ onBack }: { readonly onBack: () => void }) {
  const { t } = useText();
  const [view, setView] = useState<View>('all');
  useFocusKept(view);
  const tools = (
    <>
      {views.map((one, i) => (
        <KeyButton key={one} shortcut={String(i + 1)} pressed={one === view} onPress={() => setView(one)}>
          {t(`panels.view.${one}`)}
        </KeyButton>
      ))}
      <BackKey onBack={onBack} />
    </>
  );
  if (view === 'words') {
    return (
      <ScreenFrame title={t('panels.title')} tools={tools}>
        <TaughtWords />
      </ScreenFrame>
    );
  }
  return <PanelList key={view} attention={view === 'attention'} tools={tools} />;
}

const keyOf = (row: Row): string => row.key;

function useRows(attention: boolean) {
  const devices = useLive((live) => live.devices);
  const points = useLive((live) => live.points);
  const commands = useLive((live) => live.commands);
  const rows = useMemo(() => rowsOf(devices, points, attention), [devices, points, attention]);
  const nameOf = (command: PanelCommand): string | null => {
    const { panelId, pointKind, pointId } = command;
    if (pointKind === null || pointId === null) return null;
    const key = pointKey({ panelId, kind: pointKind, pointId });
    return points.find((point) => pointKey(point) === key)?.name ?? null;
  };
  return { rows, commands, nameOf };
}

function PanelList({ attention, tools }: { readonly attention: boolean; readonly tools: React.ReactNode }) {
  const { t } = useText();
  const { rows, commands, nameOf } = useRows(attention);
  const abilities = useAbilities();
  const aimed = useTarget(panelTarget);
  const [selected, setSelected] = useState(aimed === null ? null : panelKey(aimed));
  const [cursor, setCursor] = useState<string | null>(null);
  useFocusKept(rows.length > 0);
  const byKey = (key: string | null): Row | undefined => rows.find((row) => row.key === key);
  const detail = byKey(selected);
  const target = detail ?? byKey(cursor) ?? rows[0];
  return (
    <ScreenFrame
      title={t('panels.title')}
      tools={tools}
      detail={
        detail === undefined ? undefined : (
          <RowDetail
            key={detail.key}
            row={detail}
            commands={commands}
            nameOf={nameOf}
            abilities={abilities?.find(({ panelId }) => panelId === detail.panel.panelId)}
            onClose={() => setSelected(null)}
          />
        )
      }
    >
      <div className={classes.table}>
        {rows.length === 0 ? null : <PanelColumns />}
        <VirtualList
          rows={rows}
          keyOf={keyOf}
          label={t('panels.list')}
          selectedKey={detail === undefined ? null : selected}
          onSelect={setSelected}
          onCursor={setCursor}
          holds={false}
          render={(row) => <ListRow row={row} />}
          empty={<EmptyState>{t(attention ? 'panels.emptyAttention' : 'panels.empty')}</EmptyState>}
        />
      </div>
      {target === undefined ? null : <PanelActions row={target} rows={rows} abilities={abilities} commands={commands} />}
    </ScreenFrame>
  );
}
