/** Shows a full document number to a lead who says why. It goes away with the pane and is kept nowhere on this seat. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type UnmaskReason, unmaskReasons, type Why } from '../../../shared/model/reasons.ts';
import { api, callError } from '../../app/api.ts';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { KeyButton, WhyQuestion } from '../../ui/index.ts';

export function Unmask({ personId }: { readonly personId: string }) {
  const { t } = useText();
  const may = useMay('lead');
  const [asking, setAsking] = useState(false);
  const unmask = useMutation({
    mutationFn: (why: Why<UnmaskReason>) => api.visitors.unmask({ personId, ...why }),
    onSuccess: () => setAsking(false),
    gcTime: 0,
  });
  if (!may) return null;
  if (unmask.data !== undefined) {
    return (
      <p aria-live="polite">
        {t('visitors.detail.unmasked')}: <strong>{unmask.data.number}</strong>{' '}
        <KeyButton kind="quiet" onPress={unmask.reset}>
          {t('visitors.detail.hide')}
        </KeyButton>
      </p>
    );
  }
  if (!asking) {
    return (
      <p>
        <KeyButton shortcut="U" onPress={() => setAsking(true)}>
          {t('visitors.detail.unmask')}
        </KeyButton>
      </p>
    );
  }
  return (
    <WhyQuestion
      intoView
      label={t('visitors.detail.unmaskReason')}
      options={unmaskReasons.map((value) => ({ value, label: t(`visitors.unmaskReasons.${value}`) }))}
      problem={unmask.isError ? callError(unmask.error) : null}
      busy={unmask.isPending}
      onGive={unmask.mutate}
      onCancel={() => setAsking(false)}
    />
  );
}
