/** Runs a call on users, tells the outcome, and asks for the list again. */
import { useQueryClient } from '@tanstack/react-query';
import type { User } from '../../../shared/model/users.ts';
import { apiQuery, callError } from '../../app/api.ts';
import { toast } from '../../ui/index.ts';

export function useUserCall() {
  const client = useQueryClient();
  return (call: Promise<User>, words: (user: User) => string) =>
    call
      .then((user) => toast('done', words(user)))
      .catch((error: unknown) => toast('problem', callError(error)))
      .finally(() => void client.invalidateQueries({ queryKey: apiQuery.users.key() }));
}
