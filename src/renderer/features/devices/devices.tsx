/** Health of each reader, panel and the broker: how it is, since when, why, and what to do, in words. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeviceHealth } from '../../../shared/model/devices.ts';
import { apiQuery } from '../../app/api.ts';
import { useFocusKept } from '../../app/navigation.ts';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import type { ReaderToolsTarget } from '../../app/tools-target.ts';
import { useLive } from '../../live/index.ts';
import { EmptyState, KeyButton, ScreenFrame, VirtualList } from '../../ui/index.ts';
import { DeviceDetail } from './device-detail.tsx';
import { DeviceHead, ListRow } from './device-row.tsx';
import classes from './devices.module.css';
import { SharedLineDetail } from './line-detail.tsx';
import { placeOnLine, type Row, rowKey, rowsByLine } from './line-words.ts';
import { ScanNow } from './scan-now.tsx';

export interface DevicesProps {
  readonly onOpenSettings: () => void;
  readonly onOpenTools: (target: ReaderToolsTarget) => void;
  readonly onOpenPanel: (panelId: string) => void;
}

export function Devices({ onOpenSettings, onOpenTools, onOpenPanel }: DevicesProps) {
  const { t } = useText();
  const rows = rowsByLine(useDevices());
  // Who comes here before the first word of the post has the keys of the list as soon as it is there.
  useFocusKept(rows.length > 0);
  const mayTools = useMay('lead', 'installer');
  const [selected, setSelected] = useState<string | null>(null);
  const row = rows.find((one) => rowKey(one) === selected);
  const close = () => setSelected(null);
  const scanner = row?.type !== 'line' && row?.device.canTrigger === true ? row.device : null;
  const panel = row !== undefined && row.type !== 'line' && row.device.kind === 'panel' ? row.device : null;
  const actions =
    panel !== null ? (
      <OpenPanel onOpen={() => onOpenPanel(panel.id)} />
    ) : scanner !== null ? (
      <ScanNow device={scanner} />
    ) : mayTools && row !== undefined ? (
      toolsFor(row, onOpenTools)
    ) : undefined;
  const tools = (
    <KeyButton shortcut="T" onPress={() => onOpenTools({})}>
      {t('readers.title')}
    </KeyButton>
  );
  return (
    <ScreenFrame
      title={t('devices.title')}
      tools={mayTools ? tools : undefined}
      detail={row === undefined ? undefined : <Detail row={row} actions={actions} onClose={close} />}
    >
      <div className={classes.table}>
        <DeviceHead />
        <VirtualList
          rows={rows}
          keyOf={rowKey}
          label={t('devices.title')}
          selectedKey={selected}
          onSelect={setSelected}
          holds={false}
          rowHeight={56}
          render={(one) => <ListRow row={one} />}
          empty={<EmptyState action={<KeyButton onPress={onOpenSettings}>{t('devices.emptyAction')}</KeyButton>}>{t('devices.empty')}</EmptyState>}
        />
      </div>
    </ScreenFrame>
  );
}

/** Changes of state come live; the counters of a line are asked for while someone looks. */
function useDevices(): readonly DeviceHealth[] {
  const devices = useLive((live) => live.devices);
  const counted = devices.some((device) => device.line !== undefined);
  const asked = useQuery({ ...apiQuery.devices.list.queryOptions(), enabled: counted, refetchInterval: 5000, staleTime: 0 });
  if (!counted || asked.data === undefined) return devices;
  const lines = new Map(asked.data.map(({ kind, id, line }) => [`${kind}:${id}`, line]));
  return devices.map((device) => {
    const line = lines.get(`${device.kind}:${device.id}`);
    // Whether it is secure belongs to the state: the live word counts.
    return line === undefined || device.line === undefined ? device : { ...device, line: { ...line, secure: device.line.secure } };
  });
}

function Detail({ row, actions, onClose }: { readonly row: Row; readonly actions: React.ReactNode; readonly onClose: () => void }) {
  if (row.type === 'line') return <SharedLineDetail row={row} actions={actions} onClose={onClose} />;
  return <DeviceDetail device={row.device} actions={actions} onClose={onClose} />;
}

function OpenPanel({ onOpen }: { readonly onOpen: () => void }) {
  const { t } = useText();
  return (
    <KeyButton shortcut="P" onPress={onOpen}>
      {t('panels.open')}
    </KeyButton>
  );
}

/** Only readers that answer have tools. */
function toolsFor(row: Row, onOpen: DevicesProps['onOpenTools']) {
  if (row.type === 'line') return <LineTools path={row.path} onOpen={onOpen} />;
  const place = placeOnLine(row.device);
  return place === null ? undefined : <OneReaderTools readerId={row.device.id} path={place.path} onOpen={onOpen} />;
}

function LineTools({ path, onOpen }: { readonly path: string; readonly onOpen: DevicesProps['onOpenTools'] }) {
  const { t } = useText();
  return (
    <>
      <KeyButton shortcut="L" onPress={() => onOpen({ tab: 'trace', path })}>
        {t('readers.tab.trace')}
      </KeyButton>
      <KeyButton shortcut="N" onPress={() => onOpen({ tab: 'find', path })}>
        {t('readers.find.start')}
      </KeyButton>
    </>
  );
}

function OneReaderTools({ readerId, path, onOpen }: { readonly readerId: string; readonly path: string; readonly onOpen: DevicesProps['onOpenTools'] }) {
  const { t } = useText();
  return (
    <>
      <KeyButton shortcut="K" onPress={() => onOpen({ tab: 'key', readerId, path })}>
        {t('readers.tab.key')}
      </KeyButton>
      <KeyButton shortcut="L" onPress={() => onOpen({ tab: 'trace', readerId, path })}>
        {t('readers.tab.trace')}
      </KeyButton>
    </>
  );
}
