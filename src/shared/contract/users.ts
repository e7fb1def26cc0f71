/** Procedures of `users`: who may sign in. */
import { z } from 'zod';
import { only } from './base.ts';
import { roles, secret, user, userName } from './schemas.ts';

export const users = {
  list: only('lead', 'installer').output(z.array(user)),
  add: only('lead')
    .input(z.object({ name: userName, role: z.enum(roles), secret }))
    .output(user),
  change: only('lead')
    .input(z.object({ name: userName, role: z.enum(roles).optional(), active: z.boolean().optional(), secret: secret.optional() }))
    .output(user),
  /** After too many wrong secrets. Rules: notLocked, ownAccount, leadUnlocks (an installer, where a lead could). */
  unlock: only('lead', 'installer')
    .input(z.object({ name: userName }))
    .output(user),
};
