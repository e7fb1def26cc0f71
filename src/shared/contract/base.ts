/** The base of every procedure: which roles may call it, and the errors a caller must expect. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { type Role, roles } from '../model/users.ts';
import { configProblem } from './schemas.ts';

/**
 * `open`: without signing in. `lockedToo`: also while the seat is locked.
 * `roles`: who may. Absent `roles` on a procedure that is not open = every signed-in user.
 */
export interface Access {
  open?: boolean;
  lockedToo?: boolean;
  roles?: readonly Role[];
}

/** Expected failures. The words for people are in the catalogues under `error.<code>`. */
export const errorMap = {
  NOT_SIGNED_IN: { status: 401 },
  LOCKED: { status: 423 },
  FORBIDDEN: { status: 403, data: z.object({ needs: z.array(z.enum(roles)) }) },
  REFUSED: { status: 401, data: z.object({ waitMs: z.number().int().nonnegative() }) },
  /** Too many wrong secrets: a lead must unlock the account. Names that nobody has are answered alike. */
  ACCOUNT_LOCKED: { status: 401 },
  NOT_FOUND: { status: 404 },
  CONFLICT: { status: 409 },
  /** The configuration file has become bad; nothing was done. */
  CONFIG_BAD: { status: 422, data: z.object({ problems: z.array(configProblem) }) },
  STORE_FAILED: { status: 507, data: z.object({ cause: z.string() }) },
  /** A rule says no: `rule` names it (`badgeTaken`, `banned`, `cannotShelve`, `secondPersonNeeded`, `notOnBoard` …). */
  RULE: { status: 422, data: z.object({ rule: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])).optional() }) },
} as const;

const procedure = oc.$meta<Access>({}).errors(errorMap);
export const everyone = procedure.meta({});
export const open = procedure.meta({ open: true, lockedToo: true });
export const lockedToo = procedure.meta({ lockedToo: true });
/** Only these roles. */
export const only = (...who: Role[]) => procedure.meta({ roles: who });
