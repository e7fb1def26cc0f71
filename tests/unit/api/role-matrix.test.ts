/** T13: every procedure of the contract, by every role, locked, and by nobody: exactly what the contract says. */

import { isContractProcedure } from '@orpc/contract';
import { isProcedure } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Access } from '../../../src/shared/contract/base.ts';
import { contract } from '../../../src/shared/contract/index.ts';
import { type Role, roles } from '../../../src/shared/model/users.ts';
import { type Client, type OpenPost, openPost } from './open-post.ts';

interface Procedure {
  readonly path: readonly [string, string];
  readonly access: Access;
}

const procedures: Procedure[] = Object.entries(contract).flatMap(([area, members]) =>
  Object.entries(members).flatMap(([name, procedure]): Procedure[] =>
    isContractProcedure(procedure) ? [{ path: [area, name], access: procedure['~orpc'].meta as Access }] : [],
  ),
);

const refusals = ['NOT_SIGNED_IN', 'LOCKED', 'FORBIDDEN'];

/** What the contract promises to this caller: a refusal, or that none of them comes. */
function promised({ access }: Procedure, who: Role | 'nobody', locked: boolean): string {
  if (access.open === true) return 'let through';
  if (who === 'nobody') return 'NOT_SIGNED_IN';
  if (locked && access.lockedToo !== true) return 'LOCKED';
  return access.roles === undefined || access.roles.includes(who) ? 'let through' : 'FORBIDDEN';
}

/** Calls with an input that no schema takes: whoever is let through gets as far as the check of the input, or further. */
async function got(client: Client, { path: [area, name] }: Procedure): Promise<string> {
  const areas = client as unknown as { [area: string]: { [name: string]: (input: unknown) => Promise<unknown> } };
  try {
    await areas[area]?.[name]?.({ nonsense: true });
    return 'let through';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return refusals.includes(code) ? code : 'let through';
  }
}

describe('every procedure', () => {
  let open: OpenPost;
  beforeAll(async () => {
    open = await openPost();
  });
  afterAll(() => open.close());

  it('is in the router, and there are as many as the contract has', () => {
    const router = open.post.router as unknown as { [area: string]: { [name: string]: unknown } };
    expect(procedures.length).toBeGreaterThan(50);
    for (const { path } of procedures) expect(isProcedure(router[path[0]]?.[path[1]]), path.join('.')).toBe(true);
  });

  it('is refused or not to nobody as the contract says', async () => {
    for (const procedure of procedures) {
      expect(await got(open.seat().client, procedure), procedure.path.join('.')).toBe(promised(procedure, 'nobody', false));
    }
  });

  it.each(roles)('is refused or not to a %s as the contract says', async (role) => {
    for (const procedure of procedures) {
      expect(await got(await open.as(role), procedure), procedure.path.join('.')).toBe(promised(procedure, role, false));
    }
  });

  it.each(roles)('is refused or not to a %s whose seat is locked as the contract says', async (role) => {
    for (const procedure of procedures) {
      const client = await open.as(role);
      await client.session.lock();
      expect(await got(client, procedure), procedure.path.join('.')).toBe(promised(procedure, role, true));
    }
  });

  it('that is refused by role says what it needs and is written down once a minute', async () => {
    const client = await open.as('guard');
    for (let n = 0; n < 2; n += 1) {
      await expect(client.visitors.unmask({ personId: 'x', reason: 'identity' })).rejects.toMatchObject({
        code: 'FORBIDDEN',
        status: 403,
        data: { needs: ['lead'] },
      });
    }
    const page = await client.log.page({ limit: 500, kinds: ['auth.refused'] });
    expect(page.filter((entry) => entry.row.payload.procedure === 'visitors.unmask' && entry.row.actor === 'guard')).toHaveLength(1);
  });
});
