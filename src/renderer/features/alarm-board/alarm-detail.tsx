/** Everything about one alarm, in the pane on the right. */
import { type Alarm, alarmSteps } from '../../../shared/model/alarms.ts';
import { useText } from '../../app/text.ts';
import { useLive } from '../../live/index.ts';
import { DetailList, DetailPane, DetailRow, TimeText, whyWords } from '../../ui/index.ts';
import { AlarmChips, AlarmMark, useCalledText, useOwnerText, usePanelName } from './alarm-row.tsx';
import { skippedCount } from './procedure.ts';
import { alarmText, conditionText, countText, stateKey } from './words.ts';

export function AlarmDetail({ alarm, onClose }: { readonly alarm: Alarm; readonly onClose: () => void }) {
  const words = useText();
  const { t } = words;
  const panel = usePanelName(alarm.panelId);
  const cause = t(alarm.active ? 'alarms.detail.stillThere' : 'alarms.detail.gone');
  const latched = alarm.latched && !alarm.active && alarm.state !== 'normal' ? `, ${t('alarms.detail.latched')}` : '';
  return (
    <DetailPane title={conditionText(alarm, words)} onClose={onClose}>
      <DetailList>
        <DetailRow label={t('alarms.column.priority')}>
          <AlarmMark alarm={alarm} /> <AlarmChips alarm={alarm} />
        </DetailRow>
        <DetailRow label={t('alarms.detail.state')}>{`${t(stateKey(alarm))} · ${cause}${latched}`}</DetailRow>
        <DetailRow label={t('alarms.detail.category')}>{t(`alarms.category.${alarm.category}`)}</DetailRow>
        {alarm.area === null ? null : <DetailRow label={t('alarms.detail.area')}>{alarm.area}</DetailRow>}
        <DetailRow label={t('alarms.detail.source')}>{alarm.source}</DetailRow>
        <DetailRow label={t('alarms.detail.panel')}>{panel}</DetailRow>
        <PlaceRows alarm={alarm} />
        <DetailRow label={t('alarms.detail.raised')}>
          <TimeText atUtcMs={alarm.raisedAtUtcMs} date="always" />
          {alarm.standing ? ` · ${t('alarms.list.standing')}` : ''}
        </DetailRow>
        <DetailRow label={t('alarms.detail.changed')}>
          <TimeText atUtcMs={alarm.lastChangeAtUtcMs} date="always" />
        </DetailRow>
        <DetailRow label={t('alarms.detail.count')}>{countText(alarm, words) ?? t('alarms.list.times', { count: alarm.count })}</DetailRow>
        <OwnerRow alarm={alarm} />
        <ConfirmedRows alarm={alarm} />
        <HandledRows alarm={alarm} />
        {alarm.text === null ? null : <DetailRow label={t('alarms.detail.panelText')}>{alarm.text}</DetailRow>}
      </DetailList>
    </DetailPane>
  );
}

/** Partition, code, camera, as far as they are known. */
function PlaceRows({ alarm }: { readonly alarm: Alarm }) {
  const { t } = useText();
  const parts = [
    { label: t('alarms.detail.partition'), value: alarm.partition },
    { label: t('alarms.detail.code'), value: alarm.code },
    { label: t('alarms.detail.camera'), value: alarm.camera },
  ];
  return parts.map(({ label, value }) =>
    value === null || value === undefined ? null : (
      <DetailRow key={label} label={label}>
        {value}
      </DetailRow>
    ),
  );
}

