/** Who sits here: one small store around `session.state`, asked again whenever the post says that it changed. */
import { useSyncExternalStore } from 'react';
import type { SessionState } from '../../shared/contract/index.ts';
import type { Role } from '../../shared/model/users.ts';
import { api, queryClient } from './api.ts';

let state: SessionState | null = null;
const listeners = new Set<() => void>();

/** Takes over what a session call answered. */
export function setSession(next: SessionState): void {
  if (state?.user?.name !== next.user?.name || next.stage !== state?.stage) queryClient.clear();
  state = next;
  for (const listener of [...listeners]) listener();
}

/** Asks the post; without connection nothing changes, and coming back asks again. */
export function refreshSession(): void {
  api.session.state().then(setSession, () => undefined);
}

export const session = (): SessionState | null => state;
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** null until the post has answered the first time. */
export const useSession = (): SessionState | null => useSyncExternalStore(subscribe, session);

/** May the person at this seat do what these roles may? The API checks it all the same. */
export function useMay(...roles: readonly Role[]): boolean {
  const role = useSession()?.user?.role;
  return role !== undefined && roles.includes(role);
}
