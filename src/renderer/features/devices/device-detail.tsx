/** One device in full: how it is, why, what to do, how its line is, what came last. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { DeviceHealth, LineQuality } from '../../../shared/model/devices.ts';
import { apiQuery } from '../../app/api.ts';
import { useText } from '../../app/text.ts';
import { DetailList, DetailPane, DetailRow, TimeText } from '../../ui/index.ts';
import classes from './devices.module.css';
import { lineGrade, percentText } from './line-words.ts';
import { SecureMark } from './marks.tsx';

export function DeviceDetail({ device, actions, onClose }: { readonly device: DeviceHealth; readonly actions?: ReactNode; readonly onClose: () => void }) {
  const { t } = useText();
  const traffic = useQuery({ ...apiQuery.devices.traffic.queryOptions({ input: { id: device.id } }), refetchInterval: 2000, staleTime: 0 });
  const fresh = traffic.data ?? device;
  return (
    <DetailPane title={device.name} onClose={onClose} actions={actions}>
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
        {fresh.line === undefined ? null : <LineDetail device={device} line={fresh.line} />}
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

function LineDetail({ device, line }: { readonly device: DeviceHealth; readonly line: LineQuality }) {
  const { t } = useText();
  const { identity, lastLoss } = line;
  const grade = lineGrade(line);
  const all = line.exchanges + line.retries;
  const share = (count: number) => (count === 0 ? '' : ` (${percentText(count / all)})`);
  return (
    <>
      <DetailRow label={t('devices.secure.label')}>
        <SecureMark device={device} line={line} />
      </DetailRow>
      <DetailRow label={t('devices.line.label')}>
        {t(grade === null ? 'devices.line.unknown' : `devices.line.${grade}`)}
        {line.roundTripMs === null ? null : ` · ${t('devices.line.roundTrip', { ms: line.roundTripMs.toFixed(1) })}`}
        <span className={classes.counts}>
          {t('devices.line.counts', {
            exchanges: line.exchanges,
            retries: `${line.retries}${share(line.retries)}`,
            badChecks: `${line.badChecks}${share(line.badChecks)}`,
            busy: line.busy,
            naks: line.naks,
          })}
        </span>
        {grade === null || grade === 'good' ? null : <span className={classes.counts}>{t('devices.line.mend')}</span>}
      </DetailRow>
      {lastLoss === null ? null : (
        <DetailRow label={t('devices.line.lastLoss')}>
          <TimeText atUtcMs={lastLoss.atUtcMs} /> · {t(`devices.cause.${lastLoss.cause}`)}
          {lastLoss.detail === null ? null : ` (${lastLoss.detail})`}
        </DetailRow>
      )}
      {identity === null ? null : <DetailRow label={t('devices.line.identity')}>{t('devices.line.identityText', { ...identity })}</DetailRow>}
    </>
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
