import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createPanelSecrets } from '../../../src/main/compose/panel-secrets.ts';
import { createPanelSecretsService, type PanelSecretsService } from '../../../src/main/services/panel-secrets.ts';
import { li, openPost, type TestPost, valued } from './alarms-post.ts';
import { house } from './panel-post.ts';

let post: TestPost;
let dataDir: string;
let service: PanelSecretsService;
beforeEach(() => {
  post = openPost();
  dataDir = mkdtempSync(join(tmpdir(), 'guardpost-secrets-'));
  const secrets = createPanelSecrets({ dataDir, sealer: null, onProblem: () => undefined });
  const dialler = house({ id: 'dialler', dialect: 'sia', receiver: { host: '127.0.0.1', port: 1 } } as never);
  service = createPanelSecretsService({ ledger: post.store, panels: [house(), dialler], secrets });
});
afterEach(async () => {
  await post.close();
  rmSync(dataDir, { recursive: true, force: true });
});
const keyHex = '00112233445566778899AABBCCDDEEFF';

it('a secret that is set or taken away is a row that says which one, and nothing ever says what it was', async () => {
  valued(await service.set(li, { kind: 'code', panelId: 'house', code: '97531' }));
  valued(await service.set(li, { kind: 'receiverKey', panelId: 'dialler', account: '0a1', key: keyHex }));
  valued(await service.set(li, { kind: 'receiverKey', panelId: 'dialler', account: '0A1', key: null }));
  expect(post.rows().map(({ kind, actor, payload }) => ({ kind, actor, ...payload }))).toEqual([
    { kind: 'panel.secretSet', actor: 'Li', panelId: 'house', what: 'code' },
    { kind: 'panel.secretSet', actor: 'Li', panelId: 'dialler', what: 'receiverKey', account: '0A1' },
    { kind: 'panel.secretSet', actor: 'Li', panelId: 'dialler', what: 'receiverKey', account: '0A1', removed: true },
  ]);
  expect(service.list()).toEqual([
    { panelId: 'house', code: true, accounts: [] },
    { panelId: 'dialler', code: false, accounts: [] },
  ]);
  expect(JSON.stringify([post.rows(), service.list()]).toLowerCase()).not.toMatch(/97531|00112233/);
});

it('a secret of no panel, or a key for a panel without a receiver, is refused and no row', async () => {
  const rule = async (answer: ReturnType<PanelSecretsService['set']>) => ((await answer) as { error?: unknown }).error;
  expect(await rule(service.set(li, { kind: 'code', panelId: 'cellar', code: '1' }))).toEqual({ code: 'rule', rule: 'unknownPanel' });
  expect(await rule(service.set(li, { kind: 'receiverKey', panelId: 'house', account: '1', key: keyHex }))).toEqual({ code: 'rule', rule: 'noReceiver' });
  expect(post.rows()).toEqual([]);
});
