/** Signs a visitor out and says so. */
import { useMutation } from '@tanstack/react-query';
import type { SignOutProof } from '../../../shared/model/visits.ts';
import { api, callError } from '../../app/api.ts';
import { translate } from '../../app/text.ts';
import { toast } from '../../ui/index.ts';

export function useSignOut() {
  return useMutation({
    mutationFn: (input: { visitId: string; proof: SignOutProof }) => api.visitors.signOut(input),
    onSuccess: (visit) => toast('done', translate('visitors.form.signedOut', { name: visit.name, badge: visit.badgeNumber })),
    onError: (error) => toast('problem', callError(error)),
  });
}
