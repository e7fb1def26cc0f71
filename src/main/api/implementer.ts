/** The contract with its two middlewares in front: nothing unexpected gets out, nobody without the right gets in. */
import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import type { ApiContext } from '../services/seat.ts';
import type { Sessions } from '../services/sessions.ts';
import { checkAccess } from './access.ts';
import { guardInternals, type LogInternal } from './internal-errors.ts';

/** Every procedure of a running post is made from this. */
export function createImplementer(sessions: Sessions, logInternal: LogInternal) {
  return implement(contract).$context<ApiContext>().use(guardInternals(logInternal)).use(checkAccess(sessions));
}

export type Implementer = ReturnType<typeof createImplementer>;

/** The same without the keys that are undefined. */
export type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Leaves out what was not given, as the services' types want it. */
export function defined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Defined<T>;
}
