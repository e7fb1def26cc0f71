import { createRouterClient, type Router } from '@orpc/server';
import { describe, expect, it } from 'vitest';
import { failureError, unwrap } from '../../../src/main/api/contract-errors.ts';
import { seatError } from '../../../src/main/api/internal-errors.ts';
import { createSetupRouter, type SetupHandlers } from '../../../src/main/api/setup-router.ts';
import { StoreFailure } from '../../../src/main/core/ports/ledger.ts';
import type { ApiContext } from '../../../src/main/services/seat.ts';
import type { contract } from '../../../src/shared/contract/index.ts';
import { fail, ok, type ServiceFailure } from '../../../src/shared/model/result.ts';
import { openPost } from './open-post.ts';

describe('a failure of a service', () => {
  it.each<[ServiceFailure, object]>([
    [{ code: 'notFound' }, { code: 'NOT_FOUND', status: 404 }],
    [{ code: 'conflict' }, { code: 'CONFLICT', status: 409 }],
    [
      { code: 'storeFailed', cause: 'diskFull' },
      { code: 'STORE_FAILED', status: 507, data: { cause: 'diskFull' } },
    ],
    [
      { code: 'refused', waitMs: 1_000.4 },
      { code: 'REFUSED', status: 401, data: { waitMs: 1_001 } },
    ],
    [{ code: 'accountLocked' }, { code: 'ACCOUNT_LOCKED', status: 401 }],
    [
      { code: 'rule', rule: 'banned' },
      { code: 'RULE', status: 422, data: { rule: 'banned' } },
    ],
    [
      { code: 'rule', rule: 'noBadge', values: { badges: 2 } },
      { code: 'RULE', status: 422, data: { rule: 'noBadge', values: { badges: 2 } } },
    ],
  ])('%j is an error of the contract', (failure, error) => {
    expect(failureError(failure)).toMatchObject(error);
  });

  it('is thrown, a value is answered', async () => {
    expect(await unwrap(ok(7))).toBe(7);
    await expect(unwrap(fail({ code: 'conflict' }))).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('what nobody expected', () => {
  it('is logged with a reference, and only the reference leaves', () => {
    const logged: unknown[] = [];
    const bug = new TypeError('secret details of the inside');
    const error = seatError(bug, 'log.page', (...line) => logged.push(line));
    expect(error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', data: { reference: expect.stringMatching(/^[0-9a-f]{10}$/) } });
    expect(JSON.stringify(error)).not.toContain('inside');
    expect(logged).toEqual([[(error.data as { reference: string }).reference, 'log.page', bug]]);
  });

  it('is a failed store by its cause when the disk failed', () => {
    expect(seatError(new StoreFailure('diskFull', 'raw words'), 'x', () => undefined)).toMatchObject({ code: 'STORE_FAILED', data: { cause: 'diskFull' } });
  });
});

describe('the router of a post without configuration', () => {
  const created: unknown[] = [];
  const handlers: SetupHandlers = {
    host: 'node',
    version: '1',
    serialPorts: async () => [{ path: '/dev/ttyUSB0', label: 'USB' }],
    create: async (input) => {
      created.push(input);
      return input.site === 'bad' ? fail({ code: 'rule', rule: 'configRefused' }) : ok(undefined);
    },
    lookAround: async () => ok(undefined),
    logInternal: () => undefined,
  };
  const router = createSetupRouter(handlers) as Router<{ session: Pick<typeof contract.session, 'state'>; setup: typeof contract.setup }, ApiContext>;
  const context = { seat: { seatId: 's', host: 'node', token: null } } as const;
  const client = createRouterClient(router, { context });

  it('says that it is to be set up', async () => {
    expect(await client.session.state()).toMatchObject({ stage: 'setup', user: null, host: 'node', version: '1' });
    expect(await client.setup.serialPorts()).toEqual([{ path: '/dev/ttyUSB0', label: 'USB' }]);
  });

  it('hands the checked form on, and says what is wrong with it', async () => {
    const form = { site: ' Plant 1 ', name: 'Gate', reader: null, mqttUrl: null };
    expect(await client.setup.create(form)).toEqual({ ok: true });
    expect(created.at(-1)).toEqual({ ...form, site: 'Plant 1' });
    await expect(client.setup.create({ ...form, site: 'bad' })).rejects.toMatchObject({ code: 'RULE', data: { rule: 'configRefused' } });
    await expect(client.setup.create({ ...form, site: '' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('the router of a running post', () => {
  it('answers nothing about setting up, to nobody', async () => {
    const open = await openPost();
    const { client } = open.seat();
    await expect(client.setup.serialPorts()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(client.setup.lookAround()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(client.session.signIn({ name: 'guard', secret: 'wrong-one' })).rejects.toMatchObject({ code: 'REFUSED', data: { waitMs: 0 }, defined: true });
    await open.close();
  });

  it('shows beside which field an input is wrong', async () => {
    const open = await openPost();
    const guard = await open.as('guard');
    const error: unknown = await guard.log.note({ text: '' }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'BAD_REQUEST', data: { issues: [{ path: ['text'] }] } });
    await open.close();
  });
});
