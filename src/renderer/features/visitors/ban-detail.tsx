/** One ban: what the guard says, who issued it and until when; a lead may lift it with a reason. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type LiftReason, liftReasons, type Why } from '../../../shared/model/reasons.ts';
import type { Ban } from '../../../shared/model/visits.ts';
import { api, callError } from '../../app/api.ts';
import { useMay } from '../../app/session-state.ts';
import { translate, useText } from '../../app/text.ts';
import { DetailList, DetailPane, DetailRow, dateText, KeyButton, toast, WhyQuestion } from '../../ui/index.ts';

export function BanDetail({ ban, onClose, onLifted }: { readonly ban: Ban; readonly onClose: () => void; readonly onLifted: () => void }) {
  const { t } = useText();
  const mayLift = useMay('lead');
  const [lifting, setLifting] = useState(false);
  const lift = useMutation({
    mutationFn: (why: Why<LiftReason>) => api.visitors.liftBan({ banId: ban.banId, ...why }),
    onSuccess: () => {
      toast('done', translate('visitors.banList.lifted'));
      onLifted();
    },
  });
  const action =
    mayLift && !lifting ? (
      <KeyButton shortcut="L" onPress={() => setLifting(true)}>
        {t('visitors.banList.lift')}
      </KeyButton>
    ) : undefined;
  return (
    <DetailPane title={ban.name || t('visitors.ban.alert')} onClose={onClose} actions={action}>
      {lifting ? (
        <WhyQuestion
          label={t('visitors.banList.liftReason')}
          options={liftReasons.map((value) => ({ value, label: t(`visitors.liftReasons.${value}`) }))}
          problem={lift.isError ? callError(lift.error) : null}
          busy={lift.isPending}
          onGive={lift.mutate}
          onCancel={() => setLifting(false)}
        />
      ) : null}
      <DetailList>
        <DetailRow label={t('visitors.ban.say')}>“{ban.sayText}”</DetailRow>
        <DetailRow label={t('visitors.banList.reason')}>{t(`visitors.reason.${ban.reason}`)}</DetailRow>
        {ban.plate === '' ? null : <DetailRow label={t('visitors.form.plate')}>{ban.plate}</DetailRow>}
        {ban.phone === '' ? null : <DetailRow label={t('visitors.form.phone')}>{ban.phone}</DetailRow>}
        {ban.hasDocument ? <DetailRow label={t('visitors.detail.document')}>{t('visitors.banList.byDocument')}</DetailRow> : null}
        <DetailRow label={t('visitors.ban.holds')}>
          {ban.untilUtcMs === null ? t('visitors.ban.noEnd') : t('visitors.ban.until', { date: dateText(ban.untilUtcMs) })}
        </DetailRow>
        <DetailRow label={t('visitors.ban.issued')}>{t('visitors.banList.issuer', { name: ban.issuer, date: dateText(ban.addedAtUtcMs) })}</DetailRow>
      </DetailList>
    </DetailPane>
  );
}
