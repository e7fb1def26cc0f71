/** One fact, one transaction: runs a piece of work on the ledger and turns what can be expected into a value. */
import { fail, ok, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import { type Ledger, StoreFailure, type Tx } from '../core/ports/ledger.ts';

/** Thrown inside a transaction to undo it and answer with a failure. */
class Refusal extends Error {
  readonly failure: ServiceFailure;
  constructor(failure: ServiceFailure) {
    super(failure.code);
    this.name = 'Refusal';
    this.failure = failure;
  }
}

/** Ends the running transaction: nothing of it is kept, `keep` answers with this failure. */
export function refuse(failure: ServiceFailure): never {
  throw new Refusal(failure);
}

/** Ends the running transaction because a rule says no. */
export function refuseByRule(rule: string, values?: { readonly [name: string]: string | number }): never {
  return refuse(values === undefined ? { code: 'rule', rule } : { code: 'rule', rule, values });
}

/** Runs `work` in a transaction; the value once it is on disk, or why not. Bugs throw. */
export async function keep<T>(ledger: Ledger, work: (tx: Tx) => T): Promise<Result<T, ServiceFailure>> {
  try {
    return ok(await ledger.commit(work));
  } catch (error) {
    if (error instanceof Refusal) return fail(error.failure);
    if (error instanceof StoreFailure) return fail({ code: 'storeFailed', cause: error.code });
    throw error;
  }
}
