/** Health of each reader, panel and the broker: how it is, since when, why, and what to do, in words. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeviceHealth } from '../../../shared/model/devices.ts';
import { apiQuery } from '../../app/api.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { AgeText, DetailList, DetailPane, DetailRow, EmptyState, KeyButton, ScreenFrame, SimulatedMark, TimeText, VirtualList } from '../../ui/index.ts';
import classes from './devices.module.css';

const keyOf = (device: DeviceHealth): string => `${device.kind}:${device.id}`;

export function Devices({ onOpenSettings }: { readonly onOpenSettings: () => void }) {
  const { t } = useText();
  const devices = useLive((live) => live.devices);
  const [selected, setSelected] = useState<string | null>(null);
  const device = devices.find((one) => keyOf(one) === selected);
  return (
    <ScreenFrame title={t('devices.title')} detail={device === undefined ? undefined : <DeviceDetail device={device} onClose={() => setSelected(null)} />}>
      <div className={classes.table}>
        <DeviceHead />
        <VirtualList
          rows={devices}
          keyOf={keyOf}
          label={t('devices.title')}
          selectedKey={selected}
          onSelect={setSelected}
          holds={false}
          rowHeight={56}
          render={(row) => <DeviceRow device={row} />}
          empty={<EmptyState action={<KeyButton onPress={onOpenSettings}>{t('devices.emptyAction')}</KeyButton>}>{t('devices.empty')}</EmptyState>}
        />
      </div>
    </ScreenFrame>
  );
}

const columns = ['state', 'age', 'name', 'kind', 'why', 'mark'] as const;

/** Hidden from screen readers: each line says everything itself. */
function DeviceHead() {
  const { t } = useText();
  return (
    <div className={classes.head} aria-hidden="true">
      {columns.map((column) => (
        <span key={column} className={column === 'state' || column === 'name' ? undefined : classes[column]}>
          {column === 'mark' ? null : t(`devices.column.${column}`)}
        </span>
      ))}
    </div>
  );
}

function DeviceRow({ device }: { readonly device: DeviceHealth }) {
  const { t } = useText();
  const up = device.state === 'online';
  return (
    <div className={classes.row} data-up={up}>
      <span className={classes.state}>
        <span aria-hidden="true">{up ? '●' : device.state === 'connecting' ? '◌' : '▲'}</span> {t(`devices.state.${device.state}`)}
      </span>
      <span className={classes.age}>
        <AgeText sinceUtcMs={device.sinceUtcMs} />
      </span>
      <span className={classes.name} title={device.name}>
        {device.name}
      </span>
      <span className={classes.kind}>{`${t(`devices.kind.${device.kind}`)} · ${device.speaks}`}</span>
      <span className={classes.why}>{device.cause === null || up ? device.address : t(`devices.cause.${device.cause}`)}</span>
      <span>{device.simulated ? <SimulatedMark short /> : null}</span>
    </div>
  );
}

function DeviceDetail({ device, onClose }: { readonly device: DeviceHealth; readonly onClose: () => void }) {
  const { t } = useText();
  const traffic = useQuery({ ...apiQuery.devices.traffic.queryOptions({ input: { id: device.id } }), refetchInterval: 2000, staleTime: 0 });
  const fresh = traffic.data ?? device;
  return (
    <DetailPane title={device.name} onClose={onClose}>
      <DetailList>
        <DetailRow label={t('devices.stateLabel')}>
          {t(`devices.state.${device.state}`)} · {t('common.since')} <TimeText atUtcMs={device.sinceUtcMs} />
        </DetailRow>
        {device.cause === null ? null : (
          <>
            <DetailRow label={t('devices.why')}>{t(`devices.cause.${device.cause}`)}</DetailRow>
            <DetailRow label={t('devices.todo')}>{t(`devices.do.${device.cause}`)}</DetailRow>
          </>
        )}
        {device.detail === null ? null : <DetailRow label={t('devices.detail')}>{device.detail}</DetailRow>}
        <DetailRow label={t('devices.speaks')}>{device.speaks}</DetailRow>
        <DetailRow label={t('devices.address')}>{device.address}</DetailRow>
        <DetailRow label={t('devices.lastSign')}>
          {fresh.lastSignOfLifeUtcMs === null ? t('common.never') : <TimeText atUtcMs={fresh.lastSignOfLifeUtcMs} />}
        </DetailRow>
        <DetailRow label={`${t('devices.understood')} / ${t('devices.discarded')}`}>{`${fresh.understood} / ${fresh.discarded}`}</DetailRow>
        <DetailRow label={t('devices.traffic')}>{fresh.lastTraffic.length === 0 ? t('devices.noTraffic') : <Traffic lines={fresh.lastTraffic} />}</DetailRow>
      </DetailList>
    </DetailPane>
  );
}

function Traffic({ lines }: { readonly lines: DeviceHealth['lastTraffic'] }) {
  const { t } = useText();
  return (
    <ol className={classes.traffic}>
      {lines.toReversed().map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no id, and the same bytes may come twice in a millisecond
        <li key={`${line.atUtcMs} ${i}`} data-understood={line.understood}>
          <TimeText atUtcMs={line.atUtcMs} date="never" /> {line.direction === 'in' ? '→' : '←'} <code>{line.text}</code>
          {line.understood ? null : ` ${t('devices.notUnderstood')}`}
        </li>
      ))}
    </ol>
  );
}
