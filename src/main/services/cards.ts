/** Cards and their holders, as the gate log needs them: find, photo, status, giving an unknown card to someone. */
import type { CardNumber, CardStatus, Credential, Holder } from '../../shared/model/cards.ts';
import { cardText } from '../../shared/model/cards.ts';
import type { Actor, JsonObject } from '../../shared/model/journal.ts';
import { type CardReason, type Why, whyPayload } from '../../shared/model/reasons.ts';
import { fail, type Result, type ServiceFailure } from '../../shared/model/result.ts';
import { parseCardNumber } from '../core/access/card-number.ts';
import type { Clock, NewId } from '../core/ports/clock.ts';
import type { Ledger } from '../core/ports/ledger.ts';
import { scanShape } from '../core/visitors/scan.ts';
import { keep, refuse, refuseByRule } from './keep.ts';
import type { Secrets } from './secrets.ts';

type Answer<T> = Promise<Result<T, ServiceFailure>>;

export interface PhotoText {
  readonly mime: string;
  readonly base64: string;
}

export interface NewCard {
  readonly card: CardNumber;
  readonly holderId: string | null;
  readonly name: string;
  readonly department: string;
  readonly validUntilUtcMs: number | null;
}

export interface StatusChange extends Why<CardReason> {
  readonly card: CardNumber;
  readonly status: CardStatus;
}

export interface NewPin {
  readonly card: CardNumber;
  /** null takes it away. */
  readonly pin: string | null;
}

export interface Cards {
  /** Holders by name or card number, with their cards; at most 20. */
  find(text: string): { holder: Holder; cards: Credential[] }[];
  photo(holderId: string): PhotoText | null;
  setPhoto(actor: Actor, holderId: string, photo: PhotoText | null): Answer<{ ok: true }>;
  setStatus(actor: Actor, input: StatusChange): Answer<Credential>;
  /** Rules: cardRefused, cardTaken, nameNeeded. */
  register(actor: Actor, input: NewCard): Answer<Credential>;
  /** The PIN that readers with a pad ask for beside the card. */
  setPin(actor: Actor, input: NewPin): Answer<{ ok: true }>;
}

const maxFound = 20;
/** A photo as JPEG, PNG or WebP begins with one of these (hex); anything else is not a photo. */
const photoHeads: { readonly [mime: string]: RegExp } = { 'image/jpeg': /^ffd8ff/, 'image/png': /^89504e470d0a1a0a/, 'image/webp': /^52494646.{8}57454250/ };

export interface CardsDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly newId: NewId;
  /** Hashes PINs of cards. */
  readonly pinSecrets: Pick<Secrets, 'hash'>;
}

/** Cards and holders over the ledger. */
export function createCards({ ledger, clock, newId, pinSecrets }: CardsDeps): Cards {
  const read = ledger.read;

  function find(text: string): { holder: Holder; cards: Credential[] }[] {
    const byCard = scanShape(text).cards.flatMap((card) => read.credential(card)?.holderId ?? []);
    const byName = text.trim() === '' ? [] : read.findHolders(text, maxFound).map((holder) => holder.holderId);
    const ids = [...new Set([...byCard, ...byName])].slice(0, maxFound);
    return ids.flatMap((id) => {
      const holder = read.holder(id);
      return holder === null ? [] : [{ holder, cards: read.credentialsOf(id) }];
    });
  }

  async function setPhoto(actor: Actor, holderId: string, photo: PhotoText | null): Answer<{ ok: true }> {
    const bytes = photo === null ? null : Buffer.from(photo.base64, 'base64');
    return keep(ledger, (tx) => {
      if (tx.read.holder(holderId) === null) refuse({ code: 'notFound' });
      if (photo !== null && bytes !== null && photoHeads[photo.mime]?.test(bytes.subarray(0, 12).toString('hex')) !== true) refuseByRule('notAPhoto');
      tx.savePhoto(holderId, photo === null || bytes === null ? null : { mime: photo.mime, bytes });
      tx.append({ kind: 'holder.changed', actor, subject: holderId, payload: { holderId, photo: photo !== null } });
      return { ok: true as const };
    });
  }

  function setStatus(actor: Actor, { card, status, ...why }: StatusChange): Answer<Credential> {
    return keep(ledger, (tx) => {
      const before = tx.read.credential(card) ?? refuse({ code: 'notFound' });
      const atUtcMs = clock.utcMs();
      tx.setCardStatus(card, status, { reason: why.reason, note: why.reasonText || null }, actor.name, atUtcMs);
      const payload = { ...cardPayload(card), holderId: before.holderId, before: before.status, status, ...whyPayload(why) };
      tx.append({ kind: 'card.changed', actor, subject: before.holderId, payload, searchWords: [cardText(card)] });
      return tx.read.credential(card) ?? refuse({ code: 'notFound' });
    });
  }

  async function register(actor: Actor, input: NewCard): Answer<Credential> {
    // In the one form in which a reader gives it: kept otherwise, the card would stay unknown at the gate.
    const card = parseCardNumber(input.card.format, input.card.facility, input.card.number);
    if (!card.ok) return fail({ code: 'rule', rule: 'cardRefused', values: { allowed: card.error.allowed } });
    return registerCard(actor, { ...input, card: card.value });
  }

  function registerCard(actor: Actor, input: NewCard): Answer<Credential> {
    return keep(ledger, (tx) => {
      if (tx.read.credential(input.card) !== null) refuseByRule('cardTaken');
      if (input.holderId === null && input.name === '') refuseByRule('nameNeeded');
      if (input.holderId !== null && tx.read.holder(input.holderId) === null) refuse({ code: 'notFound' });
      const holderId = input.holderId ?? newId('holder');
      if (input.holderId === null) tx.saveHolder({ holderId, name: input.name, department: input.department });
      const credential: Credential = {
        ...input.card,
        holderId,
        status: 'active',
        statusReason: null,
        statusNote: null,
        statusAtUtcMs: clock.utcMs(),
        statusBy: actor.name,
        validFromUtcMs: null,
        validUntilUtcMs: input.validUntilUtcMs,
      };
      tx.saveCredential(credential);
      const payload = { ...cardPayload(input.card), holderId, status: 'active', registered: true };
      tx.append({ kind: 'card.changed', actor, subject: holderId, payload, searchWords: [cardText(input.card), input.name] });
      return credential;
    });
  }

  async function setPin(actor: Actor, { card, pin }: NewPin): Answer<{ ok: true }> {
    if (read.credential(card) === null) return fail({ code: 'notFound' });
    const hash = pin === null ? null : await pinSecrets.hash(pin);
    return keep(ledger, (tx) => {
      const { holderId } = tx.read.credential(card) ?? refuse({ code: 'notFound' });
      tx.setCardPin(card, hash);
      tx.append({
        kind: 'card.changed',
        actor,
        subject: holderId,
        payload: { ...cardPayload(card), holderId, pin: pin !== null },
        searchWords: [cardText(card)],
      });
      return { ok: true as const };
    });
  }

  return {
    find,
    photo(holderId) {
      const photo = read.photo(holderId);
      return photo === null ? null : { mime: photo.mime, base64: Buffer.from(photo.bytes).toString('base64') };
    },
    setPhoto,
    setStatus,
    register,
    setPin,
  };
}

const cardPayload = (card: CardNumber): JsonObject => ({ format: card.format, facility: card.facility, number: card.number });
