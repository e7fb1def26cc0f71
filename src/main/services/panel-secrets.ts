/** User codes of panels and keys of their diallers, as people set them: each change is a row, none of them ever tells what it was. */
import type { PanelConfig } from '../../shared/model/config.ts';
import type { Actor, JsonObject } from '../../shared/model/journal.ts';
import { fail, ok, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import type { PanelSecrets } from '../core/ports/devices.ts';
import type { Ledger } from '../core/ports/ledger.ts';
import { keep } from './keep.ts';

/** Where they are kept. The error is what kept them from being written, without the secret. */
export interface PanelSecretStore extends PanelSecrets {
  setCode(panelId: string, code: string | null): Result<void, string>;
  setReceiverKey(panelId: string, account: string, key: Uint8Array | null): Result<void, string>;
  /** What is set, not what it is. */
  which(panelId: string): { readonly code: boolean; readonly accounts: readonly string[] };
}

export type SecretInput =
  | { readonly kind: 'code'; readonly panelId: string; readonly code: string | null }
  | { readonly kind: 'receiverKey'; readonly panelId: string; readonly account: string; readonly key: string | null };

export interface PanelSecretsService {
  list(): { panelId: string; code: boolean; accounts: string[] }[];
  /** Null takes it away. Rules: `unknownPanel`, `noReceiver`, `secretNotKept`. */
  set(actor: Actor, input: SecretInput): Promise<Result<null, ServiceFailure>>;
}

export interface PanelSecretsDeps {
  readonly ledger: Ledger;
  readonly panels: readonly PanelConfig[];
  readonly secrets: PanelSecretStore;
}

export function createPanelSecretsService({ ledger, panels, secrets }: PanelSecretsDeps): PanelSecretsService {
  return {
    list: () =>
      panels.map(({ id }) => {
        const { code, accounts } = secrets.which(id);
        return { panelId: id, code, accounts: [...accounts] };
      }),
    async set(actor, input) {
      const panel = panels.find((one) => one.id === input.panelId);
      if (panel === undefined) return fail({ code: 'rule', rule: 'unknownPanel' });
      if (input.kind === 'receiverKey' && (panel.dialect !== 'sia' || panel.receiver === null)) return fail({ code: 'rule', rule: 'noReceiver' });
      // The secret first, so that the row tells what is.
      const stored = storeSecret(secrets, input);
      if (!stored.ok) return fail({ code: 'rule', rule: 'secretNotKept', values: { detail: stored.error } });
      const row = await keep(ledger, (tx) => void tx.append(secretRow(actor, input)));
      return row.ok ? ok(null) : row;
    },
  };
}

/** Puts it where it is kept; also for the command that writes beside a post. */
export function storeSecret(secrets: PanelSecretStore, input: SecretInput): Result<void, string> {
  if (input.kind === 'code') return secrets.setCode(input.panelId, input.code);
  const key = input.key === null ? null : Uint8Array.from(Buffer.from(input.key, 'hex'));
  return secrets.setReceiverKey(input.panelId, accountOf(input.account), key);
}

/** As it is transmitted. */
const accountOf = (account: string): string => account.trim().toUpperCase();

/** The row of a change; also for the command that writes beside a post. */
export function secretRow(actor: Actor, input: SecretInput) {
  const removed = (input.kind === 'code' ? input.code : input.key) === null;
  const account: JsonObject = input.kind === 'code' ? {} : { account: accountOf(input.account) };
  const payload = { panelId: input.panelId, what: input.kind, ...account, ...(removed ? { removed } : {}) };
  return { kind: 'panel.secretSet', actor, subject: input.panelId, payload } as const;
}
