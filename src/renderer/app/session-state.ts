/** Who sits here: one small store around `session.state`, asked again whenever the post says that it changed. */
import { useSyncExternalStore } from 'react';
import type { SessionState } from '../../shared/contract/index.ts';
import type { Role } from '../../shared/model/users.ts';
import { api, transport } from './client.ts';

let state: SessionState | null = null;
const listeners = new Set<() => void>();
const otherSessionListeners = new Set<() => void>();

/** Takes over what a session call answered. */
export function setSession(next: SessionState): void {
  if (state?.user?.name !== next.user?.name || next.stage !== state?.stage) for (const listener of otherSessionListeners) listener();
  state = next;
  for (const listener of [...listeners]) listener();
}

/** Tells that someone else sits here, or the same person at another stage, before anything is drawn for them. For as long as the page lives. */
export const onOtherSession = (listener: () => void): void => void otherSessionListeners.add(listener);

/** Asks the post; without connection nothing changes. */
export function refreshSession(): void {
  api.session.state().then(setSession, () => undefined);
}

/** Asks now or as soon as there is a connection, and again whenever it has come back. For as long as the page lives. */
export function followConnection(): void {
  transport.onState(({ status }) => {
    if (status === 'up') refreshSession();
  });
  if (transport.state().status === 'up') refreshSession();
}

export const session = (): SessionState | null => state;
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Resolves with the first answer of the post, or after so long without one. */
export function firstAnswer(patienceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      dispose();
      resolve();
    };
    const timer = setTimeout(finish, patienceMs);
    const dispose = subscribe(finish);
  });
}

/** null until the post has answered the first time. */
export const useSession = (): SessionState | null => useSyncExternalStore(subscribe, session);

/** May the person at this seat do what these roles may? The API checks it all the same. */
export function useMay(...roles: readonly Role[]): boolean {
  const role = useSession()?.user?.role;
  return role !== undefined && roles.includes(role);
}
