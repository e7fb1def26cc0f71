/** Bugs: logged with a reference, answered with the reference alone, so that nothing of the inside leaks to a seat. */
import { randomBytes } from 'node:crypto';
import { type Meta, type Middleware, ORPCError, type ORPCErrorConstructorMap } from '@orpc/server';
import type { Access, errorMap } from '../../shared/contract/base.ts';
import { StoreFailure } from '../core/ports/ledger.ts';
import type { ApiContext } from '../services/seat.ts';
import { storeFailed } from './contract-errors.ts';

/** Where a bug is written down: the reference that the person at the seat can read out, the procedure and what was thrown. */
export type LogInternal = (reference: string, procedure: string, error: unknown) => void;

export type ApiMiddleware = Middleware<ApiContext, Record<never, never>, unknown, unknown, ORPCErrorConstructorMap<typeof errorMap>, Access & Meta>;

/** What a seat may see of something thrown: contract errors as they are, a failed store by its cause, anything else a reference. */
export function seatError(error: unknown, procedure: string, log: LogInternal): ORPCError<string, unknown> {
  if (error instanceof StoreFailure) return storeFailed(error.code);
  if (error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR') return error;
  const reference = randomBytes(5).toString('hex');
  log(reference, procedure, error);
  return new ORPCError('INTERNAL_SERVER_ERROR', { data: { reference } });
}

/** Outermost middleware: nothing unexpected passes it unlogged. */
export function guardInternals(log: LogInternal): ApiMiddleware {
  return async ({ next, path }) => {
    try {
      return await next();
    } catch (error) {
      throw seatError(error, path.join('.'), log);
    }
  };
}
