/** Shows a full document number to a lead who says why. It goes away with the pane and is kept nowhere on this seat. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, callError } from '../../app/api.ts';
import { useMay } from '../../app/session-state.ts';
import { useText } from '../../app/text.ts';
import { KeyButton } from '../../ui/index.ts';
import { ReasonForm } from './reason-form.tsx';

export function Unmask({ personId }: { readonly personId: string }) {
  const { t } = useText();
  const may = useMay('lead');
  const [asking, setAsking] = useState(false);
  const unmask = useMutation({ mutationFn: (reason: string) => api.visitors.unmask({ personId, reason }), onSuccess: () => setAsking(false), gcTime: 0 });
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
    <ReasonForm
      label={t('visitors.detail.unmaskReason')}
      least={3}
      problem={unmask.isError ? callError(unmask.error) : null}
      busy={unmask.isPending}
      onReason={unmask.mutate}
      onCancel={() => setAsking(false)}
    />
  );
}
