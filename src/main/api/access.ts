/** The one place where rights are checked: reads what a procedure declares and refuses. Runs before the input is looked at. */
import type { Sessions } from '../services/sessions.ts';
import { forbidden, locked, notSignedIn } from './contract-errors.ts';
import type { ApiMiddleware } from './internal-errors.ts';

/** Refuses who is not signed in, locked or has another role; a refused right is a row of the journal. */
export function checkAccess(sessions: Pick<Sessions, 'at' | 'refusedRight'>): ApiMiddleware {
  return async ({ context, next, procedure, path }) => {
    const access = procedure['~orpc'].meta;
    if (access.open === true) return next();
    const signedIn = sessions.at(context.seat);
    if (signedIn === null) throw notSignedIn();
    if (signedIn.locked && access.lockedToo !== true) throw locked();
    if (access.roles !== undefined && !access.roles.includes(signedIn.user.role)) {
      await sessions.refusedRight(context.seat, path.join('.'));
      throw forbidden(access.roles);
    }
    return next();
  };
}
