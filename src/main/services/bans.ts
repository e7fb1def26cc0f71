/** The ban list: who must not come in, what to say, and who decided it. Traces live in the vault. */
import type { Actor } from '../../shared/model/journal.ts';
import { type LiftReason, type Why, whyPayload } from '../../shared/model/reasons.ts';
import type { Result, ServiceFailure } from '../../shared/model/result.ts';
import type { Ban, BanReason } from '../../shared/model/visits.ts';
import type { Clock, NewId } from '../core/ports/clock.ts';
import type { Ledger } from '../core/ports/ledger.ts';
import { keep, refuse, refuseByRule } from './keep.ts';

type Answer<T> = Promise<Result<T, ServiceFailure>>;

export interface BanForm {
  readonly name: string;
  readonly documentNumber: string;
  readonly plate: string;
  readonly phone: string;
  readonly reason: BanReason;
  readonly sayText: string;
  readonly untilUtcMs: number | null;
}

export interface Bans {
  list(): Ban[];
  /** Rules: traceNeeded (nothing to know the person by), endInPast. */
  add(actor: Actor, form: BanForm): Answer<Ban>;
  /** Rule alreadyLifted. */
  lift(actor: Actor, input: Why<LiftReason> & { readonly banId: string }): Answer<Ban>;
}

/** Bans over the ledger. */
export function createBans({ ledger, clock, newId }: { readonly ledger: Ledger; readonly clock: Clock; readonly newId: NewId }): Bans {
  const findBan = (bans: readonly Ban[], banId: string) => bans.find((ban) => ban.banId === banId) ?? null;
  return {
    list: () => ledger.read.bans(),
    add: (actor, form) =>
      keep(ledger, (tx) => {
        const nowUtcMs = clock.utcMs();
        if ([form.name, form.documentNumber, form.plate, form.phone].every((trace) => trace === '')) refuseByRule('traceNeeded');
        if (form.untilUtcMs !== null && form.untilUtcMs <= nowUtcMs) refuseByRule('endInPast');
        const banId = newId('ban');
        const { documentNumber, ...rest } = form;
        tx.saveBan({ ...rest, banId, issuer: actor.name, addedAtUtcMs: nowUtcMs, documentNumber: documentNumber === '' ? null : documentNumber });
        const payload = { banId, reason: form.reason, untilUtc: form.untilUtcMs === null ? null : new Date(form.untilUtcMs).toISOString() };
        tx.append({ kind: 'ban.added', actor, subject: banId, payload });
        return findBan(tx.read.bans(), banId) ?? refuse({ code: 'notFound' });
      }),
    lift: (actor, { banId, ...why }) =>
      keep(ledger, (tx) => {
        const ban = findBan(tx.read.bans(), banId) ?? refuse({ code: 'notFound' });
        if (ban.liftedAtUtcMs !== null) refuseByRule('alreadyLifted');
        const atUtcMs = clock.utcMs();
        tx.liftBan(banId, atUtcMs);
        tx.append({ kind: 'ban.lifted', actor, subject: banId, payload: { banId, ...whyPayload(why) } });
        return { ...ban, liftedAtUtcMs: atUtcMs };
      }),
  };
}
