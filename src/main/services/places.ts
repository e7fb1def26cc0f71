/** What the site says of each source of alarms, and the picture of the site plan. */
import { createHash } from 'node:crypto';
import type { Actor } from '../../shared/model/journal.ts';
import { type Place, type PlanMime, planMimes, planMostBytes } from '../../shared/model/places.ts';
import type { Result, ServiceFailure } from '../../shared/model/result.ts';
import { keptKey } from '../core/ports/kept.ts';
import type { Ledger } from '../core/ports/ledger.ts';
import { keep, refuseByRule } from './keep.ts';

type Answer<T> = Promise<Result<T, ServiceFailure>>;

export interface Places {
  /** Every source that a panel has told of, that has raised an alarm, or of which something was said. */
  list(): Place[];
  save(actor: Actor, place: Place): Answer<Place>;
  plan(): { readonly mime: PlanMime; readonly base64: string } | null;
  /** Rules: `planTooLarge`, `planNotPicture`. */
  setPlan(actor: Actor, plan: { readonly mime: PlanMime; readonly base64: string } | null): Answer<null>;
}

const unsaid = { area: null, camera: null, keyPart: false, x: null, y: null } as const;

export function createPlaces({ ledger }: { readonly ledger: Ledger }): Places {
  const { read } = ledger;
  return {
    list() {
      const places = new Map<string, Place>();
      for (const { panelId, source } of read.board()) places.set(keptKey(panelId, source), { panelId, source, ...unsaid });
      for (const { panelId, kind, name } of read.allKept('point'))
        if (kind === 'zone') places.set(keptKey(panelId, name), { panelId, source: name, ...unsaid });
      for (const place of read.allKept('place')) places.set(keptKey(place.panelId, place.source), place);
      return [...places.values()].sort((a, b) => a.panelId.localeCompare(b.panelId) || a.source.localeCompare(b.source));
    },
    save: (actor, place) =>
      keep(ledger, (tx) => {
        const key = keptKey(place.panelId, place.source);
        const before = tx.read.kept('place', key);
        if (JSON.stringify(before) === JSON.stringify(place)) return place;
        tx.keep('place', key, place);
        tx.append({
          kind: 'place.changed',
          actor,
          subject: `${place.panelId}/${place.source}`,
          payload: { ...place, ...(before === null ? {} : { before: { ...before } }) },
        });
        return place;
      }),
    plan() {
      const plan = read.sitePlan();
      const mime = planMimes.find((one) => one === plan?.mime);
      return plan === null || mime === undefined ? null : { mime, base64: Buffer.from(plan.bytes).toString('base64') };
    },
    setPlan: (actor, plan) =>
      keep(ledger, (tx) => {
        if (plan === null) {
          tx.saveSitePlan(null);
          tx.append({ kind: 'plan.changed', actor, subject: null, payload: { removed: true } });
          return null;
        }
        const bytes = Buffer.from(plan.base64, 'base64');
        if (bytes.length > planMostBytes) refuseByRule('planTooLarge', { megabytes: planMostBytes / 1_048_576 });
        if (!beginsLike[plan.mime](bytes)) refuseByRule('planNotPicture');
        tx.saveSitePlan({ mime: plan.mime, bytes });
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        tx.append({ kind: 'plan.changed', actor, subject: null, payload: { mime: plan.mime, bytes: bytes.length, sha256 } });
        return null;
      }),
  };
}

const has = (bytes: Buffer, at: number, signature: string): boolean => bytes.subarray(at, at + signature.length).equals(Buffer.from(signature, 'latin1'));
/** Signatures: PNG (RFC 2083, 3.1), JPEG (ISO 10918-1, SOI), WebP (RFC 9649, 2.4). */
const beginsLike: { readonly [mime in PlanMime]: (bytes: Buffer) => boolean } = {
  'image/png': (bytes) => has(bytes, 0, '\x89PNG\r\n\x1a\n'),
  'image/jpeg': (bytes) => has(bytes, 0, '\xff\xd8\xff'),
  'image/webp': (bytes) => has(bytes, 0, 'RIFF') && has(bytes, 8, 'WEBP'),
};