/** Who has it, and who has been called because nobody had. */
function OwnerRow({ alarm }: { readonly alarm: Alarm }) {
  const { t } = useText();
  const called = useCalledText(alarm);
  const { owner, seat } = useOwnerText(alarm);
  return (
    <>
      <DetailRow label={t('alarms.detail.owner')}>{owner === '' ? t('alarms.list.nobody') : [owner, seat].filter((part) => part !== '').join(' · ')}</DetailRow>
      {called === null ? null : <DetailRow label={t('alarms.detail.called')}>{called}</DetailRow>}
      {alarm.verification === undefined ? null : (
        <DetailRow label={t('alarms.detail.verification')}>{`${alarm.verification} · ${t(`alarms.verification.${alarm.verification}`)}`}</DetailRow>
      )}
      {skippedCount(alarm) === 0 ? null : (
        <DetailRow label={t('alarms.procedure.title')}>{t('alarms.procedure.skippedCount', { count: skippedCount(alarm) })}</DetailRow>
      )}
    </>
  );
}

/** The other zones of a confirmed alarm, or the alarm that this one confirms. */
function ConfirmedRows({ alarm }: { readonly alarm: Alarm }) {
  const words = useText();
  const { t } = words;
  const parts = useLive((live) => (alarm.confirmedBy ?? []).flatMap((id) => live.alarmsById.get(id) ?? []));
  const whole = useLive((live) => (alarm.partOf === undefined ? undefined : live.alarmsById.get(alarm.partOf)));
  return (
    <>
      {parts.length === 0 ? null : (
        <DetailRow label={t('alarms.detail.confirmedBy')}>
          <ul>
            {parts.map((part) => (
              <li key={part.alarmId}>{alarmText(part, words)}</li>
            ))}
          </ul>
        </DetailRow>
      )}
      {whole === undefined ? null : <DetailRow label={t('alarms.detail.partOf')}>{alarmText(whole, words)}</DetailRow>}
    </>
  );
}

/** Who did what so far: acknowledgement, shelf, steps. */
function HandledRows({ alarm }: { readonly alarm: Alarm }) {
  const { t, tOr } = useText();
  const { acknowledgedAtUtcMs, acknowledgeReason, shelvedUntilUtcMs } = alarm;
  const reason = acknowledgeReason === null ? '' : tOr(`alarms.reason.${acknowledgeReason}`, acknowledgeReason);
  const done = alarmSteps.flatMap((step) => {
    const taken = alarm.steps[step];
    return taken === undefined ? [] : [{ step, ...taken }];
  });
  return (
    <>
      {acknowledgedAtUtcMs === null ? null : (
        <DetailRow label={t('alarms.detail.acknowledged')}>
          <TimeText atUtcMs={acknowledgedAtUtcMs} /> {t('alarms.detail.byWithReason', { by: alarm.acknowledgedBy ?? '', reason })}
        </DetailRow>
      )}
      {shelvedUntilUtcMs === null ? null : (
        <>
          <DetailRow label={t('alarms.detail.shelvedUntil')}>
            <TimeText atUtcMs={shelvedUntilUtcMs} />
          </DetailRow>
          <DetailRow label={t('alarms.detail.shelvedBy')}>{shelvedBy(alarm, t)}</DetailRow>
        </>
      )}
      {done.length === 0 ? null : (
        <DetailRow label={t('alarms.detail.steps')}>
          <ol>
            {done.map(({ step, atUtcMs, by, finding }) => (
              <li key={step}>
                <TimeText atUtcMs={atUtcMs} />{' '}
                {finding === undefined
                  ? t('alarms.detail.stepBy', { step: t(`alarms.step.${step}`), by })
                  : t('alarms.detail.stepFound', { step: t(`alarms.step.${step}`), by, finding: t(`alarms.finding.${finding}`) })}
              </li>
            ))}
          </ol>
        </DetailRow>
      )}
    </>
  );
}

function shelvedBy(alarm: Alarm, t: ReturnType<typeof useText>['t']): string {
  const by = alarm.shelvedBy ?? '';
  const reason = whyWords('alarms.setAsideReason', alarm.shelveReason ?? '', alarm.shelveReasonText, t);
  if (alarm.shelvedSecondPerson === null) return t('alarms.detail.byWithReason', { by, reason });
  return t('alarms.detail.shelvedBoth', { by, second: alarm.shelvedSecondPerson, reason });
}
