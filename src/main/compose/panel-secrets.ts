/**
 * User codes of panels and AES keys of their diallers, one file for each panel in `keys/panels` of the data folder.
 * Kept like the readers' keys (sealed-file.ts). No secret ever leaves in an error or a log line.
 */
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/model/result.ts';
import type { PanelSecretStore } from '../services/panel-secrets.ts';
import { formatSealed, parseSealed, type SealedFileProblem, type Sealer, secretFolder } from './sealed-file.ts';

/** `otherPanel`: copied from another panel. */
export type PanelSecretProblem = SealedFileProblem | 'otherPanel' | 'notSealed';

export interface PanelSecretOptions {
  readonly dataDir: string;
  /** null = this host has no key store: the files are as safe as the user's account. */
  readonly sealer: Sealer | null;
  /** A file that can't be used; told once for each panel and problem. */
  readonly onProblem: (panelId: string, problem: PanelSecretProblem) => void;
}

/** Of all accounts without their own. */
const anyAccount = '*';
const keyHex = z.string().regex(/^(?:[0-9a-f]{32}|[0-9a-f]{48}|[0-9a-f]{64})$/);
const shape = z.object({ panelId: z.string(), code: z.string().max(32).nullable(), receiverKeys: z.record(z.string().max(16), keyHex) });
type Stored = z.infer<typeof shape>;

/** Secrets over the files; read once, then held. A panel whose file can't be used has none. */
export function createPanelSecrets({ dataDir, sealer, onProblem }: PanelSecretOptions): PanelSecretStore {
  const folder = secretFolder(dataDir, 'panels');
  const held = new Map<string, Stored>();
  const told = new Set<string>();
  const tell = (panelId: string, problem: PanelSecretProblem): void => {
    const key = `${panelId} ${problem}`;
    if (!told.has(key)) onProblem(panelId, problem);
    told.add(key);
  };

  function read(panelId: string): Result<Stored, PanelSecretProblem> {
    const text = folder.read(panelId);
    if (text === null) return ok({ panelId, code: null, receiverKeys: {} });
    const file = text.ok ? parseSealed(text.value, shape, sealer) : text;
    if (!file.ok) return file;
    const { content, sealed } = file.value;
    if (content.panelId !== panelId) return fail('otherPanel');
    if (!sealed && sealer !== null && !write(panelId, content).ok) tell(panelId, 'notSealed');
    return ok(content);
  }

  function write(panelId: string, content: Stored): Result<void, string> {
    try {
      folder.write(panelId, formatSealed(content, sealer));
      return ok(undefined);
    } catch (error) {
      // The disk or the key store: neither of them repeats what it was given.
      return fail(error instanceof Error ? error.message : String(error));
    }
  }

  function of(panelId: string): Stored {
    const known = held.get(panelId);
    if (known !== undefined) return known;
    const found = read(panelId);
    if (!found.ok) tell(panelId, found.error);
    const stored = found.ok ? found.value : { panelId, code: null, receiverKeys: {} };
    held.set(panelId, stored);
    return stored;
  }

  /** Secrets that only another host can open must not be lost by changing one of them. */
  function change(panelId: string, next: (before: Stored) => Stored): Result<void, string> {
    const found = read(panelId);
    if (!found.ok && found.error === 'sealedElsewhere') return fail(`the secrets of ${panelId} were sealed by another program or user`);
    const after = next(found.ok ? found.value : { panelId, code: null, receiverKeys: {} });
    const written = write(panelId, after);
    if (written.ok) held.set(panelId, after);
    return written;
  }

  return {
    code: (panelId) => of(panelId).code,
    receiverKey(panelId, account) {
      const { receiverKeys } = of(panelId);
      const hex = receiverKeys[account.toUpperCase()] ?? receiverKeys[anyAccount];
      return hex === undefined ? null : Uint8Array.from(Buffer.from(hex, 'hex'));
    },
    which(panelId) {
      const { code, receiverKeys } = of(panelId);
      return { code: code !== null, accounts: Object.keys(receiverKeys).sort() };
    },
    setCode: (panelId, code) => change(panelId, (before) => ({ ...before, code })),
    setReceiverKey: (panelId, account, key) =>
      change(panelId, (before) => {
        const { [account.toUpperCase()]: _gone, ...others } = before.receiverKeys;
        return { ...before, receiverKeys: key === null ? others : { ...others, [account.toUpperCase()]: Buffer.from(key).toString('hex') } };
      }),
  };
}
