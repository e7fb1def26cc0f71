/**
 * Documents from scanners on their way to a seat: in memory, for a minute, until one seat takes them.
 * The offer says only that there is one; what it says goes to the seat that takes it, and into no row, log or search.
 */
import type { MrzProblem } from '../../shared/model/mrz/mrz-problem.ts';
import { fail, ok, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import type { TravelDocument } from '../../shared/model/travel-documents.ts';
import type { Role } from '../../shared/model/users.ts';
import type { Clock, NewId } from '../core/ports/clock.ts';
import type { ReaderSignal } from '../core/ports/devices.ts';
import { createListeners } from './listeners.ts';

export interface DocumentOffer {
  readonly offerId: string;
  readonly readerId: string;
  readonly atUtcMs: number;
  readonly simulated: boolean;
}

export type DocumentEvent =
  | ({ readonly type: 'documentOffered' } & DocumentOffer)
  /** Taken by a seat, or too old. */
  | { readonly type: 'documentGone'; readonly offerId: string }
  | { readonly type: 'documentUnread'; readonly readerId: string; readonly problem: MrzProblem };

type Signal<T extends ReaderSignal['type']> = Extract<ReaderSignal, { readonly type: T }>;

export interface VisitorDocuments {
  read(signal: Signal<'document'>): void;
  unread(signal: Signal<'documentUnread'>): void;
  /** The document, for the first who asks; failure `notFound` for everyone else and after a minute. */
  take(offerId: string): Result<TravelDocument, ServiceFailure>;
  /** Offers that stand, oldest first. */
  offers(): readonly DocumentOffer[];
  onEvent(listener: (event: DocumentEvent) => void): () => void;
  /** Forgets what is too old; once a second. */
  tick(): void;
}

/** Who may register visitors, and so who is told of documents. */
export const registrars: readonly Role[] = ['guard', 'operator', 'lead'];

const offerMs = 60_000;
/** More than this nobody works off at a window. */
const maxOffers = 8;
/** A document that lies on the scanner is read again and again: it is one until it was gone for this long. */
const sameDocumentMs = 5_000;
/** A misread document is tried again and again as well: one hint is enough. */
const sameHintMs = 2_000;

interface Held extends DocumentOffer {
  readonly document: TravelDocument;
  readonly untilMonoMs: number;
}

export function createVisitorDocuments({ clock, newId }: { readonly clock: Clock; readonly newId: NewId }): VisitorDocuments {
  const held = new Map<string, Held>();
  const seenAtMonoMs = new Map<string, number>();
  const hinted = new Map<string, MrzProblem & { readonly atMonoMs: number }>();
  const events = createListeners<DocumentEvent>();

  function forget(offerId: string): void {
    if (held.delete(offerId)) events.tell({ type: 'documentGone', offerId });
  }

  /** Is it the one that was there a moment ago? The moment begins anew with each read. */
  function liesThere({ readerId, document }: Signal<'document'>): boolean {
    const key = [readerId, document.layout, document.issuer, document.number].join(' ');
    const before = seenAtMonoMs.get(key);
    seenAtMonoMs.set(key, clock.monoMs());
    return before !== undefined && clock.monoMs() - before < sameDocumentMs;
  }

  return {
    read(signal) {
      if (liesThere(signal)) return;
      const { readerId, simulated, document } = signal;
      const offer: DocumentOffer = { offerId: newId('document'), readerId, atUtcMs: clock.utcMs(), simulated };
      held.set(offer.offerId, { ...offer, document, untilMonoMs: clock.monoMs() + offerMs });
      const [oldest] = held.keys();
      if (held.size > maxOffers && oldest !== undefined) forget(oldest);
      events.tell({ type: 'documentOffered', ...offer });
    },
    unread({ readerId, problem }) {
      const before = hinted.get(readerId);
      if (before?.code === problem.code && before.field === problem.field && clock.monoMs() - before.atMonoMs < sameHintMs) return;
      hinted.set(readerId, { ...problem, atMonoMs: clock.monoMs() });
      events.tell({ type: 'documentUnread', readerId, problem });
    },
    take(offerId) {
      const found = held.get(offerId);
      if (found === undefined) return fail({ code: 'notFound' });
      forget(offerId);
      return clock.monoMs() < found.untilMonoMs ? ok(found.document) : fail({ code: 'notFound' });
    },
    offers: () => [...held.values()].map(({ offerId, readerId, atUtcMs, simulated }) => ({ offerId, readerId, atUtcMs, simulated })),
    onEvent: (listener) => events.add(listener),
    tick() {
      const now = clock.monoMs();
      for (const { offerId, untilMonoMs } of [...held.values()]) if (now >= untilMonoMs) forget(offerId);
      for (const [key, atMonoMs] of seenAtMonoMs) if (now - atMonoMs >= sameDocumentMs) seenAtMonoMs.delete(key);
    },
  };
}
