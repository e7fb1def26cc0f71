/** Turns what services answer into the contract's errors. Says nothing about what went wrong inside. */
import { ORPCError } from '@orpc/server';
import { errorMap } from '../../shared/contract/base.ts';
import type { Result, ServiceFailure } from '../../shared/model/result.ts';
import type { Role } from '../../shared/model/users.ts';

type Code = keyof typeof errorMap;

function contractError(code: Code, data?: unknown): ORPCError<Code, unknown> {
  return new ORPCError(code, { status: errorMap[code].status, data });
}

export const notSignedIn = () => contractError('NOT_SIGNED_IN');
export const locked = () => contractError('LOCKED');
export const forbidden = (needs: readonly Role[]) => contractError('FORBIDDEN', { needs: [...needs] });
export const storeFailed = (cause: string) => contractError('STORE_FAILED', { cause });

/** The contract's error for an expected failure of a service. */
export function failureError(failure: ServiceFailure): ORPCError<Code, unknown> {
  switch (failure.code) {
    case 'notFound':
      return contractError('NOT_FOUND');
    case 'conflict':
      return contractError('CONFLICT');
    case 'storeFailed':
      return storeFailed(failure.cause);
    case 'refused':
      return contractError('REFUSED', { waitMs: Math.ceil(failure.waitMs) });
    case 'accountLocked':
      return contractError('ACCOUNT_LOCKED');
    case 'configBad':
      return contractError('CONFIG_BAD', { problems: failure.problems });
    case 'rule':
      return contractError('RULE', { rule: failure.rule, ...(failure.values === undefined ? {} : { values: failure.values }) });
  }
}

/** The value of a result, or the contract's error thrown. */
export async function unwrap<T>(result: Result<T, ServiceFailure> | Promise<Result<T, ServiceFailure>>): Promise<T> {
  const settled = await result;
  if (settled.ok) return settled.value;
  throw failureError(settled.error);
}
