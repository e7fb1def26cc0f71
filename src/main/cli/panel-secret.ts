/**
 * `guardpost panel code` and `guardpost panel key`: sets what a panel's commands or its dialler need, also while a post runs.
 * It is typed or piped in, never an argument: those stand in the history of the shell and in the list of processes.
 */
import { join } from 'node:path';
import { controlActor } from '../compose/control.ts';
import { createPanelSecrets } from '../compose/panel-secrets.ts';
import { loadConfig } from '../config/index.ts';
import { type SecretInput, secretRow, storeSecret } from '../services/panel-secrets.ts';
import { type Command, defaultDataDir, readOptions, type Shell, usageError } from './command.ts';
import { callPost } from './control-client.ts';
import { withStore } from './open-data.ts';
import { tellCallProblem } from './osdp/call-words.ts';

const options = { data: { type: 'string' }, config: { type: 'string' }, remove: { type: 'boolean' } } as const;
const safeId = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$/;
const accountForm = /^(?:\*|[0-9A-Za-z]{1,16})$/;
const keyForm = /^(?:[0-9a-f]{32}|[0-9a-f]{48}|[0-9a-f]{64})$/i;
const mostCodeCharacters = 32;

export const panelCode: Command = (args, shell) => run(args, shell, 'code');
export const panelKey: Command = (args, shell) => run(args, shell, 'receiverKey');

async function run(args: readonly string[], shell: Shell, kind: SecretInput['kind']): Promise<number> {
  const given = readOptions(args, options, kind === 'code' ? 1 : 2, shell.say);
  if (!given.ok) return usageError(shell, given.error);
  const [panelId = '', account = ''] = given.value.rest;
  if (!safeId.test(panelId)) return usageError(shell, shell.say('cli.panel.needsId'));
  if (kind === 'receiverKey' && !accountForm.test(account)) return usageError(shell, shell.say('cli.panel.needsAccount'));
  const secret = given.value.flag('remove') ? null : secretOf(await shell.input(shell.say(`cli.panel.ask.${kind}`, { panel: panelId, account })), kind);
  if (secret !== null && !isFit(secret, kind)) {
    shell.err(shell.say(`cli.panel.unfit.${kind}`));
    return 2;
  }
  const input: SecretInput = kind === 'code' ? { kind, panelId, code: secret } : { kind, panelId, account, key: secret };
  const dataDir = given.value.text('data') ?? defaultDataDir(shell.environment);
  return set(shell, dataDir, given.value.text('config') ?? join(dataDir, 'guardpost.yaml'), input);
}

/** The first line; between the digits of a key, spaces, colons and dashes don't matter. */
function secretOf(text: string, kind: SecretInput['kind']): string {
  const [line = ''] = text.split(/\r?\n/, 1);
  return kind === 'code' ? line.trim() : line.replace(/[\s:-]/g, '');
}

const isFit = (secret: string, kind: SecretInput['kind']): boolean =>
  kind === 'code' ? secret.length > 0 && secret.length <= mostCodeCharacters && !/\p{Cc}/u.test(secret) : keyForm.test(secret);

/** Through the post where one runs: its host may have a key store, and it must know at once. */
async function set(shell: Shell, dataDir: string, configFile: string, input: SecretInput): Promise<number> {
  const told = await callPost(dataDir, 'panelSecret', input);
  if (!told.ok && told.error.code !== 'noPost') return tellCallProblem(shell, dataDir, told.error);
  if (!told.ok) {
    warnIfUnknown(shell, configFile, input.panelId);
    const kept = await keepAlone(shell, dataDir, input);
    if (kept !== 0) return kept;
  }
  const removed = (input.kind === 'code' ? input.code : input.key) === null;
  const account = input.kind === 'code' ? '' : input.account;
  await shell.out(`${shell.say(`cli.panel.${removed ? 'removed' : 'stored'}.${input.kind}`, { panel: input.panelId, account })}\n`);
  return 0;
}

/** The secret first, so that the row tells what is. */
const keepAlone = (shell: Shell, dataDir: string, input: SecretInput): Promise<number> =>
  withStore(shell, dataDir, false, async (store) => {
    const stored = storeSecret(createPanelSecrets({ dataDir, sealer: null, onProblem: () => undefined }), input);
    if (!stored.ok) {
      shell.err(shell.say('cli.problem.ioError', { folder: dataDir, detail: stored.error }));
      return 4;
    }
    await store.commit((tx) => void tx.append(secretRow(controlActor(), input)));
    return 0;
  });

/** A secret may be set before its panel is in the configuration; more often its name is mistyped. */
function warnIfUnknown(shell: Shell, configFile: string, panelId: string): void {
  const loaded = loadConfig(configFile);
  if (!loaded.ok || loaded.value.config.panels.some((panel) => panel.id === panelId)) return;
  shell.err(shell.say('cli.panel.unknown', { panel: panelId, file: configFile }));
}
