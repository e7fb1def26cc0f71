/** One visit in full, with sign-out; the full document number only for a lead and only with a reason that goes into the day log. */
import type { Visit } from '../../../shared/model/visits.ts';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { DetailList, DetailPane, DetailRow, KeyButton, TimeText } from '../../ui/index.ts';
import { Unmask } from './unmask.tsx';
import { useSignOut } from './use-sign-out.ts';

export function VisitDetail({ visit, onClose }: { readonly visit: Visit; readonly onClose: () => void }) {
  const { t } = useText();
  const may = useMay('guard', 'operator', 'lead');
  const signOut = useSignOut();
  const open = visit.signedOutAtUtcMs === null && signOut.data === undefined;
  const action =
    open && may ? (
      <KeyButton shortcut="O" disabled={signOut.isPending} onPress={() => signOut.mutate({ visitId: visit.visitId, proof: 'name' })}>
        {t('visitors.inside.signOut')}
      </KeyButton>
    ) : undefined;
  return (
    <DetailPane title={visit.name} onClose={onClose} actions={action}>
      <DetailList>
        <DetailRow label={t('visitors.column.badge')}>{visit.badgeNumber}</DetailRow>
        <DetailRow label={t('visitors.column.organisation')}>{visit.organisation || '–'}</DetailRow>
        <DetailRow label={t('visitors.column.host')}>{visit.hostName}</DetailRow>
        <DetailRow label={t('visitors.column.purpose')}>
          {t(`visitors.purpose.${visit.purpose}`)} · {t(`visitors.kind.${visit.kind}`)}
        </DetailRow>
        {visit.plate === '' ? null : <DetailRow label={t('visitors.detail.plate')}>{visit.plate}</DetailRow>}
        <DetailRow label={t('visitors.detail.document')}>
          {visit.documentMasked ?? t('visitors.detail.noDocument')}
          {visit.documentMasked === null ? null : <Unmask personId={visit.personId} />}
        </DetailRow>
        <DetailRow label={t('visitors.detail.registered')}>
          <TimeText atUtcMs={visit.registeredAtUtcMs} date="always" /> {t('visitors.detail.registeredBy', { name: visit.registeredBy })}
        </DetailRow>
        <DetailRow label={t('visitors.detail.due')}>
          <TimeText atUtcMs={visit.dueOutAtUtcMs} date="always" />
        </DetailRow>
        <DetailRow label={t('visitors.detail.signedOut')}>
          {visit.signedOutAtUtcMs === null ? (
            t('visitors.detail.stillInside')
          ) : (
            <>
              <TimeText atUtcMs={visit.signedOutAtUtcMs} date="always" /> {visit.signedOutBy}
              {visit.signOutProof === null ? '' : ` · ${t(`visitors.proof.${visit.signOutProof}`)}`}
            </>
          )}
        </DetailRow>
      </DetailList>
    </DetailPane>
  );
}
