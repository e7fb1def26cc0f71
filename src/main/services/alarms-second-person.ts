/** The second pair of eyes at somebody else's seat: another active operator or lead, by their own secret. */
import type { Actor } from '../../shared/model/journal.ts';
import { fail, ok, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import type { Role } from '../../shared/model/users.ts';

export interface Witness {
  readonly name: string;
  readonly secret: string;
}
/** Name and role of an active user whose secret this is. */
export type CheckSecret = (
  name: string,
  secret: string,
  seat: string | null,
) => Promise<Result<{ readonly name: string; readonly role: Role }, ServiceFailure>>;

/** Their name; null where none is needed or given (the machine says whether that will do: no secret is checked for nothing). */
export async function secondPerson(
  checkSecret: CheckSecret,
  actor: Actor,
  isNeeded: boolean,
  second: Witness | undefined,
): Promise<Result<string | null, ServiceFailure>> {
  if (second === undefined || !isNeeded) return ok(null);
  if (second.name.toLowerCase() === actor.name.toLowerCase()) return fail({ code: 'rule', rule: 'secondPersonUnfit' });
  const checked = await checkSecret(second.name, second.secret, actor.seat);
  if (!checked.ok) return checked;
  const { name, role } = checked.value;
  return role === 'operator' || role === 'lead' ? ok(name) : fail({ code: 'rule', rule: 'secondPersonUnfit' });
}
