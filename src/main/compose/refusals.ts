/** What the embedded broker refused (a wrong password, a foreign topic) becomes a row, once a minute for each client (T4). */
import type { Clock } from '../core/ports/clock.ts';
import type { Ledger } from '../core/ports/ledger.ts';
import type { BrokerRefusal } from '../devices/panels/index.ts';
import { keep } from '../services/keep.ts';

const pauseMs = 60_000;
const maxClients = 500;

/** Rows about refusals. */
export function createRefusals({ ledger, clock }: { readonly ledger: Ledger; readonly clock: Clock }): { refused(refusal: BrokerRefusal): void } {
  const told = new Map<string, number>();
  return {
    refused({ what, clientId, username, topic }) {
      const key = `${what} ${clientId} ${username ?? ''}`;
      const nowMs = clock.monoMs();
      if (nowMs - (told.get(key) ?? Number.NEGATIVE_INFINITY) < pauseMs) return;
      told.delete(key);
      told.set(key, nowMs);
      const oldest = told.keys().next();
      if (told.size > maxClients && oldest.done !== true) told.delete(oldest.value);
      const actor = { name: 'device:broker', role: null, seat: null };
      const payload = {
        reason: `broker.${what}`,
        clientId: clientId.slice(0, 100),
        username: username?.slice(0, 100) ?? null,
        topic: topic?.slice(0, 200) ?? null,
      };
      void keep(ledger, (tx) => void tx.append({ kind: 'auth.refused', actor, subject: 'broker', payload }));
    },
  };
}
